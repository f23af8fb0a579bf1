using Coc.Identity.Accounts;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Identity.Features.MovingTheClock;

internal sealed record ClockRequest(string? Advance);

internal sealed record ClockAnswer(DateTimeOffset Now);

/// <summary>The demo's clock; mapped in the demo profile only.</summary>
internal static class ClockRoutes
{
    private static readonly Guid Admin = Account.IdOf("admin@orrery.example");
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(36_500);

    public static void MapDemoClock(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/demo/clock", (DomainClock clock) => Results.Ok(new ClockAnswer(clock.GetUtcNow())))
            .For(CallerKind.Public, CallerKind.Seat).WithSummary("The demo's time").Produces<ClockAnswer>();
        routes.MapPost("/api/demo/clock", AdvanceAsync).For(CallerKind.Seat)
            .WithSummary("Move the demo's time forward, in every service").Accepts<ClockRequest>("application/json").Produces<ClockAnswer>();
    }

    private static async Task<IResult> AdvanceAsync(HttpContext context, EveryClock clocks, DomainClock clock)
    {
        if (context.Caller().Account != Admin)
        {
            throw new ProblemException(Problems.NotFound);
        }

        var request = await context.ReadAsync<ClockRequest>();
        var fits = Advance.TryParse(request.Advance, out var step);
        new Check().That(fits && step + clock.Offset <= Farthest, "advance", "must be a step forward such as P3DT2H, in days, hours and minutes, not beyond a hundred years").Throw();
        await clocks.AdvanceAsync(step, context.RequestAborted);
        return Results.Ok(new ClockAnswer(clock.GetUtcNow()));
    }
}

/// <summary>Moves the domain clocks of all services together.</summary>
internal sealed class EveryClock(IHttpClientFactory clients, Tickets tickets, ServiceSettings settings, DomainClock clock) : IDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1);

    /// <summary>Tells the others first and itself last: when one cannot be reached the step counts as not made, and trying again makes it for all.</summary>
    public async Task AdvanceAsync(TimeSpan step, CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var offset = clock.Offset + step;
            var others = settings.Services.Where(s => s.Key is not ("gateway" or "identity" or "portal")).ToList();
            await Task.WhenAll(others.Select(s => PutAsync(s.Key, s.Value, offset, cancellationToken)));
            await PutAsync("identity", settings.Services["identity"], offset, cancellationToken);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task PutAsync(string service, Uri address, TimeSpan offset, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(address, "/internal/clock"));
        request.Headers.Add(Tickets.Header, tickets.Mint(service, new Caller(CallerKind.Service, "identity", [], "system:clock")));
        request.Content = JsonContent.Create(new Contracts.Channel.ClockOffset((long)offset.TotalMilliseconds), options: Json.Options);
        using var response = await clients.CreateClient(nameof(ServiceChannel)).SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
