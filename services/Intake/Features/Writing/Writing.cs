using System.Diagnostics;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Filing;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Intake.Features.Writing;

/// <summary>What the reporter sends after filing: <c>POST /api/receipt/…</c>. Each answers 201 with the entry's id.</summary>
internal static class Writing
{
    public static void MapWriting(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/receipt").For(CallerKind.Receipt);
        Map<WriteMessage>(group, "messages", Messages);
        Map<Withdraw>(group, "withdrawal", Withdrawals);
        Map<CheckIn>(group, "check-ins", CheckIns);
        Map<Complain>(group, "complaints", Complaints);
        Map<Exclude>(group, "exclusions", Exclusions);
        Map<Consents>(group, "consents", Consent);
    }

    private static ReportEvent Consent(Consents request, Guid report, Guid entry)
    {
        new Check().OneOf(request.Audience, "audience", Consenting.Audiences).OneOf(request.Answer, "answer", Consenting.Yes, Consenting.No).Throw();
        return new ReportEvent.ConsentGiven(entry, request.Audience!, request.Answer!);
    }

    private static ReportEvent Messages(WriteMessage request, Guid report, Guid entry)
    {
        new Check().Text(request.Text, "text", FilingLimits.Description).Throw();
        return new ReportEvent.ReporterWrote(entry, "message", null, Sensitive.Of(request.Text!, Owners.Reporter(report)));
    }

    private static ReportEvent Withdrawals(Withdraw request, Guid report, Guid entry)
    {
        new Check().Optional(request.Note, "note", FilingLimits.LongText).Throw();
        return new ReportEvent.ReporterWrote(entry, "withdrawal", null, Sensitive.OfOptional(request.Note, Owners.Reporter(report)));
    }

    private static ReportEvent CheckIns(CheckIn request, Guid report, Guid entry)
    {
        new Check().OneOf(request.Answer, "answer", "fine", "retaliation", "other", "ratherNot").Optional(request.Text, "text", FilingLimits.LongText).Throw();
        return new ReportEvent.ReporterWrote(entry, "checkIn", request.Answer, Sensitive.OfOptional(request.Text, Owners.Reporter(report)));
    }

    private static ReportEvent Complaints(Complain request, Guid report, Guid entry)
    {
        new Check().OneOf(request.Ground, "ground", "delay", "silence", "leak", "conflict", "other").Text(request.Text, "text", FilingLimits.LongText).Throw();
        return new ReportEvent.ReporterComplained(entry, request.Ground!, Sensitive.Of(request.Text!, Owners.Reporter(report)));
    }

    private static ReportEvent Exclusions(Exclude request, Guid report, Guid entry)
    {
        new Check().That(request.People is { Count: > 0 }, "exclude", "must not be empty").Exclusions(request.People).Throw();
        return new ReportEvent.ReporterExcluded(entry, [.. Translation.Exclusions(request.People).Select(e => Sensitive.Of(e, Owners.Reporter(report)))]);
    }

    private static void Map<TRequest>(RouteGroupBuilder group, string path, Func<TRequest, Guid, Guid, ReportEvent> decide) => group
        .MapPost(path, (HttpContext context, Reports reports, Idempotency idempotency, IEventStore store, DomainClock clock) =>
            WriteAsync(context, reports, idempotency, store, clock, decide))
        .Produces<WrittenAnswer>(201);

    private static async Task<IResult> WriteAsync<TRequest>(
        HttpContext context, Reports reports, Idempotency idempotency, IEventStore store, DomainClock clock, Func<TRequest, Guid, Guid, ReportEvent> decide)
    {
        var report = await reports.OfReceiptAsync(context);
        await RequestBody.BytesAsync(context);
        context.Response.Headers.CacheControl = "no-store";
        return await idempotency.RunAsync(context, async (key, cancellationToken) =>
        {
            var entry = Ids.New();
            var written = decide(await context.ReadAsync<TRequest>(), report.Id, entry);
            ETags.RequireMatch(context, report.Version);
            var at = clock.GetUtcNow();
            var answer = Answer.Of(201, new WrittenAnswer(entry, at));
            await store.AppendAsync(
                new Append(
                    [new StreamAppend(Reports.Key(report.Id), Reports.StreamType, StreamAppend.ExpectAny, [new NewEvent(entry, written)])],
                    new EventContext(at, Ids.New(), Actor: $"receipt:{report.Id}", Incident: report.Filed.Incident, TraceParent: Activity.Current?.Id))
                {
                    Statements = key.Keep(answer),
                },
                cancellationToken);
            return answer;
        });
    }
}

internal sealed record WriteMessage(string? Text);

internal sealed record Withdraw(string? Note);

internal sealed record CheckIn(string? Answer, string? Text);

internal sealed record Complain(string? Ground, string? Text);

internal sealed record Exclude([property: System.Text.Json.Serialization.JsonPropertyName("exclude")] IReadOnlyList<ExclusionPart?>? People);

internal sealed record Consents(string? Audience, string? Answer);

internal sealed record WrittenAnswer(Guid Id, DateTimeOffset At);
