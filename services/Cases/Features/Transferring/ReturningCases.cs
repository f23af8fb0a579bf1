using Coc.Cases.Domain;
using Coc.Cases.Features.SettingSeatsAside;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.Transferring;

/// <summary>
/// <c>POST /internal/transfers/{transfer}/return</c>, <c>/take-back</c>, <c>/contest</c>: what may follow an acceptance within seven days. Liaison has checked who may; settling is one
/// door for both kinds of dispute.
/// </summary>
internal static class ReturningCases
{
    public static void MapReturningCases(this RouteGroupBuilder group)
    {
        group.MapPost("return", (HttpContext context, Guid transfer, CaseFinder finder, CaseExecutor executor, ServiceChannel channel, SeatsSetAside setAside) => BackAsync(
            context, transfer, finder, executor, channel, setAside, (asked, now) => new HandBack.Return(asked.Seat, now, transfer, asked.Reason ?? "other", asked.Text, asked.Sender)));
        group.MapPost("take-back", (HttpContext context, Guid transfer, CaseFinder finder, CaseExecutor executor, ServiceChannel channel, SeatsSetAside setAside) => BackAsync(
            context, transfer, finder, executor, channel, setAside, (asked, now) => new HandBack.Recall(asked.Seat, now, transfer, asked.Sender)));
        group.MapPost("contest", ContestAsync);
    }

    /// <summary>
    /// The hand-over and what it undoes in one transaction: where a case went, what its former owner has is closed; where it comes back, its keys open with the event that says so.
    /// What was written to reporters and accused people stays open for Intake, which may not have fetched it yet.
    /// </summary>
    public static PairWork WorkOn(CaseState former, Func<DateTimeOffset, EventContext> context, Func<CaseState, CaseState, DateTimeOffset, ValueTask<PairDecision>> decide) =>
        new(new(former.Body, former.Id), new(former.Gone?.To ?? former.Offer!.To, former.Gone?.ToCase ?? Guid.Empty), context, decide)
        {
            Also = (formerAfter, presentAfter, now) => new[] { formerAfter, presentAfter }.Where(s => s.Gone?.At == now).Select(s => Closing(s, now)),
        };

    /// <summary>Back to its former owner, if the rules let it: whom the present one found out comes along, by that body's names for them.</summary>
    public static PairWork Back(
        CaseState former, Func<DateTimeOffset, EventContext> context, Func<DateTimeOffset, HandBack> command, ServiceChannel channel, SeatsSetAside setAside, string acting, CancellationToken cancellationToken) =>
        WorkOn(former, context, async (f, p, now) =>
        {
            // Liaison said whose seats there are a moment ago; since then somebody may have been found out who holds one.
            var screened = await setAside.OfPanelAsync(f, acting, cancellationToken, [.. p.ThreadIds], Domain.OpeningByCommittee.SaidToBe(p));
            return Returning.Decide(f, p, command(now) with
            {
                FoundOut = await AnsweringTransfers.CodeNamesOf(p with { Subjects = [.. Domain.OpeningByCommittee.FoundOutThere(p, f)] }, f.Body, channel, acting, cancellationToken),
                SetAside = screened.Aside,
                Soft = screened.Soft,
            });
        });

    /// <summary>Nobody opens what is left of this case.</summary>
    public static StoreStatement Closing(CaseState gone, DateTimeOffset now) => StreamKeys.Disable(new(gone.Body, gone.Id), now, [.. gone.ThreadIds.Select(r => $"reporter:{r}"), .. gone.Accused.Rooms.Select(r => $"accused:{r.Person}")]);

    private static async Task<IResult> BackAsync(
        HttpContext context, Guid transfer, CaseFinder finder, CaseExecutor executor, ServiceChannel channel, SeatsSetAside setAside, Func<TransferReturn, DateTimeOffset, HandBack> command)
    {
        context.OnlyFor("liaison");
        var asked = await context.ReadAsync<TransferReturn>();
        var (_, former) = await AnsweringTransfers.FindAsync(finder, transfer, context.RequestAborted);
        if (asked.Sender.Slug != former.Body)
        {
            throw new ProblemException(Problems.NotFound);
        }

        if (former.Offer!.State == "returned")
        {
            return AnsweringTransfers.Result(transfer, former); // asked again
        }

        return AnsweringTransfers.Result(transfer, await executor.ExecuteAsync(
            Back(former, now => AnsweringTransfers.ContextOf(asked.Account, asked.Seat, asked.Role, now), now => command(asked, now), channel, setAside, $"seat:{asked.Seat}", context.RequestAborted), context.RequestAborted));
    }

    private static async Task<IResult> ContestAsync(HttpContext context, Guid transfer, CaseFinder finder, CaseExecutor executor)
    {
        context.OnlyFor("liaison");
        var asked = await context.ReadAsync<TransferRefusal>();
        var (_, former) = await AnsweringTransfers.FindAsync(finder, transfer, context.RequestAborted);
        return AnsweringTransfers.Result(transfer, await executor.ExecuteAsync(
            WorkOn(
                former, now => AnsweringTransfers.ContextOf(asked.Account, asked.Seat, asked.Role, now), (f, p, now) => ValueTask.FromResult(Returning.Decide(f, p, new HandBack.Contest(asked.Seat, now, transfer)))),
            context.RequestAborted));
    }
}
