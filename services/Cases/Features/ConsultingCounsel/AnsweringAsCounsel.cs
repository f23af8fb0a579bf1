using System.Diagnostics;
using Coc.Cases.Domain;
using Coc.Cases.Features.ReadingCases;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Npgsql;

namespace Coc.Cases.Features.ConsultingCounsel;

/// <summary>
/// Counsel's door (P17): code name, question, proposal, what was included, due; nothing else of the case. <c>GET /api/legal-requests/{request}/evidence/{evidence}</c>, <c>/original</c> and <c>/stripped</c>: a piece that was
/// included, as long as the question is open; whom a reporter excluded, or whom it is about, finds neither question nor piece (P11); <c>/original</c> and what the file tells of itself only where who sent it said yes to counsel (P16), and nothing of who said no. A file's name counts as what is in it.
/// </summary>
internal static class AnsweringAsCounsel
{
    private const string Query =
        "select request, body, case_id from app.legal_requests where tenant_id = $1 and not answered and ($2::uuid is null or request > $2) order by request limit $3";

    public static void MapAnsweringAsCounsel(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/legal-requests").For(CallerKind.Seat);
        group.MapGet("", ListAsync);
        group.MapPost("{request:guid}/answer", AnswerAsync);
        group.MapGivenPieces("request", (context, request, evidence) => context.RequestServices.GetRequiredService<CounselsDoor>().PieceAsync(context, request, evidence));
    }

    private static async Task<IResult> ListAsync(HttpContext context, NpgsqlDataSource database, CaseFinder finder, CounselsDoor door)
    {
        var counsel = CounselOf(context);
        var paging = Paging.Of(context);
        new Check().That(context.Request.Query["assignee"] is [] or ["me"], "assignee", "must be me").Throw();
        var rows = await database.ReadAsync(
            counsel.Body, Query, [counsel.Body, paging.AfterId, paging.Limit + 1],
            r => new Row(r.GetGuid(0), new(r.GetString(1), r.GetGuid(2))), context.RequestAborted);
        var page = paging.Page(rows, r => r.Request.ToString());
        var items = new List<object>();
        foreach (var row in page.Items)
        {
            var state = await finder.LoadAsync(row.Case, context.RequestAborted);
            if (!state.IsOver && state.LegalRequests.FirstOrDefault(r => r.Id == row.Request) is { Outcome: null } request && Consenting.CounselMayRead(state, request)
                && !await door.IsSetAsideAsync(state, counsel, context.RequestAborted))
            {
                var proposal = request.Proposal is { } id ? state.ProposalOf(id) : null;
                items.Add(new { request.Id, state.CodeName, request.Question, Proposal = proposal is null ? null : ProposalView.Summary(proposal), Included = request.Include, request.Due });
            }
        }

        return Results.Json(new Page<object>(items, page.Next), Json.Options);
    }

    private static Task<IResult> AnswerAsync(HttpContext context, Guid request, NpgsqlDataSource database, CaseExecutor executor, CounselsDoor door, Idempotency idempotency) =>
        idempotency.RunAsync(context, async (key, cancellationToken) =>
        {
            var counsel = CounselOf(context);
            var row = await FindAsync(database, counsel.Body, request, cancellationToken);
            var said = await context.ReadAsync<Advice>();
            new Check().OneOf(said.Outcome, "outcome", AskingCounsel.Outcomes).Optional(said.Note, "note", TextLimits.Note).Throw();
            var answer = Answer.Of(200, new { Id = request, said.Outcome });
            var outcome = await executor.ExecuteAsync(
                new CaseWork(
                    row,
                    now => new EventContext(now, Ids.New(), null, $"account:{context.Caller().Account}", counsel.Id, counsel.Role, TraceParent: Activity.Current?.Id),
                    async (state, now) =>
                    {
                        await door.RequireNotSetAsideAsync(state, counsel, cancellationToken);
                        return state.LegalRequests.Any(r => r.Id == request && Consenting.CounselMayRead(state, r))
                            ? new CaseCommand.AnswerAsCounsel(counsel.Id, now, request, said.Outcome!, said.Note)
                            : throw new ProblemException(Problems.NotFound);
                    })
                {
                    Also = (_, _) => key.Keep(answer),
                },
                cancellationToken);
            return outcome.Refusal is { } refusal ? throw new ProblemException(Problems.Refused(refusal.Code, refusal.Rule, refusal.Detail)) : answer;
        });

    public static TicketSeat CounselOf(HttpContext context) =>
        context.Caller().Seats.FirstOrDefault(s => s.Role == "counsel") ?? throw new ProblemException(Problems.NotFound);

    public static async Task<StreamKey> FindAsync(NpgsqlDataSource database, string body, Guid request, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            body, "select body, case_id from app.legal_requests where tenant_id = $1 and request = $2", [body, request],
            r => new StreamKey(r.GetString(0), r.GetGuid(1)), cancellationToken) is [var key] ? key : throw new ProblemException(Problems.NotFound);

    private sealed record Row(Guid Request, StreamKey Case);

    internal sealed record Advice(string? Outcome, string? Note);
}
