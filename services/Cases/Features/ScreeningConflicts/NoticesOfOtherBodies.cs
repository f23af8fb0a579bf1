using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.ScreeningConflicts;

/// <summary>What other bodies decided and offer is screened in the same list, by the same call; Sanctions keeps the answers.</summary>
internal sealed class NoticesOfOtherBodies(ServiceChannel channel)
{
    /// <summary>As items of the list; none while Sanctions cannot be reached, because the requests of cases must not wait for it.</summary>
    public async Task<IReadOnlyList<object>> ListAsync(string slug, IReadOnlyList<TicketSeat> seats, CancellationToken cancellationToken)
    {
        if (seats.Count == 0)
        {
            return []; // what others decided is for those who decide
        }

        try
        {
            var answer = await channel.PostAsync<NoticeRequestsAnswer>(
                "sanctions", "/internal/notice-requests", new NoticeRequestsQuestion(slug, [.. seats.Select(Asking)]), $"seat:{seats[0].Id}", cancellationToken);
            return [.. (answer?.Items ?? []).Select(Show)];
        }
        catch (Exception e) when (ProblemWriter.IsOutage(e) && !cancellationToken.IsCancellationRequested)
        {
            return [];
        }
    }

    /// <summary>Takes the answer if the request is a notice's; null when it is nobody's.</summary>
    public async Task<Answer?> AnswerAsync(HttpContext context, Guid request, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        AskingSeat[] seats = [.. caller.Seats.Where(s => Caller.Decides(s.Role)).Select(Asking)];
        var acting = seats.Length == 0 ? "" : $"seat:{seats[0].Seat}";
        if (seats.Length == 0
            || (await channel.PostAsync<VisibleAnswer>("sanctions", "/internal/visible", new VisibleQuestion(seats, [request]), acting, cancellationToken))?.Ids is not [_])
        {
            return null;
        }

        var said = await context.ReadAsync<Statement>();
        said.Check();
        var stated = await channel.PostAsync<NoticeConflictStated>(
            "sanctions", $"/internal/notices/{request}/conflict-answer", new NoticeConflictStatement(caller.Account, seats, said.Answer!), acting, cancellationToken);
        return stated?.Answer switch
        {
            null => null,
            "none" => Answer.Of(200, new { stated.Notice }),
            "soft" => Answer.Empty(202),
            _ => Answer.Empty(),
        };
    }

    private static AskingSeat Asking(TicketSeat seat) => new(seat.Id, seat.Body, seat.Role);

    private static object Show(NoticeRequest request) => new
    {
        Request = request.Notice,
        request.Notice,
        request.Body,
        Projects = new[] { request.Issuer },
        Received = new DateTimeOffset(request.Received.UtcDateTime.Date, TimeSpan.Zero), // the day, not the instant
        Subjects = new[] { new { Label = "person 1", request.Accounts } },
        request.Due,
        request.Answer,
    };
}
