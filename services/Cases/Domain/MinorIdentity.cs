namespace Coc.Cases.Domain;

/// <summary>Who of the panel was to know who it is, from then on.</summary>
/// <param name="Reason">why somebody takes another's place</param>
/// <param name="By">empty: it came from another case of the body</param>
internal sealed record MinorChoice(IReadOnlyList<Guid> Seats, string? Reason, Guid By, DateTimeOffset At);

/// <summary>
/// Who somebody under age is, two seats know, and nobody before they are named (P10). The rule does not say which two; a seat of the panel says so on record. Everybody more who knows is one too many: who was named and is
/// still there stays, unless they give the place up themselves, and the holder of such a reporter is one of the two. The others read that somebody is under age, and what that means for them.
/// </summary>
internal static class MinorIdentity
{
    public const string Command = "minor-identity";
    public const int Most = 2;

    private const string Rule = "P10";

    /// <summary>Whether this seat reads who it is.</summary>
    public static bool Reads(CaseState state, Guid seat) => state.MinorKnownTo.Contains(seat) && MayBeNamed(state, seat);

    /// <summary>Named, and not gone: a seat that has to answer about conflicts again keeps its place meanwhile.</summary>
    public static IEnumerable<Guid> Knowing(CaseState state) => state.MinorKnownTo.Where(s => state.SeatOf(s) is { Vacated: false });

    /// <summary>Of a report, where it names whoever is under age, or nobody knows whom it is about.</summary>
    public static bool Concerns(CaseState state, bool saidByReport) => saidByReport || state.MinorFound;

    public static Decision Name(CaseState state, CaseCommand.NameMinorsSeats c)
    {
        IReadOnlyList<Guid> seats = [.. c.Seats.Distinct()];
        return Refused(state, c.Seat, seats, c.Reason, c.Holders) is { } refusal ? refusal
            : IsSame(state, seats) ? Decision.Nothing
            : new CaseEvent.MinorIdentityEntrusted(seats, Texts.OptionalPanel(c.Reason), c.Seat, c.At);
    }

    /// <summary>Whether there is anybody this seat could name, or let take its own place.</summary>
    public static bool CanName(CaseState state, Guid by, Holders holders)
    {
        List<Guid> seats = [.. state.Panel.Select(p => p.Seat).Where(s => MayBeNamed(state, s))];
        return seats.SelectMany((one, i) => seats.Skip(i).Select(other => new[] { one, other }.Distinct().ToList())).Any(named => !IsSame(state, named) && Refused(state, by, named, "", holders) is null);
    }

    public static Refusal? Moment(CaseState state) => Safeguarding.Unasked(state)
        ?? (state.Joint is { Leads: false } joint ? new("otherBodyLeads", "R20", $"{joint.Other} leads this case, and says which two know who it is.") : null);

    /// <summary>A duplicate's two know already: they do where its reports go, unless two are named there.</summary>
    public static IEnumerable<CaseEvent> Carried(CaseState from, CaseState to, DateTimeOffset at) =>
        from.MinorKnownTo.Count > 0 && to.MinorKnownTo.Count == 0 ? [new CaseEvent.MinorIdentityEntrusted(from.MinorKnownTo, null, Guid.Empty, at)] : [];

    private static Refusal? Refused(CaseState state, Guid by, IReadOnlyList<Guid> seats, string? reason, Holders holders) =>
        seats.Count is 0 or > Most || seats.Any(s => !MayBeNamed(state, s)) ? Refusal.NotOnThePanel
        : Knowing(state).Any(s => s != by && !seats.Contains(s)) ? new("stillKnows", Rule, "Somebody who knows it is still here. They keep their place, or give it up themselves: everybody more who knows is one too many.")
        : state.MinorKnownTo.Except(seats).Any() && reason is null ? new("reasonNeeded", Rule, "Say why somebody takes another's place.")
        : state.ReportIds.Any(r => Concerns(state, holders.IsMinor(r)) && Told(state, r, holders).Union(seats).Count() > Most) ? new("holderNeeded", Rule, "One of the two is the person to whom the reporter entrusted who they are.")
        : null;

    // By the reporter, or because a held identity was opened to them.
    private static IEnumerable<Guid> Told(CaseState state, Guid report, Holders holders) => Unsealing.OpenedTo(state, report).Concat(holders.Of(report) is { } holder ? [holder] : [])
        .Where(s => state.SeatOf(s) is { Vacated: false, Decides: true });

    private static bool MayBeNamed(CaseState state, Guid seat) => state.SeatOf(seat) is { MayDecide: true, IsLent: false };

    private static bool IsSame(CaseState state, IReadOnlyList<Guid> seats) => state.MinorKnownTo.Order().SequenceEqual(seats.Order());
}
