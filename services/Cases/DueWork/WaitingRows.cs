using System.Diagnostics;
using Coc.Cases.Domain;
using Coc.EventStore;
using Coc.Platform;

namespace Coc.Cases.DueWork;

/// <summary>What waited outside its case: it is applied, and its row is struck with the very events, or alone where there are none. Doing it twice changes nothing.</summary>
internal sealed class WaitingRows(CaseExecutor executor, IEventStore store)
{
    /// <param name="done">strikes the row</param>
    public async Task ApplyAsync(CaseState state, Func<DateTimeOffset, CaseCommand> command, StoreStatement done, CancellationToken cancellationToken)
    {
        var correlation = Ids.New();
        EventContext Context(DateTimeOffset now) => new(now, correlation, null, "system", Incident: state.Incident, TraceParent: Activity.Current?.Id);
        var outcome = await executor.ExecuteAsync(
            new CaseWork(new(state.Body, state.Id), Context, (_, now) => ValueTask.FromResult(command(now))) { Also = (_, _) => [done] }, cancellationToken);
        if (!outcome.Written)
        {
            await store.AppendAsync(new Append([], Context(outcome.At)) { Statements = [done] }, cancellationToken);
        }
    }
}
