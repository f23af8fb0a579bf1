using System.Diagnostics;
using Coc.Cases.Domain;
using Coc.Cases.Features.ConsultingCounsel;
using Coc.Cases.Features.ReadingCases;
using Coc.Cases.Features.ReadingEvidence;
using Coc.Cases.Features.ScreeningConflicts;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Cases.Features.EngagingOutsiders;

/// <summary>
/// The door of who is engaged from outside: <c>GET /api/engagements</c>, <c>/{engagement}/evidence/{evidence}</c> with <c>/original</c> and <c>/stripped</c>, and <c>POST …/report</c> <c>{text}</c>. Before they have said that they have no
/// conflict (<c>POST /api/conflict-requests/{engagement}/answer</c>) an item says what a conflict request says (P1); after it, the code name, what they are asked to do, and the ids of the pieces. What they see of a piece depends on who sent
/// it, as for counsel.
/// </summary>
internal static class WorkingFromOutside
{
    public static void MapWorkingFromOutside(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/engagements").For(CallerKind.Seat);
        group.MapGet("", ListAsync);
        group.MapPost("{engagement:guid}/report", ReportAsync);
        group.MapGivenPieces("engagement", (context, engagement, evidence) => context.RequestServices.GetRequiredService<EngagementsDoor>().PieceAsync(context, engagement, evidence));
    }

    private static async Task<IResult> ListAsync(HttpContext context, CaseFinder finder, CaseReads reads, ConflictViews views, DomainClock clock)
    {
        var held = context.Caller().Seats.Where(s => s.Role == Engaging.Role).ToList();
        if (held.Count == 0)
        {
            throw new ProblemException(Problems.NotFound);
        }

        var (paging, cancellationToken) = (Paging.Of(context), context.RequestAborted);
        var items = new List<(Guid Id, object Shown)>();
        foreach (var (key, id) in await finder.AskedAsync([.. held.Select(s => s.Id)], null, cancellationToken))
        {
            var state = await finder.LoadAsync(key, cancellationToken);
            if (state.Engagements.FirstOrDefault(e => e.Seat == id) is { } known && CaseWall.Engaged(state, known.Id, held, clock.GetUtcNow()) is var (engagement, seat))
            {
                var ticket = held.First(s => s.Id == id);
                await reads.RecordAsync([(key, ticket)], "engagement", engagement.Id, cancellationToken);
                items.Add((engagement.Id, Show(state, engagement, seat, await views.OfAsync([state], ticket, cancellationToken))));
            }
        }

        context.Response.Headers.CacheControl = "no-store";
        var page = paging.Page([.. items.OrderBy(i => i.Id).Where(i => paging.AfterId is not { } after || i.Id.CompareTo(after) > 0).Take(paging.Limit + 1)], i => i.Id.ToString());
        return Results.Json(new Page<object>([.. page.Items.Select(i => i.Shown)], page.Next), Json.Options);
    }

    /// <summary>An engagement, as who is engaged is shown it.</summary>
    public static object Show(CaseState state, Engagement engagement, PanelSeat seat, IReadOnlyDictionary<Guid, ConflictView> views) => new
    {
        engagement.Id,
        engagement.As,
        state.Projects,
        state.Event,
        Received = ListingConflictRequests.Day(state),
        Subjects = ListingConflictRequests.Stated(state, views.Values),
        Affected = ListingConflictRequests.Affected(seat, views.Values),
        Seen = ListingConflictRequests.Seen(state, seat, views.Values),
        seat.Due,
        Answer = ListingConflictRequests.Said(seat),
        engagement.Until,
        CodeName = seat.Sees ? state.CodeName : null,
        Task = seat.Sees ? engagement.Task : null,
        Included = seat.Sees ? engagement.Include : null,
        Words = seat.Sees ? engagement.Words : null,
    };

    private static Task<IResult> ReportAsync(HttpContext context, Guid engagement, EngagementsDoor engagements, CaseExecutor executor, Idempotency idempotency) =>
        idempotency.RunAsync(context, async (key, cancellationToken) =>
        {
            var found = await engagements.FindAsync(context, engagement);
            var said = await context.ReadAsync<Words>();
            new Check().Text(said.Text, "text", TextLimits.Note).Throw();
            var word = Ids.New();
            var answer = Answer.Of(201, new { Id = word });
            var outcome = await executor.ExecuteAsync(
                new CaseWork(
                    found.Key,
                    now => new EventContext(now, Ids.New(), null, $"account:{context.Caller().Account}", found.Ticket.Id, found.Ticket.Role, TraceParent: Activity.Current?.Id),
                    (_, now) => ValueTask.FromResult<CaseCommand>(new CaseCommand.ReportFromOutside(found.Ticket.Id, now, engagement, word, said.Text!)))
                {
                    Also = (_, _) => key.Keep(answer),
                },
                cancellationToken);
            return outcome.Refusal is { } refusal ? throw new ProblemException(Problems.Refused(refusal.Code, refusal.Rule, refusal.Detail)) : answer;
        });

    internal sealed record Words(string? Text);
}

/// <summary>From an engagement to the pieces it was given.</summary>
internal sealed class EngagementsDoor(CaseFinder finder, CounselsDoor counsel, DomainClock clock)
{
    /// <summary>The engagement, for who answered that nothing speaks against it.</summary>
    /// <exception cref="ProblemException">404, for any reason</exception>
    public async Task<(StreamKey Key, CaseState State, Engagement Engagement, TicketSeat Ticket)> FindAsync(HttpContext context, Guid engagement)
    {
        var held = context.Caller().Seats.Where(s => s.Role == Engaging.Role).ToList();
        foreach (var key in held.Count > 0 ? await finder.ByRequestAsync(engagement, context.RequestAborted) : [])
        {
            var state = await finder.LoadAsync(key, context.RequestAborted);
            if (CaseWall.Engaged(state, engagement, held, clock.GetUtcNow()) is var (found, seat) && seat.Sees)
            {
                return (key, state, found, held.First(s => s.Id == seat.Seat));
            }
        }

        throw new ProblemException(Problems.NotFound);
    }

    /// <exception cref="ProblemException">404: anything that was not given is not there</exception>
    public async Task<CounselsReading> PieceAsync(HttpContext context, Guid engagement, Guid evidence)
    {
        var (key, state, found, ticket) = await FindAsync(context, engagement);
        return found.Include.Contains(evidence.ToString()) ? await counsel.OpenAsync(state, key, ticket, Engaging.Role, context.RequestAborted) : throw new ProblemException(Problems.NotFound);
    }
}
