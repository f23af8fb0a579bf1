using Coc.EventStore;
using Coc.Intake.Domain;

namespace Coc.Unit.Intake;

/// <summary>Whoever may not send something learns by which rule, and what to do, in a sentence.</summary>
public sealed class TellingWhyNot
{
    private static readonly Guid One = Guid.NewGuid();

    public static TheoryData<string, string, string, string> Refusals()
    {
        var room = RoomState.Evolve(
            After(new RoomEvent.ItemReleased(Guid.NewGuid(), One, "hearing", "sextant", "open", Given.At, Words, Given.At)),
            new RoomEvent.ItemReleased(Guid.NewGuid(), Guid.NewGuid(), "end", "sextant", null, null, Words, Given.At), One, Given.At);
        var confirmed = After(new RoomEvent.ItemReleased(Guid.NewGuid(), One, "hearing", "sextant", "confirmed", null, Words, Given.At));
        var full = Enumerable.Repeat(new EvidencePiece(One, One, Given.At, null), 50).ToList();
        var heavy = new EvidencePiece(One, One, Given.At, new EvidenceFacts("f", EvidenceLimits.Total, "", "text/plain", null, false, null, null));
        return new()
        {
            { "finished", "R40", "This is finished;", Said(RoomRules.Refused(room)) },
            { "correctionOver", "P6", "The time to correct this", Said(RoomRules.RefusedCorrection(room, One, Given.At)) },
            { "alreadyChecked", "P6", "You have looked at this", Said(RoomRules.RefusedCorrection(confirmed, One, Given.At)) },
            { "commentTimeOver", "R45", "The time to comment is over.", Said(Comments.Refused(new CommentAsked(One, One, CommentAsked.Over, Given.At, null, []), Given.At)) },
            { "mediationOver", "P6", "The time for this is over.", Said(Mediations.Refused(new MediationView(One, "ended", null, null), Given.At)) },
            { "alreadyAsked", "P19", "You have asked for this already;", Said(DataRequests.Refused([OwnDataRequest.New(One, "copy", Given.At, null)], "copy")) },
            { "noRoomForIt", "P12", "There is no room for an apology", Said(Apologies.Refused(null, room)) },
            { "evidenceFull", "R8", "We keep 50 files", Said(EvidenceLimits.Of(full, 1)) },
            { "evidenceFull", "R8", "The files of one person hold 250 MB", Said(EvidenceLimits.Of([heavy], 1)) },
            { "erased", "P19", "What was sent here before has been erased;", Said(EvidenceLimits.Erased) },
        };
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void It_names_its_rule_and_begins_by_saying_what_is_so(string code, string rule, string begins, string said)
    {
        said.ShouldStartWith($"{code}|{rule}|{begins}");
        said.ShouldEndWith(".");
    }

    private static Sensitive<RoomItemContent> Words => Sensitive.Of(new RoomItemContent("t", null, null, null), RoomEvent.Owner);

    private static RoomState After(RoomEvent first) => RoomState.Evolve(RoomState.Evolve(null, new RoomEvent.RoomOpened(One, One), One, Given.At), first, One, Given.At);

    private static string Said(RoomRefusal? refusal) => $"{refusal?.Code}|{refusal?.Rule}|{refusal?.Detail}";

    private static string Said(EvidenceRefusal? refusal) => $"{refusal?.Code}|{refusal?.Rule}|{refusal?.Detail}";
}
