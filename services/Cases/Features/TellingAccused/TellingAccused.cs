using Coc.Cases.Domain;
using Coc.Cases.Features.ReadingCases;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.TellingAccused;

/// <summary>
/// <c>POST /api/cases/{id}/accused-notice</c> <c>{person?, when: now·later, why, summary?, answerBy?, lookAgain?, considered?: {safety, wish}}</c> (R39, P4, P6): 200 with the case; with
/// <c>now</c> also <c>room</c>, a one-time code, in this answer only. <c>later</c> needs <c>lookAgain</c>. And <c>POST …/answer-time</c> <c>{person?, until}</c>.
/// </summary>
internal static class TellingAccused
{
    private const string Now = "now";
    private const string Later = "later";

    public static void MapTellingAccused(this IEndpointRouteBuilder cases)
    {
        cases.MapPost("accused-notice", NoticeAsync);
        cases.MapCommand<Time>("answer-time", (request, scope) =>
        {
            scope.Check.Future(request.Until, scope.Now, "until");
            var person = scope.PersonOf(request.Person, "person");
            scope.Check.Throw();
            return new CaseCommand.GiveAnswerTime(scope.Seat, scope.Now, person, request.Until!.Value.ToUniversalTime());
        });
    }

    private static async Task<IResult> NoticeAsync(HttpContext context, Guid id, CaseFinder finder, CaseExecutor executor, RoomDoor rooms, Idempotency idempotency)
    {
        var seen = await finder.SeenByAsync(context.Caller(), id, context.RequestAborted);
        if (seen.State.HasGone)
        {
            throw new ProblemException(Problems.NotFound);
        }

        context.Response.Headers.CacheControl = "no-store";
        return await idempotency.RunAsync(context, async (key, cancellationToken) =>
        {
            var request = await context.ReadAsync<Request>();
            string? code = null;
            return await executor.AnswerAsync(
                context, seen, key,
                async scope =>
                {
                    var command = await CommandAsync(request, scope, rooms, cancellationToken);
                    ETags.RequireMatch(context, scope.State.Version);
                    // The room first, and only when the rules take it: a code nobody was given opens nothing, a notice without a code would.
                    code = command.LookAgain is null && CaseDecider.Decide(scope.State, command).Refusal is null
                        ? await rooms.OpenAsync(scope.State, command, cancellationToken)
                        : null;
                    return command;
                },
                cancellationToken, view => code is null ? view : CaseView.With(view, "room", code));
        });
    }

    private static async Task<CaseCommand.NoticeAccused> CommandAsync(Request request, CommandScope scope, RoomDoor rooms, CancellationToken cancellationToken)
    {
        scope.Check
            .OneOf(request.When, "when", Now, Later)
            .Text(request.Why, "why", TextLimits.Reason)
            .Optional(request.Summary, "summary", TextLimits.Message)
            .Considered(request.Considered);
        if (request.When == Later)
        {
            scope.Check.Future(request.LookAgain, scope.Now, "lookAgain")
                .That(request.Summary is null, "summary", "is for somebody who is told")
                .That(request.AnswerBy is null, "answerBy", "is for somebody who is told");
        }
        else
        {
            scope.Check.That(request.LookAgain is null, "lookAgain", "is for later");
            if (request.AnswerBy is not null)
            {
                scope.Check.Future(request.AnswerBy, scope.Now, "answerBy");
            }
        }

        var person = scope.PersonOf(request.Person, "person");
        scope.Check.Throw();
        var unaware = request.When == Now || request.Considered is not null ? await rooms.UnawareAsync(scope.State, scope.Seat, cancellationToken) : [];
        return new(
            scope.Seat, scope.Now, Ids.New(), person, request.Why!, string.IsNullOrWhiteSpace(request.Summary) ? null : request.Summary, request.LookAgain?.ToUniversalTime(),
            request.AnswerBy?.ToUniversalTime(), unaware.Count > 0, request.Considered?.Said) { Who = unaware };
    }

    internal sealed record Request(Guid? Person, string? When, string? Why, string? Summary, DateTimeOffset? LookAgain, DateTimeOffset? AnswerBy, Considerations? Considered);

    internal sealed record Time(Guid? Person, DateTimeOffset? Until);
}
