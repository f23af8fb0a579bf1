using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Intake.Features.ScreeningConflicts;

/// <summary>Asks Cases whom committees found out, or identified, later than their reports: compared in memory like whom a report names, and kept nowhere (P1).</summary>
internal sealed class NamedByCommittees(ServiceChannel channel)
{
    /// <summary>For each of these reports and rooms.</summary>
    /// <exception cref="ProblemException">503: without an answer nobody is let in on a guess</exception>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<StatedPerson>>> OfAsync(IReadOnlyCollection<Guid> things, string acting, CancellationToken cancellationToken)
    {
        if (things.Count == 0)
        {
            return new Dictionary<Guid, IReadOnlyList<StatedPerson>>();
        }

        var answer = await channel.PostAsync<SetAsideByCasesAnswer>("cases", "/internal/cases/set-aside", new SetAsideByCasesQuestion([.. things.Distinct()]), acting, cancellationToken);
        var named = answer?.Items.ToDictionary(i => i.Thing, i => i.People) ?? [];
        return things.All(named.ContainsKey) ? named : throw new ProblemException(Problems.Unavailable);
    }
}
