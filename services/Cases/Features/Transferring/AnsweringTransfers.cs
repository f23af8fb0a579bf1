using System.Diagnostics;
using Coc.Cases.Domain;
using Coc.Cases.Features.LinkingReports;
using Coc.Cases.Features.SettingSeatsAside;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.Transferring;

/// <summary><c>POST /internal/transfers/{transfer}/accept</c>, <c>/refuse</c>, <c>/recall</c>, <c>/dispute</c>, <c>/settle</c>: Liaison has checked who may; ownership is decided and written here.</summary>
internal static class AnsweringTransfers
{
    public static void MapAnsweringTransfers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/internal/transfers/{transfer:guid}").For(CallerKind.Service).ExcludeFromDescription();
        group.MapPost("accept", AcceptAsync);
        group.MapPost("refuse", (HttpContext context, Guid transfer, CaseFinder finder, CaseExecutor executor) => EndAsync(
            context, transfer, "refused", finder, executor, (asked, now) => new CaseCommand.RefuseTransfer(now, transfer, asked.Reason ?? "other", asked.Text)));
        group.MapPost("dispute", (HttpContext context, Guid transfer, CaseFinder finder, CaseExecutor executor) => EndAsync(
            context, transfer, "disputed", finder, executor, (asked, now) => new CaseCommand.DisputeTransfer(asked.Seat, now, transfer)));
        group.MapPost("settle", SettleAsync);
        group.MapReturningCases();
        group.MapShowingTransfers();
        group.MapPost("recall", (HttpContext context, Guid transfer, CaseFinder finder, CaseExecutor executor) => EndAsync(
            context, transfer, "recalled", finder, executor, (asked, now) => new CaseCommand.RecallTransfer(asked.Seat, now, transfer)));
    }

    // Compared with everybody in both; whoever was lent to the receiver since they were asked about stays out too.
    private static async Task<Func<CaseState, Screened>> ScreenAsync(CaseState sender, CaseState into, SeatsSetAside setAside, string acting, CancellationToken cancellationToken)
    {
        var screened = await setAside.OfPanelAsync(into, acting, cancellationToken, [.. sender.ThreadIds], Domain.OpeningByCommittee.SaidToBe(sender));
        var known = into.Handling.Seats.Select(s => s.Seat).ToHashSet();
        return present => screened with { Aside = [.. screened.Aside, .. present.Handling.Seats.Where(s => s.Role == Lending.Role && !known.Contains(s.Seat)).Select(s => s.Seat)] };
    }

    private static async Task<IResult> AcceptAsync(HttpContext context, Guid transfer, CaseFinder finder, CaseExecutor executor, ServiceChannel channel, SeatsSetAside setAside)
    {
        context.OnlyFor("liaison");
        var acceptance = await context.ReadAsync<TransferAcceptance>();
        var (key, state) = await FindAsync(finder, transfer, context.RequestAborted);
        if (state.Gone?.Transfer == transfer)
        {
            return Result(transfer, state); // asked again
        }

        if (acceptance.Receiver.Slug != state.Offer!.To)
        {
            throw new ProblemException(Problems.NotFound);
        }

        var receiver = acceptance.Receiver;
        var subjects = await CodeNamesOf(state, receiver.Slug, channel, $"seat:{acceptance.Seat}", context.RequestAborted);
        EventContext Acting(DateTimeOffset now) => ContextOf(acceptance.Account, acceptance.Seat, acceptance.Role, now);
        if (acceptance.Into is { } into)
        {
            var known = await finder.LoadAsync(new StreamKey(receiver.Slug, into), context.RequestAborted);
            if (CaseWall.Exists(known, [new(acceptance.Seat, receiver.Slug, acceptance.Role, false)]) is null)
            {
                throw new ProblemException(Problems.NotFound);
            }

            var screened = await ScreenAsync(state, known, setAside, $"seat:{acceptance.Seat}", context.RequestAborted);
            var counter = await context.RequestServices.GetRequiredService<CounterComparing>().AreAsync(known, state, $"seat:{acceptance.Seat}", context.RequestAborted);
            var work = ReturningCases.WorkOn(state, Acting, (sender, present, now) => CaseWall.Exists(present, [new(acceptance.Seat, acceptance.Receiver.Slug, acceptance.Role, false)]) is not null
                ? ValueTask.FromResult(Joining.Decide(sender, present, new CaseCommand.AcceptTransfer(now, transfer, into, receiver, subjects), acceptance.Seat, screened(present), counter))
                : throw new ProblemException(Problems.NotFound));
            return Result(transfer, await executor.ExecuteAsync(work with { Present = new(receiver.Slug, into) }, context.RequestAborted));
        }

        var outcome = await executor.ExecuteAsync(
            ThatMayHandOver(new CaseWork(key, Acting, (_, now) => ValueTask.FromResult<CaseCommand>(
                new CaseCommand.AcceptTransfer(now, transfer, Ids.New(), receiver, subjects)))),
            context.RequestAborted);
        return Result(transfer, outcome);
    }

    private static async Task<IResult> SettleAsync(HttpContext context, Guid transfer, CaseFinder finder, CaseExecutor executor, ServiceChannel channel, SeatsSetAside setAside)
    {
        context.OnlyFor("liaison");
        var asked = await context.ReadAsync<TransferSettlement>();
        var (key, state) = await FindAsync(finder, transfer, context.RequestAborted);
        // The body it moves to is told with its seats; the other is the one that has it.
        var keeps = state.HasGone ? state.Offer!.To : state.Body;
        if (asked.Owner != keeps && (asked.Receiver?.Slug != asked.Owner || (asked.Owner != state.Body && asked.Owner != state.Offer!.To)))
        {
            throw new ProblemException(Problems.NotFound);
        }

        if ((state.Offer!.State, asked.Owner == state.Body) is ("settled" or "returned", true) or ("accepted" or "confirmed", false))
        {
            return Result(transfer, state); // asked again
        }

        if (state.HasGone)
        {
            var sender = asked.Owner == state.Body ? asked.Receiver : null;
            return Result(transfer, await executor.ExecuteAsync(
                ReturningCases.Back(state, now => ContextOf(asked.Account, asked.Seat, asked.Role, now), now => new HandBack.Settle(now, transfer, sender), channel, setAside, $"seat:{asked.Seat}", context.RequestAborted),
                context.RequestAborted));
        }

        var handing = asked.Owner == state.Body ? null
            : new Handing(Ids.New(), asked.Receiver!, await CodeNamesOf(state, asked.Owner, channel, $"seat:{asked.Seat}", context.RequestAborted));
        var outcome = await executor.ExecuteAsync(
            ThatMayHandOver(new CaseWork(key, now => ContextOf(asked.Account, asked.Seat, asked.Role, now), (_, now) => ValueTask.FromResult<CaseCommand>(
                new CaseCommand.SettleTransfer(now, transfer, handing)))),
            context.RequestAborted);
        return Result(transfer, outcome);
    }

    /// <summary>
    /// If this hands the case over: from the commit on nobody opens the sender's text, but what it wrote to reporters, which Intake may not have fetched yet;
    /// and the receiver's stream begins.
    /// </summary>
    public static CaseWork ThatMayHandOver(CaseWork work) => work with
    {
        Also = (after, now) => after.HasGone ? [ReturningCases.Closing(after, now)] : [],
        Begins = Domain.Transferring.Begin,
    };

    private static async Task<IResult> EndAsync(
        HttpContext context, Guid transfer, string ended, CaseFinder finder, CaseExecutor executor, Func<TransferRefusal, DateTimeOffset, CaseCommand> command)
    {
        context.OnlyFor("liaison");
        var asked = await context.ReadAsync<TransferRefusal>();
        var (key, state) = await FindAsync(finder, transfer, context.RequestAborted);
        if (state.Offer!.State == ended || (ended == "refused" && state.Offer.State == "disputed"))
        {
            return Result(transfer, state);
        }

        var outcome = await executor.ExecuteAsync(
            new CaseWork(key, now => ContextOf(asked.Account, asked.Seat, asked.Role, now), (_, now) => ValueTask.FromResult(command(asked, now))), context.RequestAborted);
        return Result(transfer, outcome);
    }

    public static IResult Result(Guid transfer, CaseOutcome outcome) => outcome.Refusal is { } refusal
        ? throw new ProblemException(Problems.Refused(refusal.Code, refusal.Rule, refusal.Detail))
        : Result(transfer, outcome.State);

    public static IResult Result(Guid transfer, CaseState sender) => Results.Json(new TransferOutcome(transfer, sender.Offer!.State, sender.Gone?.ToCase), Json.Options);

    /// <summary>The case that is, or was, offered by this transfer.</summary>
    public static async Task<(StreamKey Key, CaseState State)> FindAsync(CaseFinder finder, Guid transfer, CancellationToken cancellationToken)
    {
        foreach (var key in await finder.ByThingAsync(transfer, cancellationToken))
        {
            if (await finder.LoadAsync(key, cancellationToken) is { Offer: { } offer } state && offer.Id == transfer)
            {
                return (key, state);
            }
        }

        throw new ProblemException(Problems.NotFound);
    }

    // A person's code name differs from body to body; confirmed by the sender's two seats is confirmed.
    public static async Task<IReadOnlyList<CaseSubject>> CodeNamesOf(CaseState state, string receiver, ServiceChannel channel, string acting, CancellationToken cancellationToken)
    {
        var subjects = state.Subjects.Where(s => !s.Mistaken).ToList();
        var persons = subjects.Select(s => s.Person).ToList();
        if (persons.Count == 0)
        {
            return [];
        }

        var names = await channel.PostAsync<CodeNameAnswer>("sanctions", "/internal/code-names", new CodeNameQuestion(receiver, persons), acting, cancellationToken)
            ?? throw new ProblemException(Problems.Unavailable);
        return [.. subjects.Select((s, i) => new CaseSubject(s.Person, names.CodeNames[i], s.Identification))];
    }

    public static EventContext ContextOf(Guid account, Guid seat, string role, DateTimeOffset now) =>
        new(now, Ids.New(), null, $"account:{account}", seat, role, TraceParent: Activity.Current?.Id);
}
