using System.Net;
using Coc.Gateway.Asking;
using Coc.Platform.Security;
using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Forwarder;

namespace Coc.Gateway.Routing;

/// <summary>
/// What goes on to a service: the headers a call needs, by name, and the ticket. Everything else a client sends stays outside:
/// credentials, cookies, forged tickets and tenants, forwarding and trace headers, address and user agent.
/// </summary>
internal sealed class ServiceRequest : HttpTransformer
{
    private static readonly string[] Passing =
        [HeaderNames.Accept, HeaderNames.AcceptLanguage, HeaderNames.IfMatch, HeaderNames.IfNoneMatch, "Idempotency-Key", "Prefer", "webhook-id", "webhook-timestamp", CredentialsOf.Signature];

    private static readonly string[] PassingOfContent = [HeaderNames.ContentType, HeaderNames.ContentLength, HeaderNames.ContentEncoding, HeaderNames.ContentLanguage];

    public override ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        Pass(httpContext, proxyRequest, Passing);
        proxyRequest.Headers.TryAddWithoutValidation(Tickets.Header, httpContext.Features.Get<Ticket>()!.Text);
        proxyRequest.RequestUri = RequestUtilities.MakeDestinationAddress(destinationPrefix, httpContext.Request.Path, httpContext.Request.QueryString);
        return ValueTask.CompletedTask;
    }

    /// <summary>Only these headers go on, and what says how the body is to be read.</summary>
    public static void Pass(HttpContext context, HttpRequestMessage request, IReadOnlyList<string> names)
    {
        var headers = context.Request.Headers;
        foreach (var name in names)
        {
            if (headers.TryGetValue(name, out var values))
            {
                request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        if (request.Content is not { } content)
        {
            return;
        }

        foreach (var name in PassingOfContent)
        {
            if (headers.TryGetValue(name, out var values))
            {
                content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }
    }

    public override async ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse?.StatusCode == HttpStatusCode.SwitchingProtocols)
        {
            return false;
        }

        return await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
    }
}

/// <summary>The ticket of one request, on its way to the service.</summary>
internal sealed record Ticket(string Text);
