namespace Coc.Liaison.Domain.Jurisdiction;

/// <summary>Evaluates the table of <see cref="Rules"/>.</summary>
internal static class Jurisdiction
{
    /// <summary>Which body has it, by which rule, and what every rule says.</summary>
    public static Verdict Evaluate(Facts facts)
    {
        var holding = Rules.Table.Where(r => r.Holds(facts)).Select(r => r.Name).ToHashSet();
        holding.RemoveWhere(name => Rules.Table.Single(r => r.Name == name).UnlessAnyOf.Any(holding.Contains));
        var findings = Rules.Table.Select(rule =>
        {
            var holds = holding.Contains(rule.Name);
            var reason = holds ? rule.HoldsBecause(facts) : Refuted(rule, facts, holding);
            return new Finding(rule.Name, holds, reason.Code, $"{(holds ? "holds" : "does not hold")} because {reason.Sentence}");
        }).ToList();
        var decisive = Decisive(facts, holding);
        return new(
            decisive.Body(facts)!, decisive.Name, decisive.HoldsBecause(facts).Code,
            [.. findings.OrderBy(f => int.Parse(f.Rule.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture))])
        {
            JointWith = decisive.Name == "J10" && Rules.IsJoint(facts) ? facts.Foundation.Slug : null,
        };
    }

    private static Rule Decisive(Facts facts, HashSet<string> holding)
    {
        var first = Rules.Table.First(r => holding.Contains(r.Name) && r.Name != "J8" && r.Body(facts) is not null);
        return first.Body(facts) != facts.Foundation.Slug ? first
            : Rules.Table.FirstOrDefault(r => r.Name is "J5" or "J8" && holding.Contains(r.Name) && r.Body(facts) is { } up && up != facts.Foundation.Slug) ?? first;
    }

    private static Reason Refuted(Rule rule, Facts facts, HashSet<string> holding) =>
        rule.UnlessAnyOf.FirstOrDefault(holding.Contains) is { } other && rule.Holds(facts)
            ? new("overruled", $"{other} holds")
            : rule.DoesNotBecause(facts);
}

/// <summary>The outcome.</summary>
/// <param name="Because">code of the reason</param>
/// <param name="Rules">every rule, J1 to J12</param>
internal sealed record Verdict(string Body, string Rule, string Because, IReadOnlyList<Finding> Rules)
{
    /// <summary>The body that has it together with <see cref="Body"/>; null: exactly one body is competent.</summary>
    public string? JointWith { get; init; }
}

/// <summary>What one rule says.</summary>
internal sealed record Finding(string Rule, bool Holds, string Code, string Because);
