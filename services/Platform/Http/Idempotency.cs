using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Coc.EventStore;
using Coc.Platform.Security;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Coc.Platform.Http;

/// <summary>
/// Idempotency-Key as api.md says: same key and body within 24 h gets the first answer again; row, effect and answer commit together.
/// The stored answer is encrypted under the key itself, so that the database cannot give a receipt back.
/// </summary>
public sealed class Idempotency(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Name of the constraint two requests at once run into.</summary>
    public const string Constraint = "pk_coc_idempotency";

    private const int ShortestWithoutSignIn = 32;

    /// <summary>
    /// Runs a command that answers with <paramref name="run"/>. With a key: replays the stored answer, or hands <paramref name="run"/> a
    /// function that turns the answer into the statement to commit with the effect.
    /// </summary>
    /// <param name="context">the request</param>
    /// <param name="run">does the work; appends <c>keep(status, answer)</c>'s statements with its events; returns the answer</param>
    public Task<IResult> RunAsync(HttpContext context, Func<IdempotencyKey, CancellationToken, Task<Answer>> run) => RunAsync(context, BodyAsync, run);

    /// <summary>The same for a body that was taken as it came and is not here any more.</summary>
    /// <param name="context">the request</param>
    /// <param name="body">what stands for the body: the same for the same content</param>
    /// <param name="run">as above</param>
    public Task<IResult> RunAsync(HttpContext context, byte[] body, Func<IdempotencyKey, CancellationToken, Task<Answer>> run) =>
        RunAsync(context, _ => Task.FromResult(body), run);

    private async Task<IResult> RunAsync(HttpContext context, Func<HttpContext, Task<byte[]>> bodyOf, Func<IdempotencyKey, CancellationToken, Task<Answer>> run)
    {
        ArgumentNullException.ThrowIfNull(context);
        var cancellationToken = context.RequestAborted;
        if (context.Request.Headers["Idempotency-Key"] is not [{ Length: > 0 } raw])
        {
            return Result(context, await run(IdempotencyKey.None, cancellationToken));
        }

        var caller = context.Caller();
        if (caller.Kind is not (CallerKind.Seat or CallerKind.Bot) && raw.Length < ShortestWithoutSignIn)
        {
            throw new ProblemException(new Problem(400, "idempotencyKeyTooShort", "Without sign-in an Idempotency-Key needs at least 32 characters."));
        }

        var body = await bodyOf(context);
        var key = IdempotencyKey.Of(raw, $"{context.Request.Method} {context.Request.Path} {caller.Kind} {caller.Subject}", body, time.GetUtcNow());
        if (await FindAsync(key, cancellationToken) is { } stored)
        {
            return Result(context, stored);
        }

        try
        {
            return Result(context, await run(key, cancellationToken));
        }
        catch (UniqueViolationException e) when (e.Constraint == Constraint)
        {
            return Result(context, await FindAsync(key, cancellationToken) ?? throw new ProblemException(Problems.Conflict));
        }
    }

    private static Task<byte[]> BodyAsync(HttpContext context) =>
        context.Request.ContentLength is null or 0 && context.Request.Headers.TransferEncoding.Count == 0 ? Task.FromResult(Array.Empty<byte>()) : RequestBody.BytesAsync(context);

    private static IResult Result(HttpContext context, Answer answer)
    {
        if (answer.ETag is { } etag)
        {
            context.Response.Headers.ETag = etag;
        }

        return answer.Body is null
            ? Results.StatusCode(answer.Status)
            : Results.Text(answer.Body, answer.Status < 400 ? "application/json" : "application/problem+json", Encoding.UTF8, answer.Status);
    }

    private async Task<Answer?> FindAsync(IdempotencyKey key, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "select body_hash, status, answer, etag from mt.coc_idempotency where scope = $1 and key_hash = $2 and created > $3");
        command.Parameters.AddWithValue(key.Scope);
        command.Parameters.AddWithValue(key.KeyHash);
        command.Parameters.AddWithValue(time.GetUtcNow() - IdempotencyKey.Kept);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        if (!CryptographicOperations.FixedTimeEquals(reader.GetFieldValue<byte[]>(0), key.BodyHash))
        {
            throw new ProblemException(new Problem(422, "idempotencyKeyReused", "This Idempotency-Key was used with another body."));
        }

        return new Answer(
            reader.GetInt32(1),
            await reader.IsDBNullAsync(2, cancellationToken) ? null : key.Open(reader.GetFieldValue<byte[]>(2)),
            await reader.IsDBNullAsync(3, cancellationToken) ? null : reader.GetString(3));
    }
}

/// <summary>An answer before it is sent, so that it can be stored with its effect.</summary>
/// <param name="Body">JSON, or null for an empty answer</param>
/// <param name="ETag">quoted version</param>
public sealed record Answer(int Status, string? Body, string? ETag = null)
{
    /// <summary>An answer with a JSON body.</summary>
    public static Answer Of(int status, object body, long? version = null) =>
        new(status, JsonSerializer.Serialize(body, body.GetType(), Json.Options), version is { } v ? ETags.Of(v) : null);

    /// <summary>A rule's refusal of which something stays on record: it is kept with that, and answered again.</summary>
    public static Answer Of(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return Of(problem.Status, problem);
    }

    /// <summary>204, or another status without a body.</summary>
    public static Answer Empty(int status = 204) => new(status, null);
}
