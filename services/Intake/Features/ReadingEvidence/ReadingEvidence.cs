using System.Diagnostics;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Domain.Files;
using Coc.Intake.Features.KeepingEvidence;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Microsoft.Net.Http.Headers;

namespace Coc.Intake.Features.ReadingEvidence;

/// <summary><c>POST /internal/evidence/…</c>: pieces as a case may see them. Cases has checked its wall; each opening is recorded before anything is shown (R67).</summary>
internal static class ReadingEvidence
{
    public static void MapReadingEvidence(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/internal/evidence").For(CallerKind.Service).ExcludeFromDescription();
        group.MapPost("of-case", async (HttpContext context, Pieces pieces) =>
        {
            context.OnlyFor("cases");
            return Results.Json(new EvidenceList(await pieces.OfCaseAsync(await context.ReadAsync<EvidenceOfCase>(), context.RequestAborted)), Json.Options);
        });
        group.MapPost("{evidence:guid}", DetailAsync);
        group.MapPost("{evidence:guid}/original", (HttpContext context, Guid evidence, Opening opening) => GiveAsync(context, evidence, opening, "original"));
        group.MapPost("{evidence:guid}/stripped", (HttpContext context, Guid evidence, Opening opening) => GiveAsync(context, evidence, opening, "stripped"));
    }

    private static async Task<IResult> DetailAsync(HttpContext context, Guid evidence, Pieces pieces, Opening opening)
    {
        context.OnlyFor("cases");
        var asked = await context.ReadAsync<EvidenceQuestion>();
        var found = await pieces.FindAsync(evidence, asked, context.RequestAborted);
        var (metadata, whole) = (new FoundMetadata(), true);
        if (found is { Custody.IsQuarantined: false, Piece.Facts: { } facts })
        {
            await using var content = await opening.OpenAsync(context, found, asked, "metadata");
            whole = await WalkAsync(facts.Type, content, metadata, context.RequestAborted);
        }

        var stated = Pieces.Stated(found.Piece, found.Custody);
        var groups = metadata.Read();
        return Results.Json(
            new EvidenceDetail(stated, groups, whole && !metadata.Incomplete && (found.Piece.Facts is null || FileTypes.Readable(found.Piece.Facts.Type)), !stated.Strippable ? "notForThisType" : whole ? "available" : "malformed"), Json.Options);
    }

    private static async Task<bool> WalkAsync(string type, Stream content, FoundMetadata metadata, CancellationToken cancellationToken)
    {
        try
        {
            await (type switch
            {
                FileTypes.Jpeg => JpegWalk.RunAsync(new ByteSource(content), null, metadata.Jpeg, cancellationToken),
                FileTypes.Png => PngWalk.RunAsync(new ByteSource(content), null, metadata.Png, cancellationToken),
                FileTypes.Gif => GifWalk.RunAsync(new ByteSource(content), null, metadata.Gif, cancellationToken),
                FileTypes.Webp => WebpWalk.RunAsync(new ByteSource(content), null, 0, metadata.Webp, cancellationToken),
                FileTypes.Heic or FileTypes.Avif => HeicWalk.RunAsync(new ByteSource(content), null, metadata.Heic, cancellationToken),
                FileTypes.Mp4 or FileTypes.QuickTime => VideoAsync(content, metadata, cancellationToken),
                _ => Task.CompletedTask,
            });
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static async Task VideoAsync(Stream content, FoundMetadata metadata, CancellationToken cancellationToken)
    {
        if (!await VideoWalk.RunAsync(new ByteSource(content), metadata.Video, cancellationToken))
        {
            metadata.Miss();
        }
    }

    private static async Task GiveAsync(HttpContext context, Guid evidence, Opening opening, string part)
    {
        context.OnlyFor("cases");
        var asked = await context.ReadAsync<EvidenceQuestion>();
        var found = await context.RequestServices.GetRequiredService<Pieces>().FindAsync(evidence, asked, context.RequestAborted);
        var facts = found.Readable();
        var length = facts.Size;
        if (part == "stripped")
        {
            await using var trial = await opening.ContentAsync(found, context.RequestAborted);
            length = await StrippedCopy.LengthAsync(facts.Type, trial, context.RequestAborted);
        }

        await using var content = await opening.OpenAsync(context, found, asked, part);
        var headers = context.Response.Headers;
        headers.ContentType = FileTypes.Served(facts);
        headers.ContentLength = length;
        var name = new ContentDispositionHeaderValue("attachment");
        name.SetHttpFileName(part == "stripped" ? $"stripped-{facts.Name}" : facts.Name);
        headers.ContentDisposition = name.ToString();
        await (part == "stripped"
            ? StrippedCopy.RunAsync(facts.Type, content, context.Response.Body, length, context.RequestAborted)
            : content.CopyToAsync(context.Response.Body, context.RequestAborted));
    }
}

/// <summary>Opens pieces, and writes down who did.</summary>
internal sealed class Opening(Vault vault, ContentKeys keys, IEventStore store, DomainClock clock)
{
    /// <summary>The content, for a trial nobody sees.</summary>
    public async Task<SealedContent> ContentAsync(FoundPiece found, CancellationToken cancellationToken)
    {
        var facts = found.Readable();
        var key = await keys.FindAsync(Reports.Key(found.Row.Stream), found.Row.Key, cancellationToken)
            ?? throw new ProblemException(Problems.Refused("erased", "P19", "This has been erased."));
        return new SealedContent(vault, found.Row, key, facts);
    }

    /// <param name="part">metadata, original, stripped</param>
    public async Task<SealedContent> OpenAsync(HttpContext context, FoundPiece found, EvidenceQuestion asked, string part)
    {
        var content = await ContentAsync(found, context.RequestAborted);
        var read = new EvidenceRead(found.Piece.Id, found.Piece.Report, asked.Case, asked.Seat, part);
        await store.AppendAsync(
            new Append(
                // Beside the reads of the report it came with.
                [new StreamAppend(new(Reports.Tenant, Ids.V5(found.Piece.Report ?? found.Piece.Id, "reads")), "report_reads", StreamAppend.ExpectAny, [new NewEvent(Ids.New(), read)])],
                new EventContext(clock.GetUtcNow(), Ids.New(), Actor: context.Caller().Acting, Seat: asked.Seat, Incident: found.Incident, TraceParent: Activity.Current?.Id)),
            context.RequestAborted);
        return content;
    }
}
