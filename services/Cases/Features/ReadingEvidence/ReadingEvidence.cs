using Coc.Cases.Domain;
using Coc.Cases.Features.ReadingCases;
using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.ReadingEvidence;

/// <summary>
/// <c>GET /api/cases/{id}/evidence</c> (list), <c>/{evidence}</c> (with what the file tells of itself), <c>/{evidence}/original</c>, <c>/{evidence}/stripped</c> (files), and
/// <c>POST …/{evidence}/quarantine</c>, <c>/release</c> (P10). Our wall first, then Intake with a ticket that names the seat; both sides write it down.
/// </summary>
internal static class ReadingEvidence
{
    public static void MapReadingEvidence(this IEndpointRouteBuilder cases)
    {
        var evidence = cases.MapGroup("evidence");
        evidence.MapGet("", ListAsync).Produces<EvidenceList>();
        evidence.MapGet("{evidence:guid}", (HttpContext context, Guid id, Guid evidence, EvidenceDoor door) => door.AskAsync<EvidenceDetail>(context, id, evidence, "", "evidence"))
            .Produces<EvidenceDetail>();
        foreach (var copy in new[] { "original", "stripped" })
        {
            evidence.MapGet($"{{evidence:guid}}/{copy}", (HttpContext context, Guid id, Guid evidence, EvidenceDoor door) => door.GiveAsync(context, id, evidence, copy));
        }

        evidence.MapPost("{evidence:guid}/quarantine", (HttpContext context, Guid id, Guid evidence, EvidenceDoor door) =>
            door.AskAsync<StatedEvidence>(context, id, evidence, "/quarantine", "quarantine")).Produces<StatedEvidence>();
        evidence.MapPost("{evidence:guid}/release", (HttpContext context, Guid id, Guid evidence, EvidenceDoor door) =>
            door.AskAsync<StatedEvidence>(context, id, evidence, "/release", "release", clean: true)).Produces<StatedEvidence>();
    }

    private static async Task<IResult> ListAsync(HttpContext context, Guid id, EvidenceDoor door, CaseReads reads, ServiceChannel channel)
    {
        var seen = await door.SeenAsync(context, id);
        await reads.RecordAsync(seen.Key, seen.Seat, "evidence", null, context.RequestAborted);
        var asked = new EvidenceOfCase(id, seen.Seat.Seat, [.. AffectedPeople.SeenBy(seen.State, seen.Seat).ThreadIds], [.. seen.State.Evidence.Select(e => e.Id)], [.. seen.State.Accused.Rooms.Select(r => r.Id)], seen.State.AppealOf?.Id);
        context.Response.Headers.CacheControl = "no-store";
        var list = await channel.PostAsync<EvidenceList>("intake", "/internal/evidence/of-case", asked, $"seat:{seen.Seat.Seat}", context.RequestAborted) ?? throw new ProblemException(Problems.NotFound);
        return Results.Json(list with { Items = [.. list.Items.Where(e => e.Room is not { } room || seen.State.Accused.Heard(room).Contains(e.Id))] }, Json.Options);
    }
}

/// <summary>The way from a case to a piece of evidence.</summary>
internal sealed class EvidenceDoor(CaseFinder finder, CaseReads reads, ServiceChannel channel)
{
    // Nothing in it runs, shows or leads anywhere, whatever a browser makes of it.
    private const string Sandbox = "sandbox; default-src 'none'; frame-ancestors 'none'";

    private static readonly string[] OfTheFile = ["Content-Type", "Content-Length", "Content-Disposition"];

    /// <exception cref="ProblemException">404, for any reason; also for a case that went to another body</exception>
    public async Task<SeenCase> SeenAsync(HttpContext context, Guid id)
    {
        var seen = await finder.SeenByAsync(context.Caller(), id, context.RequestAborted);
        return seen.State.HasGone ? throw new ProblemException(Problems.NotFound) : seen;
    }

    /// <summary>Asks Intake and hands on what it says.</summary>
    /// <param name="clean">only a seat without any conflict may</param>
    public async Task<IResult> AskAsync<TAnswer>(HttpContext context, Guid id, Guid evidence, string what, string part, bool clean = false)
    {
        var (seen, asked) = await QuestionAsync(context, id, evidence, part, clean);
        var answer = await channel.PostAsync<TAnswer>("intake", $"/internal/evidence/{evidence}{what}", asked, Acting(seen), context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return answer is null ? throw new ProblemException(Problems.NotFound) : Results.Json(answer, Json.Options);
    }

    /// <summary>Hands on a file as it comes.</summary>
    public async Task GiveAsync(HttpContext context, Guid id, Guid evidence, string copy)
    {
        var (seen, asked) = await QuestionAsync(context, id, evidence, copy, clean: false);
        using var answer = await channel.StreamAsync("intake", $"/internal/evidence/{evidence}/{copy}", JsonContent.Create(asked, options: Json.Options), Acting(seen), context.RequestAborted);
        if (!answer.IsSuccessStatusCode)
        {
            throw await ServiceChannel.RefusalAsync(answer, context.RequestAborted);
        }

        var headers = context.Response.Headers;
        foreach (var name in OfTheFile)
        {
            headers[name] = answer.Content.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
        }

        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Sandbox;
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private async Task<(SeenCase Seen, EvidenceQuestion Asked)> QuestionAsync(HttpContext context, Guid id, Guid evidence, string part, bool clean)
    {
        var seen = await SeenAsync(context, id);
        if (clean && !seen.Seat.Clean)
        {
            throw new ProblemException(Problems.Refused(Refusal.SoftSeatsMayNot.Code, Refusal.SoftSeatsMayNot.Rule, Refusal.SoftSeatsMayNot.Detail));
        }

        await reads.RecordAsync(seen.Key, seen.Seat, part, evidence, context.RequestAborted);
        return (seen, new EvidenceQuestion(
            id, seen.Seat.Seat, [.. AffectedPeople.SeenBy(seen.State, seen.Seat).ThreadIds], seen.State.Evidence.Any(e => e.Id == evidence),
            [.. seen.State.Accused.Rooms.Where(r => r.Entries.Any(e => e.Id == evidence)).Select(r => r.Id)], seen.State.AppealOf?.Id));
    }

    private static string Acting(SeenCase seen) => $"seat:{seen.Seat.Seat}";
}
