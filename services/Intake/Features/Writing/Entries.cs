using System.Diagnostics;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Intake.Features.Writing;

/// <summary>What one request of a reporter adds, and to which of their reports: the one of the code, or one that followed from it.</summary>
/// <param name="Alone">it holds whatever else is added at the same moment</param>
internal sealed record Addition(ReportState Report, ReportEvent Event, bool Alone)
{
    /// <summary>What is done once it is kept, before the reporter is answered; it must not throw, because kept it is.</summary>
    public Func<Task>? Then { get; init; }
}

/// <summary><c>POST /api/receipt/…</c>: one way in for everything a reporter sends after filing; each answers 201 with the entry's id.</summary>
internal static class Entries
{
    private const int Attempts = 5;

    /// <param name="decide">the body, the report of the code and the entry's id give the event; may throw a problem, and is asked again when somebody was faster</param>
    /// <param name="alone">it holds whatever else is added at the same moment</param>
    public static void MapEntry<TRequest>(this IEndpointRouteBuilder routes, string path, Func<TRequest, ReportState, Guid, ReportEvent> decide, bool alone = true) =>
        routes.MapEntry<TRequest>(path, (request, report, entry, _) => Task.FromResult(new Addition(report, decide(request, report, entry), alone)));

    /// <summary>The same for what may go to a report that followed from that one.</summary>
    /// <param name="renewedToo">also with a renewed code (P21)</param>
    public static void MapEntry<TRequest>(this IEndpointRouteBuilder routes, string path, Func<TRequest, ReportState, Guid, HttpContext, Task<Addition>> decide, bool renewedToo = false) => routes
        .MapPost("/api/receipt/" + path, (HttpContext context, Reports reports, Idempotency idempotency, IEventStore store, DomainClock clock) =>
            WriteAsync(context, reports, idempotency, store, clock, decide, renewedToo))
        .For(CallerKind.Receipt)
        .Produces<WrittenAnswer>(201);

    private static async Task<IResult> WriteAsync<TRequest>(
        HttpContext context, Reports reports, Idempotency idempotency, IEventStore store, DomainClock clock, Func<TRequest, ReportState, Guid, HttpContext, Task<Addition>> decide, bool renewedToo)
    {
        var report = await reports.OfReceiptAsync(context, renewedToo);
        await RequestBody.BytesAsync(context);
        context.Response.Headers.CacheControl = "no-store";
        return await idempotency.RunAsync(context, async (key, cancellationToken) =>
        {
            var entry = Ids.New();
            var request = await context.ReadAsync<TRequest>();
            for (var attempt = 1; ; attempt++)
            {
                var addition = await decide(request, report, entry, context);
                ETags.RequireMatch(context, report.Version);
                try
                {
                    var answer = await AppendAsync(addition, entry, key, store, clock.GetUtcNow(), cancellationToken);
                    await (addition.Then?.Invoke() ?? Task.CompletedTask);
                    return answer;
                }
                catch (StreamConflictException) when (attempt < Attempts)
                {
                    report = await reports.OfReceiptAsync(context, renewedToo); // as much of it as this code shows
                }
            }
        });
    }

    /// <summary>The report of the code, or one that followed from it.</summary>
    /// <exception cref="ProblemException">404; 503 a moment after it was told, when it is not a report yet: then the reporter tries again</exception>
    public static async Task<ReportState> OfAsync(Guid? wanted, ReportState report, HttpContext context)
    {
        if (wanted is not { } id || id == report.Id)
        {
            return report;
        }

        var reports = context.RequestServices.GetRequiredService<Reports>();
        return (await reports.FollowUpsOfAsync(report, context.RequestAborted)).All(f => f.Report != id) ? throw new ProblemException(Problems.NotFound)
            : await reports.FindAsync(id, context.RequestAborted) ?? throw new ProblemException(Problems.Unavailable);
    }

    /// <summary>Keeps an entry, with the answer for a repeated request.</summary>
    public static async Task<Answer> AppendAsync(Addition addition, Guid entry, IdempotencyKey key, IEventStore store, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (report, written, alone) = addition;
        var answer = Answer.Of(201, new WrittenAnswer(entry, at));
        await store.AppendAsync(
            new Append(
                [new StreamAppend(Reports.Key(report.Id), Reports.StreamType, alone ? StreamAppend.ExpectAny : report.Version, [new NewEvent(entry, written)])],
                new EventContext(at, Ids.New(), Actor: $"receipt:{report.Id}", Incident: report.Filed.Incident, TraceParent: Activity.Current?.Id))
            {
                Statements = key.Keep(answer),
            },
            cancellationToken);
        return answer;
    }
}

internal sealed record WrittenAnswer(Guid Id, DateTimeOffset At);
