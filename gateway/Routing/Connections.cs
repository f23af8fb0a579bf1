using System.Diagnostics;
using System.Net;
using System.Text;
using Coc.Platform.Configuration;

namespace Coc.Gateway.Routing;

/// <summary>The pooled connections to the services, and where those are.</summary>
internal sealed class Connections(ServiceSettings settings) : IDisposable
{
    private readonly Dictionary<string, string> addresses = settings.Services.ToDictionary(s => s.Key, s => s.Value.AbsoluteUri);

    public HttpMessageInvoker Client { get; } = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        EnableMultipleHttp2Connections = false,
        ConnectTimeout = TimeSpan.FromSeconds(2),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8, // as they were read; else a letter such as é ends in 503
        ActivityHeadersPropagator = DistributedContextPropagator.CreateDefaultPropagator(), // one trace from here through all services
    });

    /// <summary>Null when nobody said where the service is.</summary>
    public string? AddressOf(string service) => addresses.GetValueOrDefault(service);

    public void Dispose() => Client.Dispose();
}
