using Coc.Cases.Domain;
using Coc.EventStore;
using Coc.EventStore.Projecting;

namespace Coc.Cases.Features.ListingCases;

/// <summary>The rows by which cases are listed and found; they commit with the events.</summary>
internal static class CaseRows
{
    public static Projection Projection { get; } = Projection.OfStreams<CaseEvent, CaseState>(
        "case_list", ProjectionKind.Inline, ["app.case_index", "app.case_seats", "app.case_things", "app.legal_requests"],
        CaseState.None, (state, happened) => state.Apply([happened]), Of);

    private static IEnumerable<StoreStatement> Of(CaseState state, StreamChange change)
    {
        var (tenant, id) = (state.Body, state.Id);
        yield return new StoreStatement(
            tenant,
            """
            insert into app.case_index (tenant_id, case_id, code_name, stage, flags, urgency, assignee, received_at, acknowledge_due, next_due, moved_to)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict (tenant_id, case_id) do update set code_name = excluded.code_name, stage = excluded.stage, flags = excluded.flags, urgency = excluded.urgency,
              assignee = excluded.assignee, received_at = excluded.received_at, acknowledge_due = excluded.acknowledge_due, next_due = excluded.next_due,
              moved_to = excluded.moved_to
            """,
            tenant, id, state.CodeName, CaseWords.Of(state.Stage), CaseWords.Flags(state).ToArray(), state.Urgency, state.Assignee, state.ReceivedAt,
            state.AcknowledgeDue, CaseWords.NextDue(state), state.Gone?.ToCase ?? state.Linked?.Into);

        // Also those not asked yet: when one of them ends, its cases have to be found.
        PanelSeat[] panel =
        [
            .. state.Panel,
            .. state.Handling.Seats.Where(s => state.SeatOf(s.Seat) is null)
                .Select(s => new PanelSeat(s.Seat, s.Account, s.Role, s.Appointment, s.Chair, s.Order, Guid.Empty, state.OpenedAt, state.OpenedAt) { Left = true }),
        ];
        yield return new StoreStatement(
            tenant,
            """
            insert into app.case_seats (tenant_id, case_id, seat, request, sees, asked, answered, hard, due, asked_at, listed_at, lent_by)
            select $1, $2, * from unnest($3::uuid[], $4::uuid[], $5::boolean[], $6::boolean[], $7::boolean[], $8::boolean[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[], $12::varchar[])
            on conflict (tenant_id, case_id, seat) do update set
              request = excluded.request, sees = excluded.sees, asked = excluded.asked, answered = excluded.answered, hard = excluded.hard, due = excluded.due,
              asked_at = excluded.asked_at, listed_at = excluded.listed_at, lent_by = excluded.lent_by
            """,
            tenant, id, panel.Select(p => p.Seat).ToArray(), panel.Select(p => p.Request).ToArray(), panel.Select(p => p.Sees && !state.HasGone).ToArray(),
            panel.Select(p => CaseWords.IsAsked(state, p)).ToArray(), panel.Select(p => p.Conflict != Conflict.Unanswered).ToArray(),
            panel.Select(p => p.Conflict == Conflict.Hard).ToArray(), panel.Select(p => p.Due).ToArray(), panel.Select(p => p.AskedAt).ToArray(),
            panel.Select(p => IsListed(state, p) ? state.ReceivedAt : (DateTimeOffset?)null).ToArray(), panel.Select(p => p.IsLent ? state.Loan!.Lender : null).ToArray());

        yield return new StoreStatement(
            tenant, "delete from app.case_seats where tenant_id = $1 and case_id = $2 and not seat = any ($3)", tenant, id, panel.Select(p => p.Seat).ToArray());

        var before = InterimOrders.OfFormerOwners(state).Select(o => o.Measure.Measure).ToHashSet();
        (string Kind, Guid Id)[] things =
        [
            .. state.ThreadIds.Select(r => ("report", r)),
            .. state.Duplicates.Select(r => ("duplicate", r.Report)), // who was asked here was asked about it
            .. state.FormerReports.Except(state.ReportIds).Distinct().Select(r => ("formerReport", r)),
            .. change.Events.Select(e => e.Data).OfType<CaseEvent.DecisionRecorded>().SelectMany(d => d.Measures).Select(m => ("sanction", m.Sanction)),
            .. change.Events.Select(e => e.Data).OfType<CaseEvent.DecisionsCarried>().SelectMany(d => d.Sanctions).Select(s => ("sanction", s.Id)),
            .. state.Interim.Select(m => m.Id).Union(state.InterimOrders.Keys).Select(m => (before.Contains(m) ? "interimBefore" : "interim", m)), // of the former only kind and place are told (decision 62)
            .. change.Events.Select(e => e.Data).OfType<CaseEvent.CaseOffered>().Select(t => ("transfer", t.Transfer)),
            .. state.CameBy.Select(t => ("transfer", t)),
            .. state.Accused.Rooms.Select(r => ("room", r.Id)),
            .. Concerned(state).Select(p => ("person", p)),
            .. state.Projects.Count > 1 || state.NotConcerned.Count > 0 ? Concerned(state).Select(p => ("sharedPerson", p)) : [],
        ];
        yield return new StoreStatement(
            tenant,
            "insert into app.case_things (tenant_id, case_id, kind, thing) select $1, $2, * from unnest($3::varchar[], $4::uuid[]) on conflict do nothing",
            tenant, id, things.Select(t => t.Kind).ToArray(), things.Select(t => t.Id).ToArray());

        // What was unlinked, or was a mistake, leads here no more.
        yield return new StoreStatement(
            tenant,
            """
            delete from app.case_things where tenant_id = $1 and case_id = $2 and kind in ('report', 'duplicate', 'formerReport', 'person', 'sharedPerson', 'interimBefore')
              and (kind, thing) not in (select * from unnest($3::varchar[], $4::uuid[]))
            """,
            tenant, id, things.Select(t => t.Kind).ToArray(), things.Select(t => t.Id).ToArray());

        foreach (var request in state.LegalRequests)
        {
            yield return new StoreStatement(
                request.Counsel,
                """
                insert into app.legal_requests (tenant_id, request, body, case_id, due, answered) values ($1, $2, $3, $4, $5, $6)
                on conflict (tenant_id, request) do update set due = excluded.due, answered = excluded.answered
                """,
                request.Counsel, request.Id, tenant, id, request.Due, request.Outcome is not null || state.IsOver);
        }
    }

    private static bool IsListed(CaseState state, PanelSeat seat) => seat.Sees && seat.Conflict != Conflict.Hard && !state.HasGone;

    private static IEnumerable<Guid> Concerned(CaseState state) => state.Subjects.Where(s => !s.Mistaken).Select(s => s.Person);
}
