using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Ledger.Features.KeepingHeads;

/// <summary><c>GET /api/ledger/heads?service=&amp;limit=</c>: signed heads, the newest first, for auditors. <c>./coc verify --heads</c> takes the answer as it is.</summary>
internal static class ShowHeads
{
    public static void MapHeads(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ledger/heads", HandleAsync).For(CallerKind.Seat).WithName("Heads").Produces<HeadList>();

    private static async Task<IResult> HandleAsync(HttpContext context, HeadLog log)
    {
        if (!context.Caller().Seats.Any(s => s.Role == "auditor"))
        {
            throw new ProblemException(Problems.NotFound);
        }

        var service = context.Request.Query["service"] is [{ Length: > 0 } name] ? name : null;
        new Check().That(service?.Contains('\0', StringComparison.Ordinal) != true, "service", "is not a service").Throw();
        var heads = await log.NewestAsync(service, Paging.Of(context).Limit, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(new HeadList([.. heads.Select(Item)]), Json.Options);
    }

    private static HeadItem Item(KeptHead kept)
    {
        var head = kept.Head;
        return new(
            head.Service, head.Number, head.Sequence, head.Events, head.Streams, head.Root, head.At, head.Previous, head.Key, head.Signature, head.Hash(),
            kept.Follows, kept.Received, kept.Key, kept.Countersignature);
    }
}

internal sealed record HeadList(IReadOnlyList<HeadItem> Items);

/// <param name="Follows">the head before it is kept too, and no other of its number</param>
/// <param name="Countersignature">the Ledger's, over <c>{hash} {received, microseconds, Z}</c> and a line feed</param>
internal sealed record HeadItem(
    string Service, long Number, long Sequence, long Events, long Streams, string Root, string At, string Previous, string Key, string Signature, string Hash,
    bool Follows, DateTimeOffset Received, string LedgerKey, string Countersignature);
