using Coc.EventStore;
using Coc.Sanctions.Domain;

namespace Coc.Sanctions;

/// <summary>Commands on the way back from a measure: load, see what would be given back, decide, gather what follows.</summary>
internal sealed class ReturnExecutor(Streams streams, OrderPlanner planner, Endings endings, SanctionExecutor sanctions)
{
    public Task<Loaded<SanctionState>> AskAsync(Changes changes, StreamKey key, SanctionCommand.AskReadmission command, CancellationToken cancellationToken) =>
        DecideAsync(changes, key, command, command.At, cancellationToken);

    /// <param name="command">without what follows for the orders</param>
    public async Task<Loaded<SanctionState>> AnswerAsync(Changes changes, StreamKey key, SanctionCommand.AnswerReadmission command, CancellationToken cancellationToken)
    {
        var sanction = await streams.SanctionAsync(key, cancellationToken);
        var ending = command.Outcome == ReadmissionAnswer.Return ? await endings.PlanAsync(changes, sanction.State, cancellationToken) : Ending.None;
        return await sanctions.DecideAsync(changes, sanction, command with { Withdrawn = ending.Withdrawn, Undo = ending.Undo }, ending, command.At, cancellationToken);
    }

    public async Task<Loaded<SanctionState>> TakeStepAsync(Changes changes, StreamKey key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sanction = await streams.SanctionAsync(key, cancellationToken);
        var left = await LeftAsync(sanction.State, cancellationToken);
        var ending = left.Count == 0
            ? await endings.PlanAsync(changes, sanction.State, cancellationToken)
            : await endings.PlanOutOfAsync(changes, sanction.State, left.Contains, cancellationToken);
        return await sanctions.DecideAsync(changes, sanction, new SanctionCommand.TakeReturnStep(now, left, ending.Withdrawn, ending.Undo), ending, now, cancellationToken);
    }

    public Task<Loaded<SanctionState>> StopAsync(Changes changes, StreamKey key, SanctionCommand.StopReturn command, CancellationToken cancellationToken) =>
        DecideAsync(changes, key, command, command.At, cancellationToken);

    public Task<Loaded<SanctionState>> MarkAsync(Changes changes, StreamKey key, SanctionCommand.MarkCondition command, CancellationToken cancellationToken) =>
        DecideAsync(changes, key, command, command.At, cancellationToken);

    public Task<Loaded<SanctionState>> FallOverdueAsync(Changes changes, StreamKey key, DateTimeOffset now, CancellationToken cancellationToken) =>
        DecideAsync(changes, key, new SanctionCommand.ReadmissionFallOverdue(now), now, cancellationToken);

    public Task<Loaded<SanctionState>> AnnounceAsync(Changes changes, StreamKey key, DateTimeOffset now, CancellationToken cancellationToken) =>
        DecideAsync(changes, key, new SanctionCommand.AnnounceEnds(now), now, cancellationToken);

    public async Task<Loaded<SanctionState>> TakeLiftAsync(Changes changes, StreamKey key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sanction = await streams.SanctionAsync(key, cancellationToken);
        var ending = await endings.PlanAsync(changes, sanction.State, cancellationToken);
        return await sanctions.DecideAsync(changes, sanction, new SanctionCommand.TakeLift(now, ending.Withdrawn, ending.Undo), ending, now, cancellationToken);
    }

    /// <summary>Spaces the measure is for: those that are named, or all that are registered.</summary>
    public async Task<IReadOnlyList<string>> SpacesAsync(SanctionState sanction, CancellationToken cancellationToken) =>
        sanction.Imposed!.Scope.Spaces is { Count: > 0 } named ? named : [.. (await planner.SpacesAsync(sanction, cancellationToken)).Select(s => s.Space).Distinct()];

    // After the next step; none where there is none.
    private async Task<IReadOnlyList<string>> LeftAsync(SanctionState sanction, CancellationToken cancellationToken) =>
        sanction.WayBack.NextStep?.GiveBack is { } back ? [.. (await SpacesAsync(sanction, cancellationToken)).Except(back)] : [];

    private async Task<Loaded<SanctionState>> DecideAsync(Changes changes, StreamKey key, SanctionCommand command, DateTimeOffset now, CancellationToken cancellationToken) =>
        await sanctions.DecideAsync(changes, await streams.SanctionAsync(key, cancellationToken), command, Ending.None, now, cancellationToken);
}
