using System.Globalization;
using System.Text;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Domain.Files;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Time;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Coc.Intake.Features.KeepingEvidence;

/// <summary>Whose key a piece is sealed under, and the case it was brought to.</summary>
internal sealed record EvidenceOwner(StreamKey Stream, string Owner, Guid? Case);

/// <summary>
/// Takes <c>multipart/form-data</c> with one part <c>file</c> of at most 25 MiB and perhaps <c>source</c> and <c>capturedAt</c>, in any order, as it comes.
/// Whatever is wrong with it, the rest is read and dropped, so that the sender sees the answer, and nothing of it stays.
/// </summary>
internal sealed class Uploads(Vault vault, ContentKeys keys, DomainClock clock)
{
    private const int MostParts = 10;
    private const int LongestBoundary = 70;
    private const int LongestSource = 2000;
    private const long Envelope = 64 * 1024;

    // Slower than 15 kB a second is no sending any more; it ends well before the vault takes it for abandoned.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static Problem Malformed => new(400, "malformedMultipart", "The body is not a form with one file.");

    /// <exception cref="ProblemException">415, 413 or 400; 429 when too many files of one report are on their way</exception>
    public async Task<Upload> ReceiveAsync(HttpContext context, Func<Guid, EvidenceOwner> ownerOf)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(Longest);
        var evidence = Ids.New();
        var taken = false;
        try
        {
            var upload = await ReadAsync(context.Request, evidence, ownerOf(evidence), limit.Token);
            taken = true;
            return upload;
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            throw new ProblemException(new Problem(408, "tooSlow", "The file took too long to arrive."));
        }
        catch (ProblemException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await RequestBody.DropAsync(context);
            throw;
        }
        finally
        {
            if (!taken)
            {
                await vault.DiscardAsync(evidence);
            }
        }
    }

    private async Task<Upload> ReadAsync(HttpRequest request, Guid evidence, EvidenceOwner owner, CancellationToken cancellationToken)
    {
        var form = await ReadPartsAsync(Reader(request), evidence, owner, cancellationToken);
        var check = new Check()
            .That(form.Received is not null, "file", "must not be missing")
            .That(form.Received is not { Size: 0 }, "file", "must not be empty")
            .That(form.Name.Length <= FileNames.Longest, "file", $"must have a name of at most {FileNames.Longest} characters")
            .Optional(form.Source, "source", LongestSource);
        DateTimeOffset? capturedAt = null;
        if (form.CapturedAt is { Length: > 0 } text)
        {
            var read = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at);
            check.That(read, "capturedAt", "must be an instant as RFC 3339 writes it")
                .That(!read || at <= clock.GetUtcNow().AddDays(1), "capturedAt", "must not be in the future");
            capturedAt = at;
        }

        check.Throw();
        var (file, type) = (form.Received!, FileTypes.Of(form.Received!.Head));
        return new(
            vault, owner.Stream, form.Key!, file,
            new EvidenceFacts(form.Name, file.Size, file.Sha256, type, form.Declared, FileTypes.Lies(type, form.Declared, form.Name), form.Source is { Length: > 0 } source ? source : null, capturedAt));
    }

    private static MultipartReader Reader(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            throw new ProblemException(Problems.UnsupportedMediaType with { Title = "Send the body as multipart/form-data." });
        }

        if (request.ContentLength > EvidenceLimits.File + Envelope)
        {
            throw new ProblemException(Problems.TooLarge);
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        return boundary.Length is > 0 and <= LongestBoundary ? new MultipartReader(boundary, request.Body) : throw new ProblemException(Malformed);
    }

    private async Task<Form> ReadPartsAsync(MultipartReader reader, Guid evidence, EvidenceOwner owner, CancellationToken cancellationToken)
    {
        var form = new Form();
        try
        {
            for (var parts = 0; await reader.ReadNextSectionAsync(cancellationToken) is { } part; parts++)
            {
                if (parts == MostParts || !ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var said))
                {
                    throw new ProblemException(Malformed);
                }

                await ReadPartAsync(form, part, said, evidence, owner, cancellationToken);
            }
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw new ProblemException(Malformed); // cut off, or headers nobody would write
        }

        return form;
    }

    private async Task ReadPartAsync(Form form, MultipartSection part, ContentDispositionHeaderValue said, Guid evidence, EvidenceOwner owner, CancellationToken cancellationToken)
    {
        switch (HeaderUtilities.RemoveQuotes(said.Name).ToString())
        {
            case "file" when form.Received is not null:
                throw new ProblemException(Problems.Validation(new Dictionary<string, string[]> { ["file"] = ["must be one file"] }));
            case "file":
                form.Name = FileNames.Clean(NameOf(said));
                form.Declared = part.ContentType is { Length: > 0 and <= 100 } declared ? FileNames.Visible(declared) : null;
                form.Key = await keys.ForAsync(owner.Stream, owner.Owner, cancellationToken);
                if (!await vault.BeginAsync(new(evidence, owner.Stream.Id, form.Key.Id, owner.Case), cancellationToken))
                {
                    throw new ProblemException(Problems.TooManyRequests(30));
                }

                form.Received = await Sealing.RunAsync(vault, evidence, owner.Stream, form.Key, part.Body, cancellationToken);
                break;
            case "source":
                form.Source = await TextAsync(part, "source", cancellationToken);
                break;
            case "capturedAt":
                form.CapturedAt = await TextAsync(part, "capturedAt", cancellationToken);
                break;
        }
    }

    // filename* says in which letters it is written; filename is taken as UTF-8, as browsers send it.
    private static string NameOf(ContentDispositionHeaderValue said)
    {
        var name = (said.FileNameStar.HasValue ? said.FileNameStar : HeaderUtilities.RemoveQuotes(said.FileName)).ToString();
        return name.Contains('\0', StringComparison.Ordinal) || name.Contains('\uFFFD', StringComparison.Ordinal) ? throw new ProblemException(Problems.InvalidText("file")) : name;
    }

    private static async Task<string> TextAsync(MultipartSection part, string path, CancellationToken cancellationToken)
    {
        var buffer = new byte[(LongestSource * 4) + 1];
        var count = await part.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        try
        {
            var text = Strict.GetString(buffer, 0, count < buffer.Length ? count : throw new ProblemException(Problems.Validation(
                new Dictionary<string, string[]> { [path] = [$"must have at most {LongestSource} characters"] })));
            return text.Contains('\0', StringComparison.Ordinal) ? throw new ProblemException(Problems.InvalidText(path)) : text.Trim();
        }
        catch (DecoderFallbackException)
        {
            throw new ProblemException(Problems.InvalidText(path));
        }
    }

    private sealed class Form
    {
        public string Name { get; set; } = "";

        public string? Declared { get; set; }

        public string? Source { get; set; }

        public string? CapturedAt { get; set; }

        public ContentKey? Key { get; set; }

        public Received? Received { get; set; }
    }
}
