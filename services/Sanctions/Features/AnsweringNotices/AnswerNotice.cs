using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Features.ReadingNotices;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.AnsweringNotices;

/// <summary>Every body answers for itself: its chair alone, or two members. 202 while a second member is missing.</summary>
internal sealed class AnswerNotice(NoticeDoor door, Wall wall, Finder finder, SpaceRegistry spaces, Streams streams, NoticeExecutor notices, NoticeItems items, CommandRunner runner)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/notices/{id:guid}/adopt", (Guid id, HttpContext context, AnswerNotice answer) => answer.AdoptAsync(id, context)).For(CallerKind.Seat);
        routes.MapPost("/api/notices/{id:guid}/adapt", (Guid id, HttpContext context, AnswerNotice answer) => answer.AdaptAsync(id, context)).For(CallerKind.Seat);
        routes.MapPost("/api/notices/{id:guid}/decline", (Guid id, HttpContext context, AnswerNotice answer) => answer.DeclineAsync(id, context)).For(CallerKind.Seat);
        routes.MapPost("/api/notices/{id:guid}/redecide", (Guid id, HttpContext context, AnswerNotice answer) => answer.RedecideAsync(id, context)).For(CallerKind.Seat);
        routes.MapPost("/api/notices/{id:guid}/acknowledge-correction", (Guid id, HttpContext context, AnswerNotice answer) => answer.AcknowledgeAsync(id, context)).For(CallerKind.Seat);
        routes.MapPost("/api/notices/{id:guid}/conflict-answer", (Guid id, HttpContext context, AnswerNotice answer) => answer.ConflictAsync(id, context)).For(CallerKind.Seat);
    }

    private async Task<IResult> AdoptAsync(Guid id, HttpContext context)
    {
        var (key, seat) = await door.OpenAsync(context, id);
        return await GiveAsync(context, key, seat, new NoticeAnswer(NoticeState.Adopted, [], null, null), null);
    }

    private async Task<IResult> AdaptAsync(Guid id, HttpContext context)
    {
        var (key, seat) = await door.OpenAsync(context, id);
        var request = await context.ReadAsync<Adaptation>();
        var wanted = request.Scope?.Spaces ?? [];
        var known = (await spaces.OfAsync([key.Tenant], context.RequestAborted)).Select(s => s.Owned.Space).ToHashSet();
        var check = new Check()
            .That(request.Scope is not null, "scope", "must say which spaces")
            .AtMost(wanted, "scope.spaces", 50)
            .That(wanted.Count > 0, "scope.spaces", "must name at least one space of this body")
            .That(wanted.Distinct().Count() == wanted.Count, "scope.spaces", "names a space twice")
            .That(request.Scope?.Bodies is null || request.Scope.Bodies.All(b => b == key.Tenant), "scope.bodies", "an answer is for this body alone")
            .That(request.Until is null || request.Until > runner.Now, "until", "must be in the future");
        foreach (var (space, i) in wanted.Take(50).Select((s, i) => (s, i)))
        {
            check.That(space is not null && known.Contains(space), $"scope.spaces[{i}]", "is not a registered space of this body");
        }

        check.Throw();
        return await GiveAsync(context, key, seat, new NoticeAnswer(NoticeState.Adapted, wanted, request.Until?.ToUniversalTime(), null), null);
    }

    private async Task<IResult> DeclineAsync(Guid id, HttpContext context)
    {
        var (key, seat) = await door.OpenAsync(context, id);
        var request = await context.ReadAsync<Refusing>();
        new Check().OneOf(request.Reason, "reason", "insufficient", "notSevere", "outOfScope", "other").Optional(request.Text, "text", 10_000).Throw();
        return await GiveAsync(context, key, seat, new NoticeAnswer(NoticeState.Declined, [], null, request.Reason), request.Text);
    }

    private async Task<IResult> RedecideAsync(Guid id, HttpContext context)
    {
        var (key, seat) = await door.OpenAsync(context, id);
        var request = await context.ReadAsync<Redeciding>();
        new Check().That(request.KeepOnOwnGrounds is not null, "keepOnOwnGrounds", "must be true or false").Throw();
        return await GiveAsync(context, key, seat, (changes, cancellationToken) =>
            notices.RedecideAsync(changes, key, new NoticeCommand.Redecide(seat.Id, seat.Chair, request.KeepOnOwnGrounds!.Value, runner.Now), cancellationToken));
    }

    private async Task<IResult> ConflictAsync(Guid id, HttpContext context)
    {
        var (key, seat) = await door.OpenAsync(context, id);
        var request = await context.ReadAsync<ConflictAnswer>();
        new Check().OneOf(request.Answer, "answer", "none", "soft", "hard").Throw();
        return await runner.RunAsync(context, seat, async cancellationToken =>
        {
            var changes = new Changes();
            var notice = await notices.AnswerConflictAsync(changes, key, seat.Id, request.Answer!, runner.Now, cancellationToken);
            return new Attempt(changes, () => Answer.Empty(request.Answer == "none" ? 200 : request.Answer == "soft" ? 202 : 204), notice.Incident);
        });
    }

    private async Task<IResult> AcknowledgeAsync(Guid id, HttpContext context)
    {
        var (key, seat) = await door.OpenAsync(context, id);
        return await runner.RunAsync(context, seat, async cancellationToken =>
        {
            var changes = new Changes();
            var notice = await notices.AcknowledgeAsync(changes, key, seat.Id, runner.Now, cancellationToken);
            var view = (await items.OfAsync([notice], seat, cancellationToken))[0];
            return new Attempt(changes, () => Answer.Of(200, view), notice.Incident);
        });
    }

    private Task<IResult> GiveAsync(HttpContext context, StreamKey key, TicketSeat seat, NoticeAnswer answer, string? text) =>
        GiveAsync(context, key, seat, (changes, cancellationToken) =>
            notices.AnswerAsync(changes, key, new NoticeCommand.GiveAnswer(seat.Id, seat.Chair, answer, text, runner.Now), cancellationToken));

    private Task<IResult> GiveAsync(HttpContext context, StreamKey key, TicketSeat seat, Func<Changes, CancellationToken, Task<Loaded<NoticeState>>> decide) =>
        runner.RunAsync(context, seat, async cancellationToken =>
        {
            await RequireOthersAsync(key, seat, cancellationToken);
            if (context.Request.Headers.IfMatch.Count > 0)
            {
                ETags.RequireMatch(context, (await streams.NoticeAsync(key, cancellationToken)).Version);
            }

            var changes = new Changes();
            var notice = await decide(changes, cancellationToken);
            var view = (await items.OfAsync([notice], seat, cancellationToken))[0];
            return new Attempt(changes, () => Answer.Of(notice.State.AnswerBy is not null ? 202 : 200, view), notice.Incident);
        });

    // A foundation that offers to a body it serves answers by seats that did not decide: the case does not exist for them.
    private async Task RequireOthersAsync(StreamKey key, TicketSeat seat, CancellationToken cancellationToken)
    {
        if ((await finder.NoticesAsync([key.Id], cancellationToken))[0] is { } row && row.Issuer == seat.Body
            && (await wall.CasesAsync([new AskingSeat(seat.Id, seat.Body, seat.Role)], [row.Case], cancellationToken)).Count > 0)
        {
            throw new ProblemException(Problems.Refused("P18", "P18", "Seats that decided do not answer for a body the foundation serves."));
        }
    }

    private sealed record Adaptation(AdaptedScope? Scope, DateTimeOffset? Until);

    private sealed record AdaptedScope(IReadOnlyList<string?>? Bodies, IReadOnlyList<string>? Spaces);

    private sealed record Redeciding(bool? KeepOnOwnGrounds);

    private sealed record Refusing(string? Reason, string? Text);

    private sealed record ConflictAnswer(string? Answer);
}
