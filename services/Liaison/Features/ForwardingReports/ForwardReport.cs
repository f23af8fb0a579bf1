using System.Text.Json;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Routing;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.ForwardingReports;

/// <summary>
/// <c>GET·POST /api/bodies/{slug}/reports</c> (P5, R21): a seat brings a report for somebody else and sees of it <c>received</c> or <c>accepted</c>, nothing later.
/// What it says goes to Intake as it came; nothing of it stays here.
/// </summary>
internal static class ForwardReport
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/bodies/{slug}/reports").For(CallerKind.Seat);
        group.MapPost("", async (string slug, HttpContext http, Idempotency idempotency, Wall wall, ServiceChannel channel) =>
        {
            var seats = await wall.HeldInAsync(http.Caller(), slug, http.RequestAborted);
            http.Response.Headers.CacheControl = "no-store";
            return await idempotency.RunAsync(http, (key, cancellationToken) => FileAsync(http, slug, seats, channel, key, cancellationToken));
        });
        group.MapGet("", async (string slug, HttpContext http, Wall wall, Forwarded forwarded) =>
            TypedResults.Ok(new Page<ForwardingView>(await ShownAsync(http, slug, wall, forwarded), null)));
        group.MapGet("{forwarding:guid}", async (string slug, Guid forwarding, HttpContext http, Wall wall, Forwarded forwarded) => TypedResults.Ok(
            (await ShownAsync(http, slug, wall, forwarded)).FirstOrDefault(f => f.Forwarding == forwarding) ?? throw new ProblemException(Problems.NotFound)));
    }

    private static async Task<Answer> FileAsync(HttpContext http, string slug, IReadOnlyList<Seat> seats, ServiceChannel channel, IdempotencyKey key, CancellationToken cancellationToken)
    {
        var report = await http.ReadAsync<JsonElement>();
        var request = report.ValueKind == JsonValueKind.Object ? await http.ReadAsync<ForwardRequest>() : throw new ProblemException(Problems.MalformedJson);
        new Check().OneOf(request.As, "as", "forwarded", "moderator", "transcribed").Throw();
        var seat = seats.FirstOrDefault(s => MayBring(s, request.As!)) ?? throw new ProblemException(Problems.NotFound);

        // The same key names the same forwarding, also when the answer to the first request was lost between the two services.
        var forwarding = key.EffectId ?? Ids.New();
        var answer = await channel.PostAsync<ForwardingAnswer>(
            "intake", "/internal/forwardings", new ForwardingRequest(forwarding, seat.Id, slug, request.As!, report.GetRawText()), Wall.AskerOf(seat).Acting(), cancellationToken)
            ?? throw new ProblemException(Problems.Unavailable);
        var given = answer switch
        {
            { Errors: { } errors } => throw new ProblemException(Problems.Validation(errors)),
            { ClaimCode: { } code } => Answer.Of(201, new ForwardedAnswer(forwarding, code)),
            _ => throw new ProblemException(Problems.MalformedJson),
        };
        if (key != IdempotencyKey.None)
        {
            await http.RequestServices.GetRequiredService<IEventStore>().AppendAsync(
                new Append([], Wall.AskerOf(seat).Context(http.RequestServices.GetRequiredService<DomainClock>().GetUtcNow())) { Statements = key.Keep(given) }, cancellationToken);
        }

        return given;
    }

    private static async Task<IReadOnlyList<ForwardingView>> ShownAsync(HttpContext http, string slug, Wall wall, Forwarded forwarded)
    {
        var seats = await wall.HeldInAsync(http.Caller(), slug, http.RequestAborted);
        return [.. (await forwarded.OfAsync(seats, http.RequestAborted)).Where(f => f.Body == slug).Select(f => new ForwardingView(f.Forwarding, f.As, f.At, f.State))];
    }

    // api.md "Seats and who may": members and alternates file for others in any way.
    private static bool MayBring(Seat seat, string @as) => seat.Terms.Role switch
    {
        "member" or "alternate" => true,
        "liaison" => @as == "forwarded",
        "moderator" => @as == "moderator",
        "eventStaff" => @as == "transcribed",
        _ => false,
    };

    internal sealed record ForwardRequest(string? As);

    internal sealed record ForwardedAnswer(Guid Forwarding, string ClaimCode);

    internal sealed record ForwardingView(Guid Forwarding, string As, DateTimeOffset At, string State);
}

/// <summary>Asks Intake what seats forwarded; who is named in a report finds it no more.</summary>
internal sealed class Forwarded(ServiceChannel channel, Candidates candidates)
{
    public async Task<IReadOnlyList<ForwardingState>> OfAsync(IReadOnlyList<Seat> seats, CancellationToken cancellationToken)
    {
        if (seats.Count == 0)
        {
            return [];
        }

        var question = new ForwardingsQuestion(await candidates.OfAsync(seats, cancellationToken));
        return (await channel.PostAsync<ForwardingsAnswer>("intake", "/internal/forwardings/of-seats", question, Wall.AskerOf(seats[0]).Acting(), cancellationToken))?.Items
            ?? throw new ProblemException(Problems.Unavailable);
    }
}
