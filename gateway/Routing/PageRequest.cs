using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Forwarder;

namespace Coc.Gateway.Routing;

/// <summary>What goes on to the portal: what a browser needs for pages, its cookies among it, and the ticket of the visit. No address, user agent or referrer.</summary>
internal sealed class PageRequest : HttpTransformer
{
    private const string Scheme = "X-Forwarded-Proto";

    private static readonly string[] Passing =
        [HeaderNames.Accept, HeaderNames.AcceptLanguage, HeaderNames.AcceptEncoding, HeaderNames.Cookie, HeaderNames.Origin, "Sec-Fetch-Site", "Last-Event-ID", "HX-Request", "HX-Target", "HX-Trigger", "Coc-Form"];

    public override ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        ServiceRequest.Pass(httpContext, proxyRequest, Passing);
        proxyRequest.Headers.TryAddWithoutValidation(Visits.Header, httpContext.Features.Get<Ticket>()!.Text);
        proxyRequest.Headers.TryAddWithoutValidation(Scheme, SecurityHeaders.IsSecure(httpContext) ? "https" : "http");
        proxyRequest.RequestUri = RequestUtilities.MakeDestinationAddress(destinationPrefix, httpContext.Request.Path, httpContext.Request.QueryString);
        return ValueTask.CompletedTask;
    }
}
