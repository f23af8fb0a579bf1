using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Transfers;
using Coc.Liaison.Transfers;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.AnsweringTransfers;

/// <summary>
/// Accept, refuse, recall, dispute, settle, return (P16): by the acting chair, or by two members. Recall and dispute may also follow an acceptance, and so may return, for seven days.
/// Where the body has, or had, the case, only seats that take part there in what decides (R27).
/// Cases carries it out; Liaison records what it answered.
/// </summary>
internal static class AnswerTransfer
{
    public static string[] Reasons { get; } = ["ruleDoesNotHold", "noPanel", "otherBodyHasIt", "other"];

    public static string[] ReturnReasons { get; } = ["wrongBody", "ruleDoesNotHold", "noPanel", "other"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/transfers/{id:guid}").For(CallerKind.Seat);
        foreach (var answer in new[] { "accept", "refuse", "recall", "settle", "return" })
        {
            group.MapPost(answer, (Guid id, HttpContext http, Idempotency idempotency, Handler handler) =>
                idempotency.RunAsync(http, (key, cancellationToken) => handler.VoteAsync(http, id, answer, key, cancellationToken)));
        }

        group.MapPost("dispute", (Guid id, HttpContext http, Idempotency idempotency, Handler handler) =>
            idempotency.RunAsync(http, (key, cancellationToken) => handler.DisputeAsync(http, id, key, cancellationToken)));
    }

    internal sealed class Handler(TransferDoor door, TransferExecutor executor, CasesOfTransfers cases, BodyDirectory directory, DomainClock clock)
    {
        public async Task<Answer> VoteAsync(HttpContext http, Guid transfer, string answer, IdempotencyKey key, CancellationToken cancellationToken)
        {
            var (state, body, asker, voters) = await door.AnswerAsync(http.Caller(), transfer, SideOf(answer), cancellationToken);
            var request = answer is "refuse" or "return" ? await http.ReadAsync<RefusalRequest>() : new RefusalRequest(null, null);
            if (answer is "refuse" or "return")
            {
                new Check().OneOf(request.Reason, "reason", answer == "refuse" ? Reasons : ReturnReasons).Optional(request.Text, "text", 10_000).Throw();
            }

            var into = answer == "accept" && http.Request is { ContentLength: not 0 } sent && sent.HasJsonContentType() ? (await http.ReadAsync<AcceptanceRequest>()).Into : null;
            var owner = answer == "settle" ? await OwnerAsync(http, state.Offer!) : null;
            var now = clock.GetUtcNow();
            var vote = new TransferCommand.Vote(asker, answer, now, voters, owner, into);
            if (TransferDecider.Decide(vote, state).Refusal is { } refusal)
            {
                throw refusal.ToProblem();
            }

            IReadOnlyList<TransferEvent> outcome = !TransferDecider.IsComplete(vote, state) ? [] : answer switch
            {
                "accept" => [await cases.AcceptAsync(state.Offer!, body, into, asker, cancellationToken)],
                "refuse" => [await cases.RefuseAsync(state.Offer!, asker, request.Reason!, request.Text, cancellationToken)],
                "settle" => [await cases.SettleAsync(state.Offer!, owner!, await MovesToAsync(state, owner!, cancellationToken), asker, cancellationToken)],
                "return" => [await cases.BackAsync(state.Offer!, "return", await SenderAsync(state, cancellationToken), asker, request.Reason, request.Text, cancellationToken)],
                "recall" when state.State == "accepted" => [await cases.BackAsync(state.Offer!, "take-back", await SenderAsync(state, cancellationToken), asker, null, null, cancellationToken)],
                _ => [await cases.RecallAsync(state.Offer!, asker, cancellationToken)],
            };
            return await DoneAsync(transfer, vote, outcome, asker.Context(now), key, cancellationToken);
        }

        public async Task<Answer> DisputeAsync(HttpContext http, Guid transfer, IdempotencyKey key, CancellationToken cancellationToken)
        {
            var caller = http.Caller();
            var (state, _, asker, _) = await door.AnswerEitherAsync(caller, transfer, cancellationToken);
            var dispute = new TransferCommand.Dispute(asker);
            if (TransferDecider.Decide(dispute, state).Refusal is { } refusal)
            {
                throw refusal.ToProblem();
            }

            var outcome = state.State == "accepted" ? await cases.ContestAsync(state.Offer!, asker, cancellationToken) : await cases.DisputeAsync(state.Offer!, asker, cancellationToken);
            return await DoneAsync(transfer, dispute, [outcome], asker.Context(clock.GetUtcNow()), key, cancellationToken);
        }

        private static TransferSide SideOf(string answer) => answer switch
        {
            "recall" => TransferSide.Sender,
            "settle" => TransferSide.Arbiter,
            _ => TransferSide.Receiver,
        };

        private static async Task<string> OwnerAsync(HttpContext http, TransferEvent.TransferListed offer)
        {
            var request = await http.ReadAsync<SettlementRequest>();
            new Check().OneOf(request.Owner, "owner", offer.From, offer.To).Throw();
            return request.Owner!;
        }

        private async Task<BodyEntry> SenderAsync(TransferState state, CancellationToken cancellationToken) =>
            await directory.FindAsync(state.Offer!.From, cancellationToken) ?? throw new ProblemException(Problems.NotFound);

        // Before a hand-over it moves to the receiver, after it back to the sender; else it stays.
        private async Task<BodyEntry?> MovesToAsync(TransferState state, string owner, CancellationToken cancellationToken) =>
            owner == (state.State == "contested" ? state.Offer!.From : state.Offer!.To) ? await directory.FindAsync(owner, cancellationToken) : null;

        private async Task<Answer> DoneAsync(
            Guid transfer, TransferCommand command, IReadOnlyList<TransferEvent> outcome, EventStore.EventContext context, IdempotencyKey key, CancellationToken cancellationToken)
        {
            var after = await executor.ExecuteAsync(transfer, command, outcome, context, s => key.Keep(Shown(transfer, s)), cancellationToken);
            return Shown(transfer, after);
        }

        private static Answer Shown(Guid transfer, TransferState state) => Answer.Of(200, new TransferAnswer(transfer, state.State));
    }

    internal sealed record TransferAnswer(Guid Transfer, string State);

    /// <param name="Into">a case of the receiver that is about the same incident; the reports are linked there</param>
    internal sealed record AcceptanceRequest(Guid? Into);

    /// <param name="Owner">slug of the body that is to have the case: the sender's or the receiver's</param>
    internal sealed record SettlementRequest(string? Owner);

    internal sealed record RefusalRequest(string? Reason, string? Text);
}
