using Coc.EventStore;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Routing;
using Coc.Liaison.Transfers;
using Coc.Platform;
using Coc.Platform.Security;

namespace Coc.Liaison.Features.ReadingTransfers;

/// <summary><c>GET /api/transfers/{id}</c>: what its bodies and the arbiter of a dispute judge by: rules and codes, never the report (P16).</summary>
internal static class ReadTransfer
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/transfers/{id:guid}", async (Guid id, HttpContext http, TransferDoor door, CasesOfTransfers cases, IEventStore store) =>
        {
            var (state, body, asker, _, _) = await door.OpenAnyAsync(http.Caller(), id, http.RequestAborted);
            var (offer, dispute) = (state.Offer!, state.Dispute);
            var judged = await store.ReadAsync(new StreamKey(BodyStreams.Tenant, Ids.V5(offer.Case, "evaluation")), cancellationToken: http.RequestAborted);
            var last = judged.Events.Select(e => e.Data).OfType<CaseEvaluated>().LastOrDefault();
            var joinable = body.Slug == offer.To && state.State is "offered" or "disputed" ? await cases.JoinableAsync(offer, body, asker, http.RequestAborted) : [];
            return TypedResults.Ok(new View(
                offer.Transfer, offer.From, offer.To, offer.Rule, offer.CodeName, offer.OfferedAt, offer.NotBefore, offer.AnswerBy, state.State, dispute?.Arbiter, dispute?.Because,
                dispute?.Reason, dispute?.SettleBy, [.. (last?.Rules ?? []).Select(r => new RuleView(r.Rule, r.Holds, r.Because, r.Body, r.At))], [.. joinable.Select(c => new CaseRef(c.Case, c.CodeName))]));
        }).For(CallerKind.Seat);

    internal sealed record View(
        Guid Id, string From, string To, string? Rule, string CodeName, DateTimeOffset OfferedAt, DateTimeOffset NotBefore, DateTimeOffset AnswerBy, string State, string? Arbiter,
        string? Because, string? Reason, DateTimeOffset? SettleBy, IReadOnlyList<RuleView> Rules, IReadOnlyList<CaseRef> MayJoin);

    /// <summary>A case of the receiver that the asker sees and that is about the same persons: accepting may link the reports there.</summary>
    internal sealed record CaseRef(Guid Case, string CodeName);

    /// <param name="By">the arbiter that overruled it for this case, <paramref name="At"/> then</param>
    internal sealed record RuleView(string Rule, bool Holds, string Because, string? By, DateTimeOffset? At);
}
