using Coc.Portal.Pages.Measures;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.DecidingReadmissions;

/// <summary>A panel answers somebody who asks to come back, and stops the steps that have not come.</summary>
internal static class ReturnRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sanctions/{id:guid}/readmission/{request:guid}", BeginAsync);
        routes.MapPost("/sanctions/{id:guid}/readmission/{request:guid}", AnswerAsync);
        routes.MapGet("/sanctions/{id:guid}/readmission/{request:guid}/stop", BeginStopAsync);
        routes.MapPost("/sanctions/{id:guid}/readmission/{request:guid}/stop", StopAsync);
    }

    private static async Task<IResult> BeginAsync(Guid id, Guid request, Guid? like, HttpContext context, Api api)
    {
        var (sanction, asked) = await ReadAsync(id, request, api, context.RequestAborted);
        var form = asked.Proposed.FirstOrDefault(p => p.AskedBy == like) is { } other ? ReturnForm.Like(other) : FormState.Of();
        return await ShowAsync(sanction, asked, sanction.Version, form, false, api, context.RequestAborted);
    }

    private static async Task<IResult> AnswerAsync(
        Guid id, Guid request, HttpContext context, Api api, Visitor visitor, IStringLocalizer<ReturnTexts> words, IStringLocalizer<MeasureTexts> measures)
    {
        var (form, cancellationToken) = (FormState.Of(await context.Request.ReadFormAsync()), context.RequestAborted);
        var goesOn = form["step"] is not ("edit" or "more");
        if (goesOn)
        {
            ReturnForm.Check(form, words);
        }

        if (!goesOn || !form.Fits || form["step"] != "send")
        {
            return await AgainAsync(form.Text("version"), goesOn && form.Fits);
        }

        try
        {
            var done = await api.CommandAsync($"/api/sanctions/{id}/readmission-requests/{request}/decide", ReturnForm.Body(form), cancellationToken, form.Text("version"));
            return Results.Redirect($"{visitor.Base}sanctions/{id}?said=answer{(done ? "" : "-asked")}");
        }
        catch (Exception e) when (Mending.Of(e, context.RequestAborted) is { } refused)
        {
            form.Wrong(refused, measures.Why(refused));
            return await AgainAsync(null, lookAgain: false);
        }

        Task<IResult> AgainAsync(string? version, bool lookAgain) => Mending.ShowAsync(
            async () =>
            {
                var (shown, asked) = await ReadAsync(id, request, api, cancellationToken);
                return await ShowAsync(shown, asked, version ?? shown.Version, form, lookAgain, api, cancellationToken, oneMore: form["step"] == "more");
            },
            $"sanctions/{id}/readmission/{request}", form, ReturnForm.Fields(form), cancellationToken);
    }

    private static async Task<IResult> BeginStopAsync(Guid id, Guid request, HttpContext context, Api api)
    {
        var (sanction, _) = await ReadAsync(id, request, api, context.RequestAborted);
        return ShowStop(sanction.Value, request, FormState.Empty, false);
    }

    private static async Task<IResult> StopAsync(
        Guid id, Guid request, HttpContext context, Api api, Visitor visitor, IStringLocalizer<ReturnTexts> words, IStringLocalizer<MeasureTexts> measures)
    {
        var (form, cancellationToken) = (FormState.Of(await context.Request.ReadFormAsync()), context.RequestAborted);
        var again = form["step"] == "edit";
        if (!again && form["reason"].Length == 0)
        {
            form.Wrong("reason", words["StopReasonMissing"]);
        }

        if (!again && form.Fits && form["step"] == "send")
        {
            try
            {
                var done = await api.CommandAsync($"/api/sanctions/{id}/readmission-requests/{request}/stop", new { reason = form["reason"] }, cancellationToken);
                return Results.Redirect($"{visitor.Base}sanctions/{id}?said=stop{(done ? "" : "-asked")}");
            }
            catch (Exception e) when (Mending.Of(e, context.RequestAborted) is { } refused)
            {
                form.Wrong(refused, measures.Why(refused));
            }
        }

        return await Mending.ShowAsync(
            async () => ShowStop((await ReadAsync(id, request, api, cancellationToken)).Sanction.Value, request, form, !again && form.Fits), $"sanctions/{id}/readmission/{request}/stop", form, ["reason"],
            cancellationToken);
    }

    // A request the measure does not have is none.
    private static async Task<(Versioned<SanctionView> Sanction, ReadmissionAsked Request)> ReadAsync(Guid id, Guid request, Api api, CancellationToken cancellationToken)
    {
        var sanction = await api.GetVersionedAsync<SanctionView>($"/api/sanctions/{id}", cancellationToken);
        return (sanction, sanction.Value.ReadmissionRequests.FirstOrDefault(r => r.Id == request) ?? throw new RefusedException(new(StatusCodes.Status404NotFound, "notFound")));
    }

    private static async Task<IResult> ShowAsync(
        Versioned<SanctionView> sanction, ReadmissionAsked request, string? version, FormState form, bool lookAgain, Api api, CancellationToken cancellationToken, bool oneMore = false) =>
        new RazorComponentResult<ReturnPage>(new
        {
            Sanction = sanction.Value, Request = request, Version = version, Form = form, LookingAgain = lookAgain,
            Rows = Math.Min(ReturnForm.MostSteps, ReturnForm.Rows(form) + (oneMore ? 1 : 0)), Spaces = lookAgain ? [] : await SpacesOfMeasure.ReadAsync(api, sanction.Value, cancellationToken),
        });

    private static RazorComponentResult<StopPage> ShowStop(SanctionView sanction, Guid request, FormState form, bool lookAgain) =>
        new(new { Sanction = sanction, Request = request, Form = form, LookingAgain = lookAgain });
}
