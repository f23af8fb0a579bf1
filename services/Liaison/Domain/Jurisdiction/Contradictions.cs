using Coc.Contracts.Liaison;

namespace Coc.Liaison.Domain.Jurisdiction;

/// <summary>Where a project's own text sends a case elsewhere than the foundation's rule that holds: recorded with both versions; the foundation's rule wins (S10).</summary>
internal static class Contradictions
{
    public static IReadOnlyList<PolicyNote> Of(Facts facts, Verdict verdict)
    {
        var held = verdict.Rules.Where(r => r.Holds).Select(r => r.Rule).Append(facts.TransferredUnder).OfType<string>().ToHashSet();
        return
        [
            .. from project in facts.Projects
               from says in project.OwnText
               where held.Contains(says.Rule)
               let decides = Rules.Table.Single(r => r.Name == says.Rule).Body(facts)
               where decides is not null && decides != says.To
               select new PolicyNote(says.Rule, project.Slug, project.PolicyVersion, says.To, facts.Foundation.Slug, facts.FoundationPolicy, decides),
        ];
    }
}
