using System.Text.Json.Serialization;
using Coc.Contracts.Cases;
using Coc.Contracts.Liaison;

namespace Coc.Liaison.Domain.Jurisdiction;

/// <summary>Evaluates the table of <see cref="Rules"/>.</summary>
internal static class Jurisdiction
{
    /// <summary>The rule named where an arbiter's word alone says who has it.</summary>
    public const string Settled = "R17";

    /// <summary>Which body has it, by which rule, and what every rule says.</summary>
    public static Verdict Evaluate(Facts facts)
    {
        var holding = Rules.Table.Where(r => r.Holds(facts) && facts.OverruledBy(r.Name) is null).Select(r => r.Name).ToHashSet();
        holding.RemoveWhere(name => Rules.Table.Single(r => r.Name == name).UnlessAnyOf.Any(holding.Contains));
        List<Finding> findings = [.. Rules.Table.Select(rule => Of(rule, facts, holding)).OrderBy(f => int.Parse(f.Rule.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture))];
        return Decisive(facts, holding) is { } decisive
            ? new(decisive.Body(facts)!, decisive.Name, decisive.HoldsBecause(facts).Code, findings)
            {
                JointWith = decisive.Name == "J10" && (facts.Joint?.Body ?? (Rules.IsJoint(facts) ? facts.Foundation.Slug : null)) is { } other && other != decisive.Body(facts) ? other : null,
            }
            : new(facts.Owner!.Slug, Settled, "arbiterSettled", findings); // only an arbiter can leave no rule that names a body
    }

    /// <summary>A rule that does not hold because an arbiter said so.</summary>
    public static Finding Overruled(string rule, OverruledRule word) =>
        new(rule, false, "arbiterOverruled", $"does not hold: overruled by the arbiter of {word.Body} on {word.At:yyyy-MM-dd}") { Overruled = word };

    private static Finding Of(Rule rule, Facts facts, HashSet<string> holding)
    {
        if (rule.Holds(facts) && facts.OverruledBy(rule.Name) is { } overruled)
        {
            return Overruled(rule.Name, overruled);
        }

        var holds = holding.Contains(rule.Name);
        var reason = holds ? rule.HoldsBecause(facts) : Refuted(rule, facts, holding);
        return new(rule.Name, holds, reason.Code, $"{(holds ? "holds" : "does not hold")} because {reason.Sentence}");
    }

    private static Rule? Decisive(Facts facts, HashSet<string> holding)
    {
        var first = Rules.Table.FirstOrDefault(r => Names(r) && r.Name != "J8");
        return first is null || first.Body(facts) != facts.Foundation.Slug ? first
            : Rules.Table.FirstOrDefault(r => r.Name is "J5" or "J8" && Names(r) && r.Body(facts) != facts.Foundation.Slug) ?? first;

        // Who has the other half has that one already. What the foundation cannot, or must not, keep goes there where nobody else is above.
        bool Names(Rule rule) => holding.Contains(rule.Name) && rule.Body(facts) is { } body
            && (facts.Joint is not { } half || body != half.Body || body == facts.Owner?.Slug || (!half.Leads && rule.Name is ("J5" or "J8")));
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
internal sealed record Finding(string Rule, bool Holds, string Code, string Because)
{
    /// <summary>The arbiter's word against it, where that is why it does not hold.</summary>
    [JsonIgnore]
    public OverruledRule? Overruled { get; init; }

    /// <summary>As it is recorded and travels.</summary>
    [JsonIgnore]
    public EvaluatedRule Evaluated => new(Rule, Holds, Code, Overruled?.Body, Overruled?.At);
}
