using Coc.Portal.Pages.Parts;
using Microsoft.Extensions.Primitives;

namespace Coc.Portal.Features.FollowingReports;

/// <summary>What was written somewhere on the page and is not sent yet.</summary>
internal static class Unsent
{
    private static readonly string[] Written = ["text", "note", "name", "account", "employer", "source"];

    /// <summary>Names of the fields.</summary>
    public static IEnumerable<string> Of(FormState form) => form.Fields.Where(f => Written.Contains(f[(f.IndexOf('.', StringComparison.Ordinal) + 1)..]) && f.Contains('.', StringComparison.Ordinal) && form[f].Length > 0);

    /// <summary>All that was written, without what belongs to one of the page's forms: that was sent.</summary>
    public static FormState Without(FormState form, string name) =>
        new(form.Fields.Where(f => !f.StartsWith(name + ".", StringComparison.Ordinal)).ToDictionary(f => f, f => new StringValues([.. form.All(f)])));
}
