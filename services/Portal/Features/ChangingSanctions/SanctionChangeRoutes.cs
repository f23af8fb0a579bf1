using Coc.Portal.Pages.Measures;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.ChangingSanctions;

/// <summary>The pages by which a panel changes a measure.</summary>
internal static class SanctionChangeRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var change in Change.All)
        {
            routes.MapGet($"/sanctions/{{id:guid}}/{change.Name}", (Guid id, HttpContext context, Api api) => BeginAsync(id, change, api, context.RequestAborted));
            routes.MapPost($"/sanctions/{{id:guid}}/{change.Name}", (Guid id, HttpContext context, Api api, Visitor visitor, IStringLocalizer<ChangeTexts> words, IStringLocalizer<MeasureTexts> measures) =>
                AnswerAsync(id, change, context, api, visitor, words, measures));
        }
    }

    private static async Task<IResult> BeginAsync(Guid id, Change change, Api api, CancellationToken cancellationToken)
    {
        var sanction = await ReadAsync(id, api, cancellationToken);
        return await ShowAsync(change, sanction, sanction.Version, change.Begin(sanction.Value), false, api, cancellationToken);
    }

    private static async Task<IResult> AnswerAsync(
        Guid id, Change change, HttpContext context, Api api, Visitor visitor, IStringLocalizer<ChangeTexts> words, IStringLocalizer<MeasureTexts> measures)
    {
        var (form, cancellationToken) = (FormState.Of(await context.Request.ReadFormAsync()), context.RequestAborted);
        var again = form["step"] == "edit";
        if (!again)
        {
            change.Check(form, words);
        }

        var lookAgain = !again && form.Fits && form["step"] != "send" && change.LooksAgain(form);
        if (again || !form.Fits || lookAgain)
        {
            return await AgainAsync(form.Text("version"));
        }

        try
        {
            var done = await api.CommandAsync($"/api/sanctions/{id}/{change.Call}", change.Body(form), cancellationToken, form.Text("version"));
            return Results.Redirect($"{visitor.Base}sanctions/{id}?said={SaidOf(change, form)}{(done ? "" : "-asked")}");
        }
        catch (Exception e) when (Mending.Of(e, context.RequestAborted) is { } refused)
        {
            form.Wrong(refused, measures.Why(refused));
            return await AgainAsync(null); // how it is now stands above what was written, and the next try is about that
        }

        Task<IResult> AgainAsync(string? version) => Mending.ShowAsync(
            async () =>
            {
                var shown = await ReadAsync(id, api, cancellationToken);
                return await ShowAsync(change, shown, version ?? shown.Version, form, lookAgain, api, cancellationToken);
            },
            $"sanctions/{id}/{change.Name}", form, change.Fields, cancellationToken);
    }

    private static string SaidOf(Change change, FormState form) => change is Review && form["verdict"] == "lift" ? "lift" : change.Name;

    private static Task<Versioned<SanctionView>> ReadAsync(Guid id, Api api, CancellationToken cancellationToken) => api.GetVersionedAsync<SanctionView>($"/api/sanctions/{id}", cancellationToken);

    private static async Task<IResult> ShowAsync(Change change, Versioned<SanctionView> sanction, string? version, FormState form, bool lookAgain, Api api, CancellationToken cancellationToken) =>
        new RazorComponentResult<ChangePage>(new
        {
            Change = change, Sanction = sanction.Value, Version = version, Form = form, LookingAgain = lookAgain,
            Spaces = change is Amend && !lookAgain ? await SpacesOfMeasure.ReadAsync(api, sanction.Value, cancellationToken) : [],
        });
}
