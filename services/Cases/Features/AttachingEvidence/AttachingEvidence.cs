using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.AttachingEvidence;

/// <summary>
/// <c>POST /api/cases/{id}/evidence</c>: a file of a seat, as <c>POST /api/receipt/evidence</c> takes it; 200 with the case. The body goes to Intake as it comes, which
/// keeps it; then the case takes it.
/// </summary>
internal static class AttachingEvidence
{
    public static void MapAttachingEvidence(this IEndpointRouteBuilder cases) => cases.MapPost("evidence", AttachAsync);

    /// <summary><c>GET /internal/cases/{case}/evidence/{evidence}</c>: Intake asks before it clears what a seat brought.</summary>
    public static void MapHoldingEvidence(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/internal/cases/{case:guid}/evidence/{evidence:guid}", async (HttpContext context, Guid @case, Guid evidence, CaseFinder finder) =>
        {
            context.OnlyFor("intake");
            var held = false;
            foreach (var key in await finder.ByIdAsync(@case, context.RequestAborted))
            {
                held |= (await finder.LoadAsync(key, context.RequestAborted)).Evidence.Any(e => e.Id == evidence);
            }

            return Results.Json(new EvidenceHeld(held), Json.Options);
        }).For(CallerKind.Service).ExcludeFromDescription();

    private static async Task<IResult> AttachAsync(HttpContext context, Guid id, CaseFinder finder, CaseExecutor executor, Idempotency idempotency, ServiceChannel channel)
    {
        var seen = await SeenAsync(context, id, finder);
        var kept = await KeepAsync(context, seen, channel);
        return await idempotency.RunAsync(context, Convert.FromHexString(kept.Fingerprint), (key, cancellationToken) => executor.AnswerAsync(
            context, seen, key, scope => ValueTask.FromResult<CaseCommand>(new CaseCommand.AttachEvidence(scope.Seat, scope.Now, kept.Evidence)), cancellationToken));
    }

    private static async Task<SeenCase> SeenAsync(HttpContext context, Guid id, CaseFinder finder)
    {
        try
        {
            var seen = await finder.SeenByAsync(context.Caller(), id, context.RequestAborted);
            return seen.State.HasGone ? throw new ProblemException(Problems.NotFound) : seen;
        }
        catch (ProblemException)
        {
            await RequestBody.DropAsync(context); // whoever sends 25 MB sees no answer before
            throw;
        }
    }

    private static async Task<EvidenceKept> KeepAsync(HttpContext context, SeenCase seen, ServiceChannel channel)
    {
        using var body = new StreamContent(context.Request.Body);
        if (context.Request.ContentType is { } type)
        {
            body.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        body.Headers.ContentLength = context.Request.ContentLength;
        try
        {
            using var answer = await channel.StreamAsync(
                "intake", $"/internal/evidence?case={seen.State.Id}&seat={seen.Seat.Seat}", body, $"seat:{seen.Seat.Seat}", context.RequestAborted);
            if (!answer.IsSuccessStatusCode)
            {
                throw await ServiceChannel.RefusalAsync(answer, context.RequestAborted);
            }

            return await answer.Content.ReadFromJsonAsync<EvidenceKept>(Json.Options, context.RequestAborted) ?? throw new ProblemException(Problems.Unavailable);
        }
        catch (HttpRequestException e) when (e.InnerException is BadHttpRequestException refused)
        {
            throw refused; // the sender's body, not Intake
        }
    }
}
