using Microsoft.AspNetCore.WebUtilities;

namespace Coc.Portal.Pages.Measures;

/// <summary>Addresses with a query. Nothing that names a person ever stands in one.</summary>
internal static class Addresses
{
    public static string With(string path, params (string Name, string? Value)[] query) =>
        QueryHelpers.AddQueryString(path, query.Where(q => !string.IsNullOrEmpty(q.Value)).Select(q => KeyValuePair.Create(q.Name, q.Value)));
}
