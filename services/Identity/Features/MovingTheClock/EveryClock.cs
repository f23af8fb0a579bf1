using Coc.Contracts.Channel;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Identity.Features.MovingTheClock;

/// <summary>Moves the domain clocks of all services together.</summary>
internal sealed class EveryClock(IHttpClientFactory clients, Tickets tickets, ServiceSettings settings, DomainClock clock, NpgsqlDataSource database) : IDisposable
{
    // The portal tells no domain time; the gateway learns it with every answer about sessions and seats.
    private static readonly string[] Without = ["gateway", "portal"];
    private readonly SemaphoreSlim oneAtATime = new(1);

    /// <summary>Tells the others first and moves its own last: when one cannot be reached the step counts as not made, and trying again makes it for all.</summary>
    public async Task AdvanceAsync(TimeSpan step, CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var offset = new ClockOffset((long)(clock.Offset + step).TotalMilliseconds);
            var others = settings.Services.Where(s => s.Key != settings.Service && !Without.Contains(s.Key));
            await Task.WhenAll(others.Select(s => TellAsync(s.Key, s.Value, offset, cancellationToken)));
            await clock.SetAsync(database, offset, cancellationToken);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task TellAsync(string service, Uri address, ClockOffset offset, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(address, "/internal/clock"));
        request.Headers.Add(Tickets.Header, tickets.Mint(service, new Caller(CallerKind.Service, settings.Service, [], "system:clock")));
        request.Content = JsonContent.Create(offset, options: Json.Options);
        using var response = await clients.CreateClient(nameof(ServiceChannel)).SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
