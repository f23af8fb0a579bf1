using Coc.Portal.Pages.Measures;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Coc.Portal.Features.ListingSanctions;

/// <summary>A body's measures: those in force, those that somebody has to look at, those whose person asks to come back.</summary>
internal static class SanctionsRoutes
{
    private const int AtATime = 50;
    private const int Enough = 50;
    private const int MostReads = 5;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/sanctions", ListAsync);

    private static async Task<IResult> ListAsync(HttpContext context, Api api, string? body, string? show, string? cursor)
    {
        var me = await Me.AskAsync(api, context.RequestAborted);
        var which = string.IsNullOrWhiteSpace(body) ? me.DecidesIn.Count > 0 ? me.DecidesIn[0] : null : body.Trim();
        var place = new SanctionPlace(which, SanctionPlace.Shown.Contains(show) ? show : null, cursor);
        var list = which is null ? new Listed<SanctionView>([], null) : await ReadAsync(api, place, context.RequestAborted);
        return new RazorComponentResult<SanctionsPage>(new { Place = place, Me = me, List = list });
    }

    // The API lists what is over among the rest: of what is in force alone a page is gathered from as many of its pages as it takes, within reason.
    private static async Task<Listed<SanctionView>> ReadAsync(Api api, SanctionPlace place, CancellationToken cancellationToken)
    {
        var (items, next, reads) = (new List<SanctionView>(), place.Cursor, 0);
        do
        {
            var page = await api.GetAsync<Listed<SanctionView>>(place.Call(next, AtATime), cancellationToken);
            items.AddRange(page.Items.Where(s => place.Show is not null || !s.Over));
            (next, reads) = (page.Next, reads + 1);
        }
        while (next is not null && items.Count < Enough && reads < MostReads);

        return new(items, next);
    }
}

/// <summary>Which list of measures, and from where on.</summary>
/// <param name="Show">all, review, readmission; null: what is in force or will be</param>
public sealed record SanctionPlace(string? Body, string? Show, string? Cursor)
{
    public static IReadOnlyList<string?> Shown { get; } = [null, "review", "readmission", "all"];

    public string Address => Addresses.With("sanctions", ("body", Body), ("show", Show), ("cursor", Cursor));

    internal string Call(string? cursor, int limit) => Addresses.With(
        $"/api/bodies/{Uri.EscapeDataString(Body!)}/sanctions", ("limit", $"{limit}"), ("cursor", cursor), ("review", Show == "review" ? "due" : null), ("readmission", Show == "readmission" ? "asked" : null));
}
