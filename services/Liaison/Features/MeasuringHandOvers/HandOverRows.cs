using Coc.Contracts.Cases;
using Coc.EventStore;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Routing;

namespace Coc.Liaison.Features.MeasuringHandOvers;

/// <summary>What is written down for the measuring, each in the transaction of what it follows from.</summary>
internal static class HandOverRows
{
    /// <summary>A report waits from its receipt, once for each of its projects.</summary>
    public static StoreStatement Routed(RoutingEvent.ReportRouted routed) => new(
        BodyStreams.Tenant, "insert into app.hand_overs (thing, project, report, handler, since) select $1, p, $1, $2, $3 from unnest ($4::text[]) p on conflict do nothing",
        routed.Report, routed.To, routed.ReceivedAt, routed.Projects.Distinct().ToArray());

    /// <summary>A committee answered, or knows by when it has to; the first answer counts.</summary>
    public static StoreStatement Progressed(CaseProgressed message) => new(
        BodyStreams.Tenant, "update app.hand_overs set due = coalesce(due, $2), taken_at = coalesce(taken_at, $3) where thing = any ($1)",
        message.Reports.ToArray(), message.AcknowledgeDue, message.AcknowledgedAt);

    /// <summary>Each report of an offer waits for the receiver, for the projects it was routed for.</summary>
    public static StoreStatement Offered(TransferOffered message) => new(
        BodyStreams.Tenant, "insert into app.hand_overs (thing, project, report, handler, since, due) select $1::uuid, project, report, $2::text, $3::timestamptz, $4::timestamptz from app.hand_overs where thing = any ($5) and report = thing on conflict do nothing",
        message.Transfer, message.To, message.Origin.At, message.AnswerBy, message.Reports.ToArray());

    public static StoreStatement Taken(CaseTransferred message) => new(
        BodyStreams.Tenant, "update app.hand_overs set taken_at = coalesce(taken_at, $2) where thing = $1", message.Transfer, message.Origin.At);

    /// <summary>It did not change hands: nothing waited for anybody.</summary>
    public static StoreStatement Dropped(Guid transfer) => new(BodyStreams.Tenant, "delete from app.hand_overs where thing = $1 and taken_at is null", transfer);
}
