using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts.Channel;
using Coc.Platform.Configuration;
using Coc.Platform.Http;

namespace Coc.Platform.Security;

/// <summary>
/// Calls from one service to another: the ticket comes from Identity against this service's credential and names on whose behalf.
/// Only <c>/internal/…</c> routes are called; the gateway does not route them.
/// </summary>
/// <param name="streaming">sends and receives files: a slow person at the other end is no fault of a service, so it has no time limit of its own</param>
public sealed class ServiceChannel(HttpClient http, HttpClient streaming, ServiceSettings settings, TimeProvider time)
{
    /// <summary>Header of the credential, Identity only.</summary>
    public const string CredentialHeader = "Coc-Credential";

    /// <summary>
    /// Names the event on whose account a service acts by itself; only beside a ticket for <see cref="AnyEvent"/>. The ticket says that no person is behind
    /// the call, the header only which event is: a ticket for each event would be a call to Identity for each message.
    /// </summary>
    public const string ActingHeader = "Coc-Acting";

    /// <summary>The acting in a ticket with which a service acts by itself. Tickets for a seat name the seat and serve nobody else.</summary>
    public const string AnyEvent = "system:*";

    private const string ByItself = "system:";

    // Younger than the ticket's 30 s by enough for the call itself.
    private static readonly TimeSpan Reuse = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<(string Audience, string Acting), (string Ticket, DateTimeOffset Until)> cache = new();

    /// <summary>GET; null when the other side answers 404.</summary>
    /// <exception cref="HttpRequestException">the other side cannot be reached or failed: transient, to be retried</exception>
    public Task<T?> GetAsync<T>(string service, string path, string acting, CancellationToken cancellationToken) =>
        SendAsync<T>(HttpMethod.Get, service, path, null, acting, cancellationToken);

    /// <summary>POST with a JSON body; null when the other side answers 404 or has nothing to say.</summary>
    public Task<T?> PostAsync<T>(string service, string path, object body, string acting, CancellationToken cancellationToken) =>
        SendAsync<T>(HttpMethod.Post, service, path, body, acting, cancellationToken);

    /// <summary>PUT with a JSON body.</summary>
    public Task<T?> PutAsync<T>(string service, string path, object body, string acting, CancellationToken cancellationToken) =>
        SendAsync<T>(HttpMethod.Put, service, path, body, acting, cancellationToken);

    /// <summary>POST whose body or answer is a file: neither is held in memory. The answer is given as it is, whatever its status; who asked disposes of it.</summary>
    public async Task<HttpResponseMessage> StreamAsync(string service, string path, HttpContent content, string acting, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address(service), path)) { Content = content };
        request.Headers.Add(Tickets.Header, await TicketAsync(service, acting, cancellationToken));
        return await streaming.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>What the other side refused, to be told on as it is.</summary>
    public static async Task<ProblemException> RefusalAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var problem = (int)answer.StatusCode < 500 ? await answer.Content.ReadFromJsonAsync<Problem>(Json.Options, cancellationToken) : null;
        return new(problem is null ? Problems.Unavailable : problem with { RetryAfter = answer.Headers.RetryAfter?.Delta is { } wait ? (int)wait.TotalSeconds : null });
    }

    /// <summary>The caller with the event it names; a ticket for a seat stays as it is, whatever stands beside it.</summary>
    internal static Caller WithEvent(Caller caller, string? named) =>
        caller is { Kind: CallerKind.Service, Acting: AnyEvent } && named is not null && IsOfEvent(named) ? caller with { Acting = named } : caller;

    private static bool IsOfEvent(string acting) =>
        acting.StartsWith(ByItself, StringComparison.Ordinal) && Guid.TryParseExact(acting.AsSpan(ByItself.Length), "D", out _);

    private async Task<T?> SendAsync<T>(HttpMethod method, string service, string path, object? body, string acting, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address(service), path));
        if (IsOfEvent(acting))
        {
            request.Headers.Add(Tickets.Header, await TicketAsync(service, AnyEvent, cancellationToken));
            request.Headers.Add(ActingHeader, acting);
        }
        else
        {
            request.Headers.Add(Tickets.Header, await TicketAsync(service, acting, cancellationToken));
        }

        request.Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: Json.Options);
        using var response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.NoContent)
        {
            return default;
        }

        if (response.StatusCode == HttpStatusCode.Conflict)
        {
            throw new ProblemException(await response.Content.ReadFromJsonAsync<Problem>(Json.Options, cancellationToken) ?? Problems.Unavailable);
        }

        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<T>(Json.Options, cancellationToken);
    }

    private async Task<string> TicketAsync(string audience, string acting, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (cache.TryGetValue((audience, acting), out var kept) && kept.Until > now)
        {
            return kept.Ticket;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address("identity"), "/internal/service-tickets"));
        request.Headers.Add(CredentialHeader, settings.Credential);
        request.Content = JsonContent.Create(new ServiceTicketRequest(audience, acting), options: Json.Options);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var ticket = await response.Content.ReadFromJsonAsync<ServiceTicket>(Json.Options, cancellationToken) ?? throw new JsonException("No ticket.");
        if (cache.Count > 1000)
        {
            cache.Clear(); // one for each acting seat; the cache only spares calls in a row
        }

        cache[(audience, acting)] = (ticket.Ticket, now + Reuse);
        return ticket.Ticket;
    }

    private Uri Address(string service) => settings.Services.TryGetValue(service, out var uri)
        ? uri
        : throw new InvalidOperationException($"Services__{service} is not set");
}
