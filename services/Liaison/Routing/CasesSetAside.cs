using Coc.Contracts.Channel;
using Coc.Platform.Security;

namespace Coc.Liaison.Routing;

/// <summary>
/// Asks Cases whom the cases of some things set aside beside what their reports say: people a committee found out, and of an appeal everybody who was asked before. As with what Intake says, the answer is
/// used at once, never stored and never on the bus.
/// </summary>
internal sealed class CasesSetAside(ServiceChannel channel)
{
    /// <summary>For all of these cases, reports or transfers together.</summary>
    /// <exception cref="HttpRequestException">Cases cannot say: nobody is let in on a guess</exception>
    public async Task<SetAsideByCase> OfAsync(IReadOnlyCollection<Guid> things, string acting, CancellationToken cancellationToken)
    {
        var each = (await EachAsync(things, acting, cancellationToken)).Values;
        return new(Guid.Empty, [.. each.SelectMany(e => e.People)], [.. each.SelectMany(e => e.Accounts)]);
    }

    /// <summary>For each of them.</summary>
    public async Task<IReadOnlyDictionary<Guid, SetAsideByCase>> EachAsync(IReadOnlyCollection<Guid> things, string acting, CancellationToken cancellationToken)
    {
        if (things.Count == 0)
        {
            return new Dictionary<Guid, SetAsideByCase>();
        }

        var answer = await channel.PostAsync<SetAsideByCasesAnswer>("cases", "/internal/cases/set-aside", new SetAsideByCasesQuestion([.. things.Distinct()]), acting, cancellationToken);
        var items = answer?.Items.ToDictionary(i => i.Thing) ?? [];
        return things.All(items.ContainsKey) ? items : throw new HttpRequestException("Cases cannot say.");
    }
}
