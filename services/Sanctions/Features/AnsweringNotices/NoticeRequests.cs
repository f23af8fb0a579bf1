using System.Diagnostics;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.AnsweringNotices;

/// <summary>Notices in the list of conflict requests, which Cases serves for both: asked there, answered there, kept here.</summary>
internal sealed class NoticeRequests(Finder finder, BodyDirectory directory, PersonRegistry persons, Streams streams, NoticeExecutor notices, IEventStore store, DomainClock clock)
{
    private const int Attempts = 5;
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/internal/notice-requests", (HttpContext context, NoticeRequests requests) => requests.ListAsync(context)).For(CallerKind.Service).ExcludeFromDescription();
        routes.MapPost("/internal/notices/{id:guid}/conflict-answer", (Guid id, HttpContext context, NoticeRequests requests) => requests.AnswerAsync(id, context))
            .For(CallerKind.Service).ExcludeFromDescription();
    }

    private async Task<IResult> ListAsync(HttpContext context)
    {
        context.OnlyFor("cases");
        var question = await context.ReadAsync<NoticeRequestsQuestion>();
        var cancellationToken = context.RequestAborted;
        var seats = Deciding(question.Seats, question.Body);
        var items = new List<NoticeRequest>();
        var rows = seats.Count == 0 ? [] : await finder.OpenNoticesActedForAsync(question.Body, Most, cancellationToken);
        foreach (var notice in await streams.NoticesAsync([.. rows.Select(r => r.Key)], cancellationToken))
        {
            var offered = notice.State.Offered!;
            foreach (var seat in seats.Where(s => notice.State.ConflictOf(s.Seat) is null or "soft"))
            {
                var accounts = await persons.AccountsAsync(offered.Person, cancellationToken);
                items.Add(new NoticeRequest(
                    offered.Notice, seat.Seat, offered.Receiver, offered.Issuer, notice.Began!.Value, [.. accounts.Select(a => a.Account)], offered.AnswerBy, notice.State.ConflictOf(seat.Seat)));
            }
        }

        return Results.Json(new NoticeRequestsAnswer(items), Json.Options);
    }

    private async Task<IResult> AnswerAsync(Guid id, HttpContext context)
    {
        context.OnlyFor("cases");
        var said = await context.ReadAsync<NoticeConflictStatement>();
        new Check().OneOf(said.Answer, "answer", "none", "soft", "hard").Throw();
        var cancellationToken = context.RequestAborted;
        var row = (await finder.NoticesAsync([id], cancellationToken)).SingleOrDefault() ?? throw new ProblemException(Problems.NotFound);
        var acting = (await directory.FindAsync(row.Key.Tenant, cancellationToken))?.ActingBody;
        var seat = Deciding(said.Seats, acting).FirstOrDefault(s => !row.Hard.Contains(s.Seat)) ?? throw new ProblemException(Problems.NotFound);
        for (var attempt = 1; ; attempt++)
        {
            var (now, changes) = (clock.GetUtcNow(), new Changes());
            var notice = await notices.AnswerConflictAsync(changes, row.Key, seat.Seat, said.Answer, now, cancellationToken);
            try
            {
                if (changes.Any)
                {
                    await store.AppendAsync(
                        changes.ToAppend(new EventContext(now, Ids.New(), null, $"account:{said.Account}", seat.Seat, seat.Role, null, notice.Incident, Activity.Current?.Id)), cancellationToken);
                }

                return Results.Json(new NoticeConflictStated(id, said.Answer), Json.Options);
            }
            catch (StreamConflictException) when (attempt < Attempts)
            {
                // Another seat answered at the same moment.
            }
        }
    }

    private static List<AskingSeat> Deciding(IReadOnlyList<AskingSeat>? seats, string? body) => [.. (seats ?? []).Where(s => s.Body == body && Caller.Decides(s.Role))];
}
