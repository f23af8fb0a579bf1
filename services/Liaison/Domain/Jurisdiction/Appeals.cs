using Coc.Contracts.Cases;

namespace Coc.Liaison.Domain.Jurisdiction;

/// <summary>
/// Where an appeal goes (P15): it is decided where it was begun, by seats that had no part in the first case, and by the nearest body above that has seats for it when the foundation has no such panel or must
/// not keep it; never by the body it is about, and never by J1 to J12, which are about first cases. An arbiter's word that it stays holds here as well (R17).
/// </summary>
internal static class Appeals
{
    public const string Rule = "P15";

    /// <param name="about">the body whose decision is appealed</param>
    public static Verdict Route(Facts facts, string about)
    {
        var owner = facts.Owner!.Slug;
        var mayStay = owner != facts.Foundation.Slug || !(facts.ExposureLikely || Rules.IsPanelTooSmall(facts.FoundationConflicts));
        return mayStay ? Of(owner, "appealStays", $"an appeal is decided by nobody who was asked to handle the first case, and {owner} can")
            : facts.OverruledBy(Rule) is { } overruled ? Settled(owner, overruled)
            : new[] { facts.Parent, facts.Arbiter }.OfType<ResponderFact>().FirstOrDefault(b => b.HasResponders && b.Slug != about && b.Slug != owner) is { } above
                ? Of(above.Slug, "appealMovesUp", $"{owner} cannot form a panel that had no part in the first case, or must not keep it: {above.Slug} decides the appeal")
            : Of(owner, "appealHasNobodyAbove", $"no body above {owner} can take the appeal");
    }

    private static Verdict Settled(string owner, OverruledRule overruled) => new(owner, Jurisdiction.Settled, "arbiterSettled", [Jurisdiction.Overruled(Rule, overruled)]);

    private static Verdict Of(string body, string because, string sentence) => new(body, Rule, because, [new Finding(Rule, true, because, $"holds because {sentence}")]);
}
