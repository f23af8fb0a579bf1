using Coc.Contracts.Channel;
using Coc.Intake.Domain;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Intake.Features.ComparingReports;

/// <summary><c>POST /internal/counter-reports</c>: whether reports are each other's answer, so that they stay two cases (P3).</summary>
internal static class ComparingReports
{
    public static void MapComparingReports(this IEndpointRouteBuilder routes) => routes.MapPost("/internal/counter-reports", async (HttpContext context, Reports reports) =>
    {
        context.OnlyFor("cases");
        var asked = await context.ReadAsync<CounterQuestion>();
        new Check().OneOf(asked.Audience, "audience", Consenting.Audiences).Throw();
        var (ones, others) = (await reports.FindAsync(asked.Reports, context.RequestAborted), await reports.FindAsync(asked.Others, context.RequestAborted));
        return Results.Json(new CounterAnswer(CounterReports.Are(ones, asked.Found, others, asked.FoundThere, new(asked.Body, asked.Audience, asked.HandedOver))), Json.Options);
    }).For(CallerKind.Service).ExcludeFromDescription();
}
