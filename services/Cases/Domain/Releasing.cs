using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>
/// What each accused person may see now. It follows from what the panel did, so that nobody has to think of it; what is not listed here is never given out.
/// Nothing of reporters, affected people, other subjects, notes, or what the panel has not told.
/// </summary>
internal static class Releasing
{
    public const string AnswerTime = "answerTime";
    public const string End = "end";
    public const string Warning = "warning";
    public const string Step = "step";

    /// <summary>Somebody from outside works for the panel (P16).</summary>
    public const string Outside = "outside";

    /// <summary>What was decided, or finished, is looked at again: the person can answer.</summary>
    public const string Reopened = "reopened";

    /// <summary>Items that are new or changed, for every room.</summary>
    public static IEnumerable<CaseEvent> Due(CaseState state, DateTimeOffset at) => state.HasGone ? [] :
        from room in state.Accused.Rooms
        from item in Of(state, room)
        where !room.Released.Contains(item)
        select new CaseEvent.RoomItemReleased(room.Id, item.Item, item.Kind, item.State, item.Until, at);

    private static IEnumerable<Release> Of(CaseState state, AccusedRoom room) =>
    [
        .. state.Accused.Notices.Where(n => n.Person == room.Person && n.LookAgain is null).Select(n => new Release(n.Id, "notice")),
        .. state.Communications.Where(c => c is { To: "accused", State: "sent" } && c.Person == room.Person).Select(c => new Release(c.Id, "message")),
        .. state.Interim.Where(m => m.Person == room.Person).Select(m => new Release(m.Id, "interim", m.Verdict, m.Until)),
        .. state.Hearings.Where(h => h.Person == room.Person && h is { Transcribed: true, Response: not null }).Select(h => new Release(h.Id, "hearing", Hearings.StateOf(state, h), Hearings.CorrectBy(state, h))),
        .. state.Accused.Objections.Where(o => o.Room == room.Id).Select(o => new Release(o.Id, "objection", o.State)),
        .. state.Appeals.Where(a => a.Person == room.Person).Select(a => new Release(a.Id, "appeal")), // how it ended they are told by who decided it
        .. state.Engagements.Select(e => new Release(e.Seat, Outside, e.EndedAt is null ? null : End, e.Until)), // by the seat, to which the person may object
        .. state.Mediations.Where(m => m.Person == room.Person).Select(Mediating.Release).OfType<Release>(),
        .. Apologising.Releases(state, room.Person),
        .. DataRequests.Releases(state, room.Id),
        .. room.AnswerUntil is { } by ? [new Release(Ids.V5(room.Id, AnswerTime), AnswerTime, null, by)] : Array.Empty<Release>(),
        .. state.Agreements.Where(a => a.Person == room.Person).SelectMany(a => Steps(state, room, a)),
        .. state.Earlier.SelectMany(d => Quiet(state, room, d)).Where(q => Knows(state, room, q.Item)),
        .. state.Earlier.SelectMany(d => d.Measures).Where(m => m.Person == room.Person && Knows(state, room, m.Sanction)).Select(m => Measure(state, m)),
        // Who knew of no decision is not told that there was one.
        .. state.Decision is null && state.Reopenings.Count > 0 && (room.Released.Any(r => r.Kind is "decision" or End) || state.SubjectOf(room.Person)?.ToldBefore is not null)
            ? [new Release(Ids.V5(room.Id, $"{Reopened}:{state.Reopenings.Count}"), Reopened)]
            : Array.Empty<Release>(),
        .. state.SubjectOf(room.Person) is { Told: true } ? Decided(state, room) : [],
    ];

    // Here, or from who had the case before.
    private static bool Knows(CaseState state, AccusedRoom room, Guid item) => room.Released.Any(r => r.Item == item)
        || (state.SubjectOf(room.Person)?.ToldBefore is { } told && state.Earlier.Any(d => d.Id == told.Decision && (d.Measures.Any(m => m.Sanction == item) || QuietWarnings.For(state, d, room.Person).Any(q => q.Id == item))));

    private static Release Measure(CaseState state, Measure measure) => new(measure.Sanction, "measure", state.Sanctions.FirstOrDefault(s => s.Id == measure.Sanction)?.State, measure.Until);

    // Each time the case ends anew.
    private static Guid EndOf(CaseState state, AccusedRoom room) => Ids.V5(room.Id, state.Reopenings.Count == 0 ? End : $"{End}:{state.Reopenings.Count}");

    private static IEnumerable<Release> Decided(CaseState state, AccusedRoom room) =>
    [
        new(state.Decision!.Id, "decision", state.AppealOf?.Outcome, state.AppealOf is null ? AppealBy(state, room.Person) : null),
        .. state.Decision.Measures.Where(m => m.Person == room.Person).Select(m => Measure(state, m)),
        .. Quiet(state, room, state.Decision),
        .. state.Stage == CaseStage.Closed ? [new Release(EndOf(state, room), End)] : Array.Empty<Release>(),
    ];

    // Nobody else learns of it (P13).
    private static IEnumerable<Release> Quiet(CaseState state, AccusedRoom room, RecordedDecision decision) =>
        QuietWarnings.For(state, decision, room.Person).Select(q => new Release(q.Id, Warning, q.Stands ? "stands" : "withdrawn", q.Until));

    // Of what was agreed, what was agreed to be seen (P12).
    private static IEnumerable<Release> Steps(CaseState state, AccusedRoom room, Agreement agreement) => agreement.Steps
        .Where(s => s.Sees.Contains(Appealing.Accused) && (state.SubjectOf(room.Person) is { Told: true } || WasToldOf(state, agreement) || room.Released.Any(r => r.Item == s.Id)))
        .Select(s => new Release(s.Id, Step, agreement.Ended && s.IsOpen ? End : s.State, s.Due));

    // Also by who had the case before: with a decision the person was told all that they had agreed until then.
    private static bool WasToldOf(CaseState state, Agreement agreement) =>
        state.SubjectOf(agreement.Person)?.ToldBefore is { } told && state.Earlier.Any(d => d.Id == told.Decision && agreement.At <= d.At);

    /// <summary>The window begins when the decision was told, or when the person first came into the room, if that was later (P6).</summary>
    public static DateTimeOffset? AppealBy(CaseState state, Guid person)
    {
        return state.SubjectOf(person) is { ToldAt: { } told } ? AppealBy(state, person, told) : null;
    }

    /// <param name="told">when they were told of what they would appeal</param>
    public static DateTimeOffset? AppealBy(CaseState state, Guid person, DateTimeOffset told)
    {
        var delivered = state.Accused.RoomOf(person) is { } room ? room.EnteredAt is { } entered ? entered > told ? entered : told : (DateTimeOffset?)null : told;
        return delivered is { } from ? state.Handling.Policy.AppealWindow.After(from, state.Handling.Policy.Calendar) : null;
    }
}
