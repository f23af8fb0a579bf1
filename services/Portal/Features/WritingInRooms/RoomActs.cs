using Coc.Portal.Pages.Parts;

namespace Coc.Portal.Features.WritingInRooms;

/// <summary>Everything that can be sent from the room, but files.</summary>
internal static class RoomActs
{
    // What the API takes, in characters.
    private const int Answer = 50_000;
    private const int Note = 10_000;
    private const int Letter = 100_000;
    private const int Chosen = 40;

    public static IReadOnlyList<RoomAct> All { get; } =
    [
        new("answer", _ => "responses", f => new { text = Text(f) }, new RoomField("text", Answer, "TextMissing")),
        new("more-time", _ => "more-time", f => new { text = Text(f) }, new RoomField("text", Note)),
        new("check", _ => "corrections", f => new { hearing = About(f), agree = f["agree"] == "yes", text = Text(f) }, new RoomField("agree", Chosen, "ChoiceMissing"), new RoomField("text", Answer))
        {
            AnswersWhatWasRead = true,
            AlsoCheck = (f, words) =>
            {
                if ((f["agree"] == "yes") == (f.Text("text") is not null))
                {
                    f.Wrong("text", words[f["agree"] == "yes" ? "RightAndWords" : "CorrectionMissing"]);
                }
            },
        },
        new("object", _ => "objections", f => new { seat = Guid.TryParse(f["seat"], out var seat) ? seat : (Guid?)null, text = Text(f) }, new RoomField("seat", Chosen, "SeatMissing"), new RoomField("text", Note, "TextMissing")),
        new("complaint", _ => "complaints", f => new { ground = f["ground"], text = Text(f) }, new RoomField("ground", Chosen, "ChoiceMissing"), new RoomField("text", Note, "TextMissing")),
        new("complaint-message", f => $"complaints/{About(f)}/messages", f => new { text = Text(f) }, new RoomField("text", Letter, "TextMissing")),
        new("appeal", _ => "appeals", f => new { grounds = f.All("grounds"), text = Text(f) }, new RoomField("text", Letter, "TextMissing"), new RoomField("grounds", Note)),
        new("mediation", _ => "mediation", f => new { mediation = About(f), answer = f["answer"] }, new RoomField("answer", Chosen, "ChoiceMissing")) { AnswersWhatWasRead = true },
        new("come-back", _ => "readmission-requests", f => new { measure = About(f), statement = RoomAct.Written(f, "statement") }, new RoomField("statement", Answer, "TextMissing")),
        new("apology", _ => "apologies", f => new { apology = About(f), text = Text(f) }, new RoomField("text", Answer, "TextMissing")),
        new("data", _ => "data-requests", f => new { kind = f["kind"], text = Text(f) }, new RoomField("kind", Chosen, "ChoiceMissing"), new RoomField("text", Note))
        {
            AlsoCheck = (f, words) =>
            {
                if (f["kind"] == "correction" && f.Text("text") is null)
                {
                    f.Wrong("text", words["CorrectionMissing"]);
                }
            },
        },
    ];

    private static string? Text(FormState form) => RoomAct.Written(form, "text");

    private static Guid? About(FormState form) => Guid.TryParse(form["about"], out var about) ? about : null;
}
