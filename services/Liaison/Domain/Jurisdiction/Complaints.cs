namespace Coc.Liaison.Domain.Jurisdiction;

/// <summary>
/// Who hears a complaint about how a report was handled (P21): the nearest body above that can, so never those complained about; where there is none, seats of the
/// same body that had no part in it. Those who had are set aside before anything is counted.
/// </summary>
internal static class Complaints
{
    public const string Kind = "complaint";
    public const string Rule = "P21";

    /// <param name="about">the body that had the report; null when nobody had it yet, then the one the rules name</param>
    public static Verdict Route(Facts facts, string? about)
    {
        about ??= Jurisdiction.Evaluate(facts).Body;
        var above = Above(facts, about);
        return above.FirstOrDefault(b => b.HasResponders) is { } hears ? Of(hears.Slug, "aboveThoseConcerned", $"{about} is complained about and {hears.Slug} stands above it")
            : HasUnconcerned(facts, about) ? Of(about, "unconcernedSeats", $"nobody above {about} can take it; seats that had no part in the matter can")
            : Of(above.FirstOrDefault()?.Slug ?? about, "nobodyUnconcerned", $"nobody who had no part in the matter can take it yet");
    }

    /// <summary>Where it is heard it stays: whatever is learnt of the matter does not hand a complaint to those it is about.</summary>
    public static Verdict Stays(string body) => Of(body, "complaintStays", "a complaint stays with those who had no part in the matter");

    private static Verdict Of(string body, string because, string sentence) => new(body, Rule, because, [new Finding(Rule, true, because, sentence)]);

    private static List<ResponderFact> Above(Facts facts, string about)
    {
        List<ResponderFact> ladder = [.. new[] { facts.Foundation, facts.Parent, facts.Arbiter }.OfType<ResponderFact>().DistinctBy(b => b.Slug)];
        return [.. ladder.Skip(ladder.FindIndex(b => b.Slug == about) + 1)];
    }

    private static bool HasUnconcerned(Facts facts, string about) =>
        facts.Projects.Any(p => p.Slug == about && p.HasResponders) || new[] { facts.Foundation, facts.Parent, facts.Arbiter }.OfType<ResponderFact>().Any(b => b.Slug == about && b.HasResponders);
}
