using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Coc.Platform.Configuration;
using Coc.Sanctions.Domain.Webhooks;

namespace Coc.Sanctions.Webhooks;

/// <summary>Looks a name up.</summary>
internal delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken cancellationToken);

/// <summary>How it was answered.</summary>
/// <param name="Error">in a word, when it was not taken: address, connect, timeout, protocol, redirect, status</param>
internal sealed record SendResult(int? Status, string? Error, TimeSpan? RetryAfter = null)
{
    public bool Taken => Error is null;

    /// <summary>The receiver said that there will never be anybody there again.</summary>
    public bool Gone => Status == 410;
}

/// <summary>
/// The one way out to where somebody else said. Every message has a connection of its own, whose name is looked up once and which goes to the address that was looked at; no redirect, no proxy, no cookie,
/// no trace. Of the answer only its head is read, and that not for long.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly bool demo;
    private readonly ResolveHost resolve;
    private readonly TimeProvider time;
    private readonly QuietMeters meters = new();
    private readonly HttpClient http;

    public WebhookSender(ServiceSettings settings, ResolveHost resolve, TimeProvider time)
    {
        (demo, this.resolve, this.time) = (settings.Demo, resolve, time);
        http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionLifetime = TimeSpan.Zero,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 0,
            ConnectTimeout = Patience,
            ConnectCallback = ConnectAsync,
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
            MeterFactory = meters, // the usual one counts by the receiver's name
        })
        {
            Timeout = Patience,
        };
    }

    public async Task<SendResult> SendAsync(string url, string id, IReadOnlyList<string> secrets, byte[] body, CancellationToken cancellationToken)
    {
        // Looked at again: what may be said depends on where we run.
        if (WebhookUrl.Fault(url, demo) is not null)
        {
            return new(null, "address");
        }

        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add(WebhookSignature.IdHeader, id);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Sign(secrets, id, timestamp, body));
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return Of(answer);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(null, "timeout");
        }
        catch (HttpRequestException e)
        {
            return new(null, e.InnerException is BarredAddressException ? "address" : e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError ? "connect" : "protocol");
        }
    }

    public void Dispose()
    {
        http.Dispose();
        meters.Dispose();
    }

    private static SendResult Of(HttpResponseMessage answer) => (int)answer.StatusCode switch
    {
        >= 200 and < 300 and var status => new(status, null),
        >= 300 and < 400 and var status => new(status, "redirect"),
        var status => new(status, "status", answer.Headers.RetryAfter?.Delta),
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        IPAddress[] addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken);
        if (!WebhookUrl.MayConnect(context.InitialRequestMessage.RequestUri!, addresses, demo))
        {
            throw new BarredAddressException();
        }

        // To that very address, in its own family: nothing looks the name up again.
        for (var i = 0; ; i++)
        {
            var socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(addresses[i], context.DnsEndPoint.Port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (i < addresses.Length - 1)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    /// <summary>The name leads where nothing of ours may be sent.</summary>
    private sealed class BarredAddressException : IOException;

    // Nobody listens to a meter of this name.
    private sealed class QuietMeters : IMeterFactory
    {
        private readonly Meter meter = new("Coc.Webhooks.Unheard");

        public Meter Create(MeterOptions options) => meter;

        public void Dispose() => meter.Dispose();
    }
}
