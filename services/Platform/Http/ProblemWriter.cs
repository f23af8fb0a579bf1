using System.Net.Sockets;
using Coc.EventStore;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Coc.Platform.Http;

/// <summary>The one place where an exception becomes an answer. What it does not know is a 500 without a word of the cause.</summary>
public sealed partial class ProblemWriter(RequestDelegate next, ILogger<ProblemWriter> logger)
{
    /// <summary>Runs the rest of the pipeline and answers for it when it fails.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: 404 or 405, ContentLength: null, ContentType: null })
            {
                await WriteAsync(context, context.Response.StatusCode == 404 ? Problems.NotFound : new Problem(405, "methodNotAllowed", "This address does not take that method."));
            }
        }
        catch (ProblemException e)
        {
            await WriteAsync(context, e.Problem);
        }
        catch (StreamConflictException)
        {
            await WriteAsync(context, Problems.Conflict);
        }
        catch (BadHttpRequestException e)
        {
            await WriteAsync(context, e.StatusCode == 413 ? Problems.TooLarge : Problems.MalformedJson);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = 499; // nobody is there to read it
            }
        }
        catch (Exception e) when (IsOutage(e))
        {
            LogOutage(e.GetType().Name);
            await WriteAsync(context, Problems.Unavailable);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            LogUnexpected(e.GetType().Name, context.GetEndpoint()?.DisplayName, e.StackTrace);
            await WriteAsync(context, Problems.Internal);
        }
    }

    /// <summary>A database or another service that cannot be reached, as opposed to a mistake of ours.</summary>
    public static bool IsOutage(Exception exception) => exception
        is NpgsqlException { IsTransient: true } or HttpRequestException or SocketException or TimeoutException or TaskCanceledException
        or PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "53300" }
        or NpgsqlException { InnerException: SocketException or IOException or TimeoutException }
        || (exception.InnerException is { } inner && IsOutage(inner)); // Entity Framework wraps what the database driver throws

    private static Task WriteAsync(HttpContext context, Problem problem)
    {
        if (context.Response.HasStarted)
        {
            return Task.CompletedTask;
        }

        context.Response.Clear();
        context.Response.StatusCode = problem.Status;
        context.Response.Headers.CacheControl = "no-store";
        if (problem.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return context.Response.WriteAsJsonAsync(problem, Json.Options, "application/problem+json", context.RequestAborted);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Answered 503: {Kind}")]
    private partial void LogOutage(string kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "Answered 500: {Kind} at {Endpoint}{Stack}")]
    private partial void LogUnexpected(string kind, string? endpoint, string? stack); // never the message: it may quote what somebody wrote
}
