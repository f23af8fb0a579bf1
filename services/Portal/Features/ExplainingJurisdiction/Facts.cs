using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;

namespace Coc.Portal.Features.ExplainingJurisdiction;

/// <summary>From what somebody wrote to the facts as the API takes them.</summary>
internal static class Facts
{
    public static readonly string[] RiskFactors = ["physicalInjury", "threatOfSuit", "reportToAuthorities", "attorneyHired", "possibleCauseOfAction", "suspectedLawViolation"];

    private static readonly string[] Parts = ["hard", "of", "clean"];

    public static object Of(FormState form, IReadOnlyList<BodyCard> bodies) => new
    {
        Projects = form.Lines("projects")?.Select(line => Slug(line, bodies)).ToList() ?? [],
        Event = form.Text("event"),
        OtherCommunities = form.Lines("otherCommunities"),
        AddressTo = form.Text("addressTo") is { } to ? Slug(to, bodies) : null,
        TransferredBy = form.Text("transferredBy") is { } by ? Slug(by, bodies) : null,
        RiskFactors = form.All("riskFactors"),
        ExposureLikely = form.Ticked("exposureLikely"),
        ProjectConflicts = Conflicts(form, "projectConflicts"),
        FoundationConflicts = Conflicts(form, "foundationConflicts"),
    };

    /// <summary>Answers about conflicts are numbers, or nothing at all.</summary>
    public static void Check(FormState form, string wrong)
    {
        foreach (var group in new[] { "projectConflicts", "foundationConflicts" })
        {
            var written = Parts.Count(p => form[$"{group}.{p}"].Length > 0);
            if (written > 0 && Parts.Any(p => form.Number($"{group}.{p}") is null))
            {
                form.Wrong($"{group}.hard", wrong);
            }
        }
    }

    /// <summary>People know names; the API takes short names.</summary>
    public static string Slug(string written, IReadOnlyList<BodyCard> bodies) =>
        bodies.FirstOrDefault(b => string.Equals(b.Name, written, StringComparison.OrdinalIgnoreCase) || string.Equals(b.Slug, written, StringComparison.OrdinalIgnoreCase))?.Slug ?? written;

    private static object? Conflicts(FormState form, string group) =>
        form.Number($"{group}.of") is { } of ? new { Hard = form.Number($"{group}.hard") ?? 0, Of = of, Clean = form.Number($"{group}.clean") ?? 0 } : null;
}
