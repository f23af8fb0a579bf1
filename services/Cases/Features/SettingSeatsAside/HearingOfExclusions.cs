using System.Diagnostics;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.SettingSeatsAside;

/// <summary>
/// <c>POST /internal/cases/excluded</c>: Intake tells of an exclusion before the reporter is answered, so that the case is not there for whom it means from then on, also while no message comes through (P11).
/// </summary>
internal static class HearingOfExclusions
{
    public static void MapHearingOfExclusions(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/internal/cases/excluded", async (HttpContext context, ExcludingSeats excluding) =>
        {
            context.OnlyFor("intake");
            var told = await context.ReadAsync<ExclusionTold>();
            var (work, trace) = (Ids.New(), Activity.Current?.Id);
            // Intake may stop waiting; what it said is done all the same.
            await excluding.ExcludeAsync(told.Report, told.Also, $"system:{told.Entry}", at => new EventContext(at, work, told.Entry, "system", TraceParent: trace), CancellationToken.None);
            return Results.NoContent();
        }).For(CallerKind.Service).ExcludeFromDescription();
}
