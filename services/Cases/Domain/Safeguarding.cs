namespace Coc.Cases.Domain;

/// <param name="Note">who was reached, and what they said</param>
internal sealed record Reached(string? Note, Guid By, DateTimeOffset At);

/// <summary>
/// Somebody under age, known from the report or found out later (P10): it is urgent; the safeguarding contact and counsel are asked within a day, counsel about this and nothing else; before both have been, nobody
/// contacts guardians; there is no mediation, and two seats at most know who it is (<see cref="MinorIdentity"/>).
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

    public static readonly string[] Names = [Noting, MinorIdentity.Command, Contact, Guardians];

    public static readonly TimeSpan Within = TimeSpan.FromHours(24);

    /// <summary>Each body that gets it has its day.</summary>
    public static DateTimeOffset? Due(CaseState state) => (state.MinorSince < state.OpenedAt ? state.OpenedAt : state.MinorSince) + Within;

    /// <summary>Said once; who is mistaken for a child is handled with the same care. What a report said of one person, a seat may still find out of another; the days that run, run on.</summary>
    public static Decision Note(CaseState state, CaseCommand.NoteMinor c) => state.MinorFound ? Decision.Nothing : new List<CaseEvent>(
    [
        .. state.IsUrgent ? [] : Hurrying.Raise(state, new CaseCommand.RaiseUrgency(c.Seat, c.At, Noting)).Events,
        new CaseEvent.MinorNoted(state.MinorSince ?? c.At, c.Seat, c.At),
    ]);

    /// <summary>What another case knew.</summary>
    public static IEnumerable<CaseEvent> Carried(CaseState from, CaseState to, DateTimeOffset at) =>
        from.MinorSince is { } since && (to.MinorSince is null || (from.MinorFound && !to.MinorFound)) ? [new CaseEvent.MinorNoted(to.MinorSince ?? since, Guid.Empty, at, from.MinorFound)] : [];

    /// <summary>What another case of the same body had done about it; the words lie with the texts it brought.</summary>
    public static IEnumerable<CaseEvent> Done(CaseState from, CaseState to, DateTimeOffset at) =>
    [
        .. from.SafeguardingReached.Where(r => to.SafeguardingReached.All(known => known.At != r.At)).Select(r => new CaseEvent.SafeguardingReached(Texts.Panel(""), r.By, r.At)),
        .. from.GuardiansReached.Where(r => to.GuardiansReached.All(known => known.At != r.At)).Select(r => new CaseEvent.GuardiansReached(Texts.Panel(""), r.By, r.At)),
        .. from.MinorCounselAt is { } answered && to.MinorCounselAt is null ? [new CaseEvent.MinorCounselCarried(answered, at)] : Array.Empty<CaseEvent>(),
        .. MinorIdentity.Carried(from, to, at),
    ];

    /// <summary>A question about it opens what a reporter's no closes; it is asked where there is somebody to ask about.</summary>
    public static Refusal? Unasked(CaseState state) => state.MinorSince is null ? new("noMinor", Rule, "Record first that somebody under age is in the matter.") : null;

    public static Refusal? Moment(CaseState state, string name) => name switch
    {
        MinorIdentity.Command => MinorIdentity.Moment(state),
        Contact or Guardians when state.MinorSince is null => Unasked(state),
        Guardians when state.SafeguardingReached.Count == 0 || state.MinorCounselAt is null => new("minor", Rule, "Nobody contacts guardians before the safeguarding contact and counsel were asked about it."),
        _ => null,
    };

    public static IEnumerable<(string Clock, DateTimeOffset Due)> Running(CaseState state) => Due(state) is not { } due ? [] :
    [
        .. state.SafeguardingReached.Count == 0 ? [(Contact, due)] : Array.Empty<(string, DateTimeOffset)>(),
        .. state.MinorCounselAt is null ? [(CounselClock, due)] : Array.Empty<(string, DateTimeOffset)>(),
    ];
}
