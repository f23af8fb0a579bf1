using Coc.EventStore;
using Coc.EventStore.Projecting;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Transfers;

namespace Coc.Liaison.Transfers;

/// <summary>Where a transfer's history lies and what its list rows look like.</summary>
internal static class TransferStreams
{
    public const string Type = "transfer";

    public static StreamKey Of(Guid transfer) => new(BodyStreams.Tenant, transfer);

    // Reports and bodies lie in the same tenant: the id of one of those is no transfer.
    public static TransferState Fold(TransferState state, IEnumerable<object> events) => events.OfType<TransferEvent>().Aggregate(state, TransferState.Evolve);

    /// <summary>A transfer as each of its two bodies lists it, and the arbiter of a dispute.</summary>
    public static Projection Projection { get; } = Projection.OfStreams<TransferEvent, TransferState>(
        "transfers", ProjectionKind.Inline, ["app.transfers"], TransferState.Nothing, TransferState.Evolve, (state, _) => Rows(state));

    private static IEnumerable<StoreStatement> Rows(TransferState state)
    {
        if (state.Offer is not { } offer)
        {
            return [];
        }

        return new[] { offer.From, offer.To, state.Dispute?.Arbiter }.OfType<string>().Distinct().Select(reader => new StoreStatement(
            reader,
            """
            insert into app.transfers (tenant_id, transfer, from_body, to_body, reports, rule, code_name, offered_at, not_before, answer_by, state, reminded_at, arbiter, because, reason, settle_by, case_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            on conflict (tenant_id, transfer) do update set state = excluded.state, reminded_at = excluded.reminded_at, arbiter = excluded.arbiter,
              because = excluded.because, reason = excluded.reason, settle_by = excluded.settle_by, case_id = excluded.case_id
            """,
            reader, offer.Transfer, offer.From, offer.To, offer.Reports.ToArray(), offer.Rule, offer.CodeName, offer.OfferedAt, offer.NotBefore, offer.AnswerBy, state.State,
            state.RemindedAt, state.Dispute?.Arbiter, state.Dispute?.Because, state.Dispute?.Reason, state.Dispute?.SettleBy, offer.Case));
    }
}
