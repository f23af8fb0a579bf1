using Coc.Contracts.Cases;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Messaging;
using Coc.Platform.Time;

namespace Coc.Liaison.Consumers;

/// <summary>A project is through with a case (R25): its notices say so; where nobody was named, a line of its own without a person does.</summary>
internal sealed class ResolutionNoticedHandler(IEventStore store, NoticeReceivers receivers, DomainClock clock) : IHandle<ResolutionNoticed>
{
    public async Task HandleAsync(ResolutionNoticed message, Delivery delivery, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = message.Notices is [var first, ..] ? await receivers.KnownAsync(first, cancellationToken) : null;
        var to = known ?? await receivers.OfAsync(message.To, message.Case, message.Reports, delivery.Acting, cancellationToken);
        await store.AppendAsync(
            new Append([], delivery.Context(now)) { Statements = [Resolved(message, to), delivery.Inbox(now)] },
            cancellationToken);
    }

    private static StoreStatement Resolved(ResolutionNoticed message, string to) => message.Notices.Count > 0
        ? new(to, "update app.incident_notices set state = 'resolved' where tenant_id = $1 and notice = any ($2) and state = 'open'", to, message.Notices.ToArray())
        : new(
            to,
            "insert into app.incident_notices (tenant_id, notice, body, reports, person, category, at, state, case_id) values ($1, $2, $3, $4, null, null, $5, 'resolved', $6) on conflict do nothing",
            to, Ids.V5(message.Case, "resolution"), message.Origin.Body, message.Reports.ToArray(), message.Origin.At, message.Case);
}
