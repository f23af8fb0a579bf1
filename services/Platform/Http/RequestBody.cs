using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Coc.Platform.Http;

/// <summary>Reads a JSON body by hand, so that 401 and 404 come before 400 and every malformed input gets its code.</summary>
public static class RequestBody
{
    /// <summary>Most a JSON body may hold, in bytes.</summary>
    public const int Limit = 1024 * 1024;

    // The client sees the answer only when the rest of what it sends is taken.
    private const long DropLimit = 26L * 1024 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The body as <typeparamref name="T"/>.</summary>
    /// <exception cref="ProblemException">415, 413 or 400 (<c>malformedJson</c>, <c>invalidText</c>)</exception>
    public static async Task<T> ReadAsync<T>(this HttpContext context)
    {
        var bytes = await BytesAsync(context);
        try
        {
            Strict.GetCharCount(bytes);
            return JsonSerializer.Deserialize<T>(bytes, Json.Options) ?? throw new ProblemException(Problems.MalformedJson);
        }
        catch (InvalidTextException e)
        {
            throw new ProblemException(Problems.InvalidText(FieldPath(e.Path)));
        }
        catch (JsonException e)
        {
            throw new ProblemException(Problems.MalformedJson with { Errors = e.Path is { Length: > 1 } ? new Dictionary<string, string[]> { [FieldPath(e.Path)] = ["is not of the expected type"] } : null });
        }
        catch (DecoderFallbackException)
        {
            throw new ProblemException(Problems.MalformedJson);
        }
    }

    /// <summary>Nothing came with the request.</summary>
    public static bool HasNoBody(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.ContentLength == 0 || context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false };
    }

    /// <summary>The raw body, read once and kept for the idempotency check.</summary>
    public static async Task<byte[]> BytesAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Items.TryGetValue(typeof(RequestBody), out var kept))
        {
            return (byte[])kept!;
        }

        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            throw new ProblemException(Problems.MalformedJson); // the gateway passes on no type for what is not there
        }

        if (!context.Request.HasJsonContentType())
        {
            await DropAsync(context);
            throw new ProblemException(Problems.UnsupportedMediaType);
        }

        using var buffer = new MemoryStream();
        var chunk = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
            {
                buffer.Write(chunk, 0, read);
                if (buffer.Length > Limit)
                {
                    await DropAsync(context);
                    throw new ProblemException(Problems.TooLarge);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk, clearArray: true);
        }

        var bytes = buffer.ToArray();
        context.Items[typeof(RequestBody)] = bytes;
        return bytes;
    }

    /// <summary>Reads the rest of a refused body and forgets it, up to what no honest client exceeds: who still sends does not see an answer.</summary>
    public static async Task DropAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var chunk = new byte[16 * 1024];
        long dropped = 0;
        int read;
        while (dropped < DropLimit && (read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            dropped += read;
        }
    }

    private static string FieldPath(string? path) => (path ?? "$").TrimStart('$').TrimStart('.');
}
