using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.AnsweringServices;

/// <summary>What Cases and Ledger ask over the service channel.</summary>
internal static class ServiceAnswers
{
    private const int Most = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/internal/code-names", CodeNamesAsync).For(CallerKind.Service).ExcludeFromDescription();
        routes.MapPost("/internal/eligibility", EligibilityAsync).For(CallerKind.Service).ExcludeFromDescription();
        routes.MapPost("/internal/visible", VisibleAsync).For(CallerKind.Service).ExcludeFromDescription();
    }

    private static async Task<IResult> CodeNamesAsync(HttpContext context, CodeNames names)
    {
        context.OnlyFor("cases", "liaison");
        var question = await context.ReadAsync<CodeNameQuestion>();
        new Check().Text(question.Body, "body", 200).AtMost(question.Persons, "persons", Most).Throw();
        return Results.Json(new CodeNameAnswer(await names.OfAsync(question.Body, question.Persons ?? [], context.RequestAborted)), Json.Options);
    }

    private static async Task<IResult> EligibilityAsync(HttpContext context, PersonRegistry persons, Finder finder)
    {
        context.OnlyFor("liaison");
        var question = await context.ReadAsync<EligibilityQuestion>();
        new Check().AtMost(question.Accounts, "accounts", Most).Throw();
        var found = (await persons.FindAsync([.. question.Accounts ?? []], context.RequestAborted)).Values.Distinct().ToList();
        return Results.Json(new EligibilityAnswer(found.Count > 0 && await finder.FoundAgainstAsync(found, question.Since, context.RequestAborted)), Json.Options);
    }

    private static async Task<IResult> VisibleAsync(HttpContext context, Wall wall)
    {
        context.OnlyFor("ledger", "cases");
        var question = await context.ReadAsync<VisibleQuestion>();
        var ids = await wall.VisibleAsync(question.Seats ?? [], [.. (question.Ids ?? []).Distinct()], context.RequestAborted);
        return Results.Json(new VisibleAnswer([.. ids]), Json.Options);
    }
}
