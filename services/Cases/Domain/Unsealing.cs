using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>An opening of a held identity: asked by one seat, done by a second; one of the two is the holder.</summary>
/// <param name="Exception">law, courtOrder, imminentDanger</param>
internal sealed record UnsealingRequest(
    Guid Id, Guid Report, string Exception, string? Reason, IReadOnlyList<Guid> Recipients, string? Outside, bool NotTold, Guid By, DateTimeOffset At)
{
    public Guid? AgreedBy { get; init; }

    public DateTimeOffset? UnsealedAt { get; init; }
}

/// <summary>The three exceptions to what a reporter was promised (R3): a law, a court's order, imminent danger. Named readers, a reason, two seats, and the reporter is told (P11).</summary>
internal static class Unsealing
{
    public const string ImminentDanger = "imminentDanger";

    public static readonly string[] Exceptions = ["law", "courtOrder", ImminentDanger];

    public static Decision Ask(CaseState state, CaseCommand.AskUnsealing c) =>
        NoHolder(state, c.Holder) is { } refusal ? refusal
        : c.Recipients.Any(r => state.SeatOf(r) is not { Clean: true, Decides: true }) ? Refusal.NotOnThePanel
        : (c.Minor || state.MinorSince is not null) && TooMany(state, c.Report, c.Recipients, c.Holder, c.Minor) ? Minor
        : new CaseEvent.UnsealingAsked(c.Unsealing, c.Report, c.Exception, Texts.Panel(c.Reason), c.Recipients, Texts.OptionalPanel(c.Outside), c.NotTold, c.Seat, c.At);

    public static Decision Agree(CaseState state, CaseCommand.AgreeUnsealing c)
    {
        var asked = state.Unsealings.Single(u => u.Id == c.Unsealing);
        if (asked.UnsealedAt is not null)
        {
            return Decision.Nothing;
        }

        if (NoHolder(state, c.Holder) is { } refusal)
        {
            return refusal;
        }

        return NotSecond(asked, c.Seat, c.Holder) is { } alone ? alone
            : (c.Minor || state.MinorSince is not null) && TooMany(state, asked.Report, asked.Recipients, c.Holder, c.Minor) ? Minor // more were named meanwhile
            : new List<CaseEvent>(
            [
                new CaseEvent.IdentityUnsealed(asked.Id, asked.Report, c.Seat, c.At),
                .. asked.NotTold ? Array.Empty<CaseEvent>() : [new CaseEvent.ReporterMessaged(Ids.V5(asked.Id, "told"), asked.Report, Texts.Reporter(asked.Report, Words(asked)), null, c.At)],
            ]);
    }

    /// <summary>Whether something is held here that could be opened.</summary>
    public static bool CanAsk(CaseState state, Holders holders) =>
        state.ReportIds.Any(r => NoHolder(state, holders.Of(r)) is null && !((holders.IsMinor(r) || state.MinorSince is not null) && TooMany(state, r, [], holders.Of(r), holders.IsMinor(r))));

    /// <summary>Whether this seat could be the second.</summary>
    public static bool CanAgree(CaseState state, UnsealingRequest asked, Guid seat, Holders holders) =>
        asked.UnsealedAt is null && holders.Of(asked.Report) is var holder && NoHolder(state, holder) is null && NotSecond(asked, seat, holder) is null
        && !((holders.IsMinor(asked.Report) || state.MinorSince is not null) && TooMany(state, asked.Report, asked.Recipients, holder, holders.IsMinor(asked.Report)));

    /// <summary>Whether this seat may read who reported: the holder, and whom an unsealing names, as long as they are without conflict (P11).</summary>
    public static bool MayRead(CaseState state, Guid report, Guid seat, Guid? holder) =>
        state.SeatOf(seat) is { Clean: true, Decides: true } && (seat == holder || state.Unsealings.Any(u => u.Report == report && u.UnsealedAt is not null && u.Recipients.Contains(seat)));

    private static Refusal Minor => new("minor", "P10", "Somebody under age is affected: two seats at most know who reported, the holder being one.");

    private static Refusal? NotSecond(UnsealingRequest asked, Guid seat, Guid? holder) =>
        asked.By == seat ? new("ownAct", "P11", "Another seat has to agree.")
        : asked.By != holder && seat != holder ? new("holderNeeded", "P11", "One of the two is the person to whom the reporter entrusted who they are.")
        : null;

    /// <summary>Whom openings named until now.</summary>
    public static IEnumerable<Guid> OpenedTo(CaseState state, Guid report) => state.Unsealings.Where(u => u.Report == report && u.UnsealedAt is not null).SelectMany(u => u.Recipients);

    // Where it is the child itself that reported, or may be, those who were named to know the child count too.
    private static bool TooMany(CaseState state, Guid report, IReadOnlyList<Guid> recipients, Guid? holder, bool minor) =>
        OpenedTo(state, report).Concat(recipients).Append(holder ?? Guid.Empty).Concat(MinorIdentity.Concerns(state, minor) ? MinorIdentity.Knowing(state) : []).Distinct().Count() > MinorIdentity.Most;

    private static Refusal? NoHolder(CaseState state, Guid? holder) => holder is { } seat && state.SeatOf(seat) is { Clean: true, Decides: true }
        ? null
        : new Refusal("noHolder", "P11", "Nobody on this panel holds who reported.");

    // Plain words, and nothing of the reason: it may be about somebody else (P24).
    private static string Words(UnsealingRequest asked) =>
        $"You told one person who you are. We had to let others know: {Because(asked.Exception)}. It is now known to {Count(asked.Recipients.Count)}{(asked.Outside is null ? "" : " and to somebody outside the committee")}. If you have questions, please write to us here.";

    private static string Because(string exception) => exception switch
    {
        "law" => "a law demands it",
        "courtOrder" => "a court ordered it",
        _ => "somebody is in danger now",
    };

    private static string Count(int seats) => seats switch
    {
        0 => "nobody else on the committee",
        1 => "one more person on the committee",
        _ => $"{seats} more people on the committee",
    };
}
