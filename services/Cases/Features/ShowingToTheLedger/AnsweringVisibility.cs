using Coc.Cases.Domain;
using Coc.Cases.Features.SettingSeatsAside;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Npgsql;

namespace Coc.Cases.Features.ShowingToTheLedger;

/// <summary>
/// <c>POST /internal/visible</c>: which cases and reports exist for these seats. A case that changed hands is guarded by its present owner's
/// panel, and by nobody else's: the trail goes with the case. For who audits a body the Ledger is told besides what is not there for them by any hat,
/// or because they are somebody in it (P1). <c>POST /internal/visible/working</c> leaves out what the asker only reads: there no seat of theirs takes part in what decides (R27).
/// </summary>
internal static class AnsweringVisibility
{
    private const int Most = 1000;

    private const string Query =
        """
        with recursive asked (id, case_id) as (
          select w, w from unnest($1::uuid[]) w
          union
          select t.thing, t.case_id from app.case_things t where t.thing = any($1) and t.kind not in ('person', 'sharedPerson', 'formerReport') -- a person is nobody's case
          union
          select a.id, i.moved_to from asked a join app.case_index i on i.case_id = a.case_id where i.moved_to is not null
        )
        select distinct a.id, i.tenant_id, i.case_id,
          exists (select 1 from app.case_things b where b.tenant_id = i.tenant_id and b.case_id = i.case_id and b.kind = 'interimBefore' and b.thing = a.id)
        from asked a
        join app.case_index i on i.case_id = a.case_id and i.moved_to is null
        join app.case_seats s on s.case_id = i.case_id and s.tenant_id = i.tenant_id and s.sees
        join unnest($2::uuid[], $3::varchar[]) held (seat, body) on held.seat = s.seat and held.body = coalesce(s.lent_by, s.tenant_id)
        where not exists (select 1 from app.case_seats h where h.case_id = i.case_id and h.tenant_id = i.tenant_id and h.hard and h.seat = any($2))
        """;

    public static void MapAnsweringVisibility(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/internal/visible").For(CallerKind.Service).ExcludeFromDescription();
        group.MapPost("", async (HttpContext context, CaseFinder finder, SeatsSetAside setAside, [FromKeyedServices(ServiceHost.DaemonDatabase)] NpgsqlDataSource daemon) =>
        {
            context.OnlyFor("ledger", "sanctions", "liaison");
            var question = await context.ReadAsync<VisibleQuestion>();
            var seen = await SeenAsync(question, daemon, context.RequestAborted);
            var cases = context.Caller().Subject == "sanctions" ? seen.Select(s => new SeenIn(s.Thing, s.Case.Tenant, s.ByKindAndPlace)).ToList() : null;
            return Results.Json(new VisibleAnswer([.. seen.Select(s => s.Thing).Distinct()], await BarredAsync(question, finder, setAside, context), cases), Json.Options);
        });
        group.MapPost("working", async (HttpContext context, CaseFinder finder, [FromKeyedServices(ServiceHost.DaemonDatabase)] NpgsqlDataSource daemon) =>
        {
            context.OnlyFor("sanctions");
            var question = await context.ReadAsync<VisibleQuestion>();
            var held = Held(question);
            var working = new List<SeenIn>();
            foreach (var seen in await SeenAsync(question, daemon, context.RequestAborted))
            {
                if (CaseWall.Exists(await finder.LoadAsync(seen.Case, context.RequestAborted), held) is { MayDecide: true })
                {
                    working.Add(new(seen.Thing, seen.Case.Tenant, seen.ByKindAndPlace));
                }
            }

            return Results.Json(new VisibleAnswer([.. working.Select(w => w.Id).Distinct()], In: working), Json.Options);
        });
    }

    private static async Task<IReadOnlyList<(Guid Thing, StreamKey Case, bool ByKindAndPlace)>> SeenAsync(VisibleQuestion question, NpgsqlDataSource daemon, CancellationToken cancellationToken)
    {
        var seats = question.Seats.Where(s => Caller.Handles(s.Role)).ToList();
        return await daemon.CreateBatch()
            .Add(Query, question.Ids.Take(Most).ToArray(), seats.Select(s => s.Seat).ToArray(), seats.Select(s => s.Body).ToArray())
            .ListAsync(row => (row.GetGuid(0), new StreamKey(row.GetString(1), row.GetGuid(2)), row.GetBoolean(3)), cancellationToken);
    }

    private static List<TicketSeat> Held(VisibleQuestion question) => [.. question.Seats.Select(s => new TicketSeat(s.Seat, s.Body, s.Role, false))];

    // All of it hangs together: who is set aside for one of the cases is, as auditor, for the whole of what was asked about.
    private static async Task<IReadOnlyList<Guid>?> BarredAsync(VisibleQuestion question, CaseFinder finder, SeatsSetAside setAside, HttpContext context)
    {
        if (context.Caller().Subject != "ledger" || question.Seats.All(s => s.Role != "auditor"))
        {
            return null; // the wall says it all
        }

        var held = Held(question);
        var found = await finder.OfEachAsync([.. question.Ids.Take(Most)], context.RequestAborted);
        List<CaseState> cases = [.. found.Select(f => f.State).DistinctBy(c => (c.Body, c.Id))];
        var aside = await setAside.IsAuditorAsideAsync(cases, [.. held.Select(s => s.Id)], context.Caller().Acting ?? "system", context.RequestAborted);
        return [.. found.Where(f => aside || CaseWall.IsBarred(f.State, held)).Select(f => f.Thing).Distinct()];
    }
}
