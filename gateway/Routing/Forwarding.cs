using System.Net;
using Coc.Gateway.Asking;
using Coc.Gateway.Limiting;
using Coc.Platform.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Coc.Gateway.Routing;

/// <summary>One request through the door: limit, find out who asks, hand over a ticket, forward, count a wrong code.</summary>
internal sealed partial class Forwarding(
    IHttpForwarder forwarder, Connections connections, CallerFinder callers, TicketDesk tickets, Visits visits, Limits limits, ILogger<Forwarding> logger)
{
    private static readonly ServiceRequest Request = new();
    private static readonly PageRequest Page = new();
    private static readonly ForwarderRequestConfig Config = new()
    {
        ActivityTimeout = TimeSpan.FromSeconds(30), Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    public async Task RunAsync(HttpContext context, Way way)
    {
        RefuseTooLarge(context);
        var credentials = CredentialsOf.Request(context.Request, way);
        limits.Admit(context, way, credentials);
        var caller = await callers.FindAsync(credentials, context.RequestAborted);
        context.Features.Set(tickets.For(way.Service, caller));
        await SendAsync(context, way.Service, Request);
        limits.Count(context, way, credentials);
    }

    /// <summary>A page: who asks is found out when the portal, in their place, comes back for what it shows; limits are counted there.</summary>
    public Task ShowAsync(HttpContext context)
    {
        RefuseTooLarge(context);
        if (RouteMap.NoPages.Any(p => context.Request.Path.StartsWithSegments(p)))
        {
            throw new ProblemException(Problems.NotFound);
        }

        context.Features.Set(new Ticket(visits.Open(context)));
        return SendAsync(context, RouteMap.Pages, Page);
    }

    private async Task SendAsync(HttpContext context, string service, HttpTransformer request)
    {
        var address = connections.AddressOf(service) ?? throw new ProblemException(Problems.Unavailable);
        var error = await forwarder.SendAsync(context, address, connections.Client, Config, request);
        if (error != ForwarderError.None)
        {
            Fail(context, service, error);
        }
    }

    // A body whose length is told is refused before it is sent; one that is not, when it gets there.
    private static void RefuseTooLarge(HttpContext context)
    {
        if (context.Request.ContentLength > Limits.LargestBody)
        {
            throw new ProblemException(Problems.TooLarge);
        }
    }

    private void Fail(HttpContext context, string service, ForwarderError error)
    {
        if (context.RequestAborted.IsCancellationRequested || context.Response.HasStarted)
        {
            return;
        }

        if (context.Features.Get<IForwarderErrorFeature>()?.Exception is { } cause && Find<BadHttpRequestException>(cause) is { } bad)
        {
            throw new ProblemException(bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? Problems.TooLarge : Problems.MalformedJson);
        }

        if (error is ForwarderError.RequestBodyClient)
        {
            throw new ProblemException(Problems.MalformedJson);
        }

        LogFailed(service, error);
        throw new ProblemException(Problems.Unavailable);
    }

    private static T? Find<T>(Exception? exception) where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
            {
                return found;
            }

            if (exception is AggregateException several)
            {
                return several.Flatten().InnerExceptions.Select(Find<T>).FirstOrDefault(e => e is not null);
            }
        }

        return null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No answer from {Service}: {Error}")]
    private partial void LogFailed(string service, ForwarderError error);
}
