namespace Coc.Cases.Domain;

/// <param name="Note">who was reached, and what they said</param>
internal sealed record Reached(string? Note, Guid By, DateTimeOffset At);

/// <summary>
/// Somebody under age, known from the report or found out later (P10): it is urgent; the safeguarding contact and counsel are asked within a day, counsel about this and nothing else; before both have been, nobody
/// contacts guardians; there is no mediation, and two seats at most know who reported.
/// </summary>
internal static class Safeguarding
{
    public const string Noting = "minor";
    public const string Contact = "safeguarding";
    public const string Guardians = "guardians";

    /// <summary>What a question to counsel is about, where it is about this.</summary>
    public const string About = "minor";

    public const string CounselClock = "minorCounsel";
    private const string Rule = "P10";

    public static readonly string[] Names = [Noting, Contact, Guardians];

    public static readonly TimeSpan Within = TimeSpan.FromHours(24);

    public static DateTimeOffset? Due(CaseState state) => state.MinorSince + Within;

    /// <summary>Said once; who is mistaken for a child is handled with the same care.</summary>
    public static Decision Note(CaseState state, CaseCommand.NoteMinor c) => state.MinorSince is null ? new CaseEvent.MinorNoted(c.At, c.Seat, c.At) : Decision.Nothing;

    /// <summary>What another case knew.</summary>
    public static IEnumerable<CaseEvent> Carried(CaseState from, CaseState to, DateTimeOffset at) =>
        from.MinorSince is { } since && to.MinorSince is null ? [new CaseEvent.MinorNoted(since, Guid.Empty, at)] : [];

    public static Refusal? Moment(CaseState state, string name) => name switch
    {
        Contact or Guardians when state.MinorSince is null => new("noMinor", Rule, "Record first that somebody under age is in the matter."),
        Guardians when state.SafeguardingReached.Count == 0 || state.MinorCounselAt is null => new("minor", Rule, "Nobody contacts guardians before the safeguarding contact and counsel were asked about it."),
        _ => null,
    };

    public static IEnumerable<(string Clock, DateTimeOffset Due)> Running(CaseState state) => Due(state) is not { } due ? [] :
    [
        .. state.SafeguardingReached.Count == 0 ? [(Contact, due)] : Array.Empty<(string, DateTimeOffset)>(),
        .. state.MinorCounselAt is null ? [(CounselClock, due)] : Array.Empty<(string, DateTimeOffset)>(),
    ];
}
