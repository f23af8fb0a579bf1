using Coc.Contracts.Channel;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Features.ReadingSanctions;

namespace Coc.Sanctions.Features.ComingBack;

/// <summary>One measure as its own panel sees it: with what is asked of the person, and what they ask (P14). Everybody else's view is without.</summary>
internal sealed class PanelViews(SanctionViews views)
{
    public async Task<SanctionView> OfAsync(Loaded<SanctionState> sanction, SeenIn seen, CancellationToken cancellationToken)
    {
        var view = await views.OfAsync(sanction, seen, cancellationToken);
        return seen.ByKindAndPlace ? view : WithWayBack(view, sanction.State);
    }

    /// <summary>For who works on it, after their command.</summary>
    public async Task<SanctionView> AfterAsync(Loaded<SanctionState> sanction, CancellationToken cancellationToken) =>
        WithWayBack((await views.OfAsync([sanction], sanction.Key.Tenant, cancellationToken))[0], sanction.State);

    private static SanctionView WithWayBack(SanctionView view, SanctionState state) => view with
    {
        Conditions = state.WayBack.Conditions.IsEmpty ? null : [.. state.WayBack.Conditions.Select(ConditionView.Of)],
        ReadmissionRequests = state.WayBack.Requests.IsEmpty ? null : [.. state.WayBack.Requests.Select(ReadmissionView.Of)],
    };
}

/// <param name="Request">whose answer asked for it; absent: the decision did, and its words are there</param>
/// <param name="State">open, met</param>
/// <param name="By">the seat that last said so</param>
internal sealed record ConditionView(int Number, string Type, Guid? Request, string State, Guid? By, DateTimeOffset? At)
{
    public static ConditionView Of(Condition condition) => new(condition.Number, condition.Type, condition.Request, condition.Met ? "met" : "open", condition.By, condition.Since);
}

/// <param name="Room">where the person's statement is read: it is an entry of the room with this id (<c>GET /api/cases/{case}/rooms/{room}</c>)</param>
/// <param name="State">open, answered, notTaken</param>
/// <param name="Late">the day of its answer is over</param>
/// <param name="Proposed">what seats would answer; a second one that answers alike makes it so, in the words of the first</param>
/// <param name="StopAskedBy">seats that want the steps to come not to come</param>
internal sealed record ReadmissionView(
    Guid Id, Guid Room, DateTimeOffset At, DateTimeOffset? Due, string State, bool Late, IReadOnlyList<ProposedAnswerView>? Proposed, string? Outcome, DateTimeOffset? AnsweredAt, string? Reasons,
    DateTimeOffset? AskAgainFrom, IReadOnlyList<ReturnStepShown>? Steps, IReadOnlyList<Guid>? StopAskedBy, DateTimeOffset? StoppedAt, string? StoppedBecause)
{
    public static ReadmissionView Of(Readmission r) => new(
        r.Id, r.Room, r.At, r.Due, r.State, r is { State: Readmission.Asked, Overdue: true }, r.Proposed.IsEmpty ? null : [.. r.Proposed.Values.OrderBy(p => p.At).Select(ProposedAnswerView.Of)],
        r.Answer?.Outcome ?? r.NotTaken, r.AnsweredAt, r.Reasons, r.Answer?.AskAgainFrom, r.Answer is { Steps.Count: > 0 } ? Shown.Steps(r) : null, r.StopAsked.IsEmpty ? null : r.StopAsked, r.StoppedAt,
        r.StoppedBecause);
}

internal sealed record ProposedAnswerView(Guid AskedBy, string Outcome, IReadOnlyList<ReturnStep>? Steps, DateTimeOffset? AskAgainFrom, string? Reasons)
{
    public static ProposedAnswerView Of(ProposedAnswer p) => new(p.Seat, p.Answer.Outcome, p.Answer.Steps.Count == 0 ? null : p.Answer.Steps, p.Answer.AskAgainFrom, p.Reasons);
}

/// <summary>The same for the panel and the person.</summary>
internal static class Shown
{
    public static IReadOnlyList<ReturnStepShown> Steps(Readmission request) =>
        [.. request.Answer!.Steps.Select((s, i) => new ReturnStepShown(s.From, s.GiveBack, i < request.Taken ? "taken" : request.StoppedAt is null ? "planned" : "stopped"))];
}
