using Coc.Platform.Http;

namespace Coc.Cases;

/// <summary>Whom and what a request means: named, or left out while there is only one (P3).</summary>
internal static class Naming
{
    private const int MostYears = 100;

    public static Guid PersonOf(this CommandScope scope, Guid? person, string path)
    {
        var subjects = scope.State.Subjects.Where(s => !s.Mistaken).ToList(); // who was mistaken for somebody is nobody to act on
        var named = person ?? (subjects.Count == 1 ? subjects[0].Person : null);
        scope.Check.That(named is not null, path, "must be named, because the case has not exactly one subject")
            .That(named is null || subjects.Any(s => s.Person == named), path, "is not a subject of this case");
        return named ?? Guid.Empty;
    }

    /// <summary>A report, or the page of an affected person.</summary>
    public static Guid ThreadOf(this CommandScope scope, Guid? thread, string path) =>
        thread is { } named && scope.State.Affected.Any(a => a.Id == named) ? named : scope.ReportOf(thread, path);

    public static Guid AffectedOf(this CommandScope scope, Guid? affected, string path)
    {
        var pages = scope.State.Affected;
        var named = affected ?? (pages.Count == 1 ? pages[0].Id : null);
        scope.Check.That(named is not null, path, "must be named, because not exactly one affected person has a page")
            .That(named is null || pages.Any(a => a.Id == named), path, "is nobody with a page in this case");
        return named ?? Guid.Empty;
    }

    public static Guid ReportOf(this CommandScope scope, Guid? report, string path)
    {
        var reports = scope.State.Reports;
        var named = report ?? (reports.Count == 1 ? reports[0].Report : null);
        scope.Check.That(named is not null, path, "must be named, because the case has several reports")
            .That(named is null || scope.State.ReportIds.Contains(named.Value), path, "is not a report of this case");
        return named ?? Guid.Empty;
    }

    public static Check Labels(this Check check, IReadOnlyList<string>? texts, string path) => check.Each(texts, path, TextLimits.Label);

    /// <summary>A short list of short texts, none of them missing.</summary>
    public static Check Each(this Check check, IReadOnlyList<string>? texts, string path, int most)
    {
        check.AtMost(texts, path, TextLimits.Labels);
        for (var i = 0; i < Math.Min(texts?.Count ?? 0, TextLimits.Labels); i++)
        {
            check.Text(texts![i], $"{path}[{i}]", most);
        }

        return check;
    }

    public static Check Future(this Check check, DateTimeOffset? instant, DateTimeOffset now, string path) =>
        check.That(instant is not null, path, "must not be empty").That(instant is null || instant > now, path, "must be in the future").WithinReach(instant, now, path);

    /// <summary>Terms are reckoned on from what is stated; near the end of time nothing can be added.</summary>
    public static Check WithinReach(this Check check, DateTimeOffset? instant, DateTimeOffset now, string path) =>
        check.That(instant is null || instant <= now.AddYears(MostYears), path, $"must be within {MostYears} years");
}
