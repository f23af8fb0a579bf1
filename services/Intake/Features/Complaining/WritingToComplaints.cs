using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Filing;
using Coc.Intake.Features.KeepingRooms;
using Coc.Intake.Features.Writing;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Intake.Features.Complaining;

/// <summary>
/// <c>POST /api/room/complaints/{report}/messages</c> <c>{text}</c>: the accused person writes to who hears their complaint (P21); 201 with the entry's id. 503 in the moment before the complaint is a report.
/// </summary>
internal static class WritingToComplaints
{
    public static void MapWritingToComplaints(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/room/complaints/{report:guid}/messages", WriteAsync).For(CallerKind.Room).Produces<WrittenAnswer>(201).WithName("writeToComplaint");

    private static async Task<IResult> WriteAsync(HttpContext context, Guid report, Rooms rooms, Reports reports, Idempotency idempotency, IEventStore store, DomainClock clock)
    {
        var room = await rooms.OfCodeAsync(context);
        if (room.Complaints.All(c => c.Report != report))
        {
            throw new ProblemException(Problems.NotFound);
        }

        await RequestBody.BytesAsync(context);
        context.Response.Headers.CacheControl = "no-store";
        return await idempotency.RunAsync(context, async (key, cancellationToken) =>
        {
            var request = await context.ReadAsync<WriteToComplaint>();
            new Check().Text(request.Text, "text", FilingLimits.Description).Throw();
            var to = await reports.FindAsync(report, cancellationToken) ?? throw new ProblemException(Problems.Unavailable);
            var entry = Ids.New();
            var written = new ReportEvent.ReporterWrote(entry, Entry.Message, null, Sensitive.Of(request.Text!, Owners.Reporter(to.Id)));
            return await Entries.AppendAsync(new Addition(to, written, Alone: true), entry, key, store, clock.GetUtcNow(), cancellationToken);
        });
    }
}

internal sealed record WriteToComplaint(string? Text);
