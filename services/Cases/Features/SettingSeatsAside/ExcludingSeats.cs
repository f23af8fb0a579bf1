using Coc.Cases.Consumers;
using Coc.Cases.Domain;
using Coc.EventStore;

namespace Coc.Cases.Features.SettingSeatsAside;

/// <summary>Whom a reporter excluded leaves the panel of every case of the report and of what followed from it, and nobody learns why (P11). Said again, it changes nothing.</summary>
internal sealed class ExcludingSeats(CaseMessages messages, CaseExecutor executor, CaseFinder finder, SeatsSetAside setAside)
{
    /// <param name="also">what followed from the report</param>
    /// <exception cref="HttpRequestException">nobody can say whom it means</exception>
    public async Task ExcludeAsync(Guid report, IReadOnlyList<Guid>? also, string acting, Func<DateTimeOffset, EventContext> context, CancellationToken cancellationToken)
    {
        await messages.RunOnAllOfAsync(report, keys => ExcludeAsync(keys, acting, context, cancellationToken), cancellationToken);
        var followed = new List<StreamKey>();
        foreach (var thing in also ?? [])
        {
            followed.AddRange(await finder.ByThingAsync(thing, cancellationToken));
        }

        await ExcludeAsync(followed, acting, context, cancellationToken);
    }

    private async Task ExcludeAsync(IReadOnlyList<StreamKey> keys, string acting, Func<DateTimeOffset, EventContext> context, CancellationToken cancellationToken)
    {
        foreach (var key in keys.Distinct())
        {
            var state = await finder.LoadAsync(key, cancellationToken);
            if (state.HasGone)
            {
                continue; // the body that has it now is among the others
            }

            foreach (var seat in (await setAside.OfPanelAsync(state, acting, cancellationToken)).Aside)
            {
                await executor.ExecuteAsync(new CaseWork(key, context, (_, now) => ValueTask.FromResult<CaseCommand>(new CaseCommand.EndSeat(now, seat))), cancellationToken);
            }
        }
    }
}
