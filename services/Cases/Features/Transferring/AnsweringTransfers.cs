using System.Diagnostics;
using Coc.Cases.Domain;
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
            context, transfer, "disputed", finder, executor, (_, now) => new CaseCommand.DisputeTransfer(now, transfer)));
        group.MapPost("settle", SettleAsync);
        group.MapPost("recall", (HttpContext context, Guid transfer, CaseFinder finder, CaseExecutor executor) => EndAsync(
            context, transfer, "recalled", finder, executor, (asked, now) => new CaseCommand.RecallTransfer(asked.Seat, now, transfer)));
    }

    private static async Task<IResult> AcceptAsync(HttpContext context, Guid transfer, CaseFinder finder, CaseExecutor executor, ServiceChannel channel)
    {
        context.OnlyFor("liaison");
        var acceptance = await context.ReadAsync<TransferAcceptance>();
        var (key, state) = await FindAsync(finder, transfer, context.RequestAborted);
        if (state.Offer is { State: "accepted" })
        {
            return Results.Json(new TransferOutcome(transfer, "accepted", state.Offer.ToCase), Json.Options); // asked again
        }

        if (acceptance.Receiver.Slug != state.Offer!.To)
        {
            throw new ProblemException(Problems.NotFound);
        }

        var subjects = await CodeNamesOf(state, acceptance.Receiver.Slug, channel, $"seat:{acceptance.Seat}", context.RequestAborted);
        var outcome = await executor.ExecuteAsync(
            ThatMayHandOver(new CaseWork(key, now => ContextOf(acceptance.Account, acceptance.Seat, acceptance.Role, now), (_, now) => ValueTask.FromResult<CaseCommand>(
                new CaseCommand.AcceptTransfer(now, transfer, Ids.New(), acceptance.Receiver, subjects)))),
            context.RequestAborted);
        return Result(transfer, outcome);
    }

    private static async Task<IResult> SettleAsync(HttpContext context, Guid transfer, CaseFinder finder, CaseExecutor executor, ServiceChannel channel)
    {
        context.OnlyFor("liaison");
        var asked = await context.ReadAsync<TransferSettlement>();
        var (key, state) = await FindAsync(finder, transfer, context.RequestAborted);
        if (asked.Owner != state.Body && asked.Receiver?.Slug != state.Offer!.To)
        {
            throw new ProblemException(Problems.NotFound);
        }

        if (state.Offer!.State == (asked.Owner == state.Body ? "settled" : "accepted"))
        {
            return Results.Json(new TransferOutcome(transfer, state.Offer.State, state.Offer.ToCase), Json.Options);
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
        Also = (after, now) => after.HasGone ? [StreamKeys.Disable(work.Key, now, [.. after.ReportIds.Select(r => $"reporter:{r}")])] : [],
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
            return Results.Json(new TransferOutcome(transfer, state.Offer.State, null), Json.Options);
        }

        var outcome = await executor.ExecuteAsync(
            new CaseWork(key, now => ContextOf(asked.Account, asked.Seat, asked.Role, now), (_, now) => ValueTask.FromResult(command(asked, now))), context.RequestAborted);
        return Result(transfer, outcome);
    }

    private static IResult Result(Guid transfer, CaseOutcome outcome) => outcome.Refusal is { } refusal
        ? throw new ProblemException(Problems.Refused(refusal.Code, refusal.Rule, refusal.Detail))
        : Results.Json(new TransferOutcome(transfer, outcome.State.Offer!.State, outcome.State.Offer.ToCase), Json.Options);

    private static async Task<(StreamKey, CaseState)> FindAsync(CaseFinder finder, Guid transfer, CancellationToken cancellationToken)
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
        var persons = state.Subjects.Select(s => s.Person).ToList();
        if (persons.Count == 0)
        {
            return [];
        }

        var names = await channel.PostAsync<CodeNameAnswer>("sanctions", "/internal/code-names", new CodeNameQuestion(receiver, persons), acting, cancellationToken)
            ?? throw new ProblemException(Problems.Unavailable);
        return [.. state.Subjects.Select((s, i) => new CaseSubject(s.Person, names.CodeNames[i], s.Identification))];
    }

    private static EventContext ContextOf(Guid account, Guid seat, string role, DateTimeOffset now) =>
        new(now, Ids.New(), null, $"account:{account}", seat, role, TraceParent: Activity.Current?.Id);
}
