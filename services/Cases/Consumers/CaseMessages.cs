using Coc.Cases.Domain;
using Coc.EventStore;
using Coc.Platform.Messaging;

namespace Coc.Cases.Consumers;

/// <summary>Runs the command a message means on its cases. What the rules refuse, or what is said already, is simply taken as heard.</summary>
internal sealed class CaseMessages(CaseExecutor executor, CaseFinder finder)
{
    public Task RunAsync(StreamKey key, Delivery delivery, Func<DateTimeOffset, CaseCommand> command, CancellationToken cancellationToken) => executor.ExecuteAsync(
        new CaseWork(key, delivery.Context, (_, now) => ValueTask.FromResult(command(now))) { Also = (_, now) => [delivery.Inbox(now)] }, cancellationToken);

    /// <summary>Every case of a report, page or room; also one that took it from another in this very moment, where it would be missed in both.</summary>
    public async Task RunOnAllOfAsync(Guid thing, Func<IReadOnlyList<StreamKey>, Task> run, CancellationToken cancellationToken)
    {
        var done = new HashSet<StreamKey>();
        while ((await finder.ByThingAsync(thing, cancellationToken)).Where(done.Add).ToList() is { Count: > 0 } keys)
        {
            await run(keys);
        }
    }

    /// <summary>Several cases, one append each: repeated as a whole after a failure, which the rules bear.</summary>
    public async Task RunAllAsync(IReadOnlyList<StreamKey> keys, Delivery delivery, Func<DateTimeOffset, CaseCommand> command, CancellationToken cancellationToken)
    {
        foreach (var key in keys)
        {
            await executor.ExecuteAsync(new CaseWork(key, delivery.Context, (_, now) => ValueTask.FromResult(command(now))), cancellationToken);
        }
    }
}
