namespace Coc.Liaison.Domain.Transfers;

/// <summary>What can be asked of a transfer.</summary>
internal abstract record TransferCommand(Asker By)
{
    /// <summary>One seat's answer; alone only by the acting chair.</summary>
    /// <param name="Answer">accept, refuse, recall</param>
    internal sealed record Vote(Asker By, string Answer, DateTimeOffset Now) : TransferCommand(By);

    internal sealed record Dispute(Asker By) : TransferCommand(By);
}

/// <summary>Who may answer when (P16): the chair alone, or two members; nobody before the reporter had time to exclude readers.</summary>
internal static class TransferDecider
{
    private const int Members = 2;

    public static Decision<TransferEvent> Decide(TransferCommand command, TransferState state)
    {
        if (state.Offer is not { } offer)
        {
            return Refusal.NotThere;
        }

        if (state.State != "offered" && !(command is TransferCommand.Vote && state.State == "disputed"))
        {
            return new Refusal("transferClosed", "P16", $"This transfer is {state.State} already.");
        }

        return command switch
        {
            TransferCommand.Dispute => Decision.Of<TransferEvent>(new TransferEvent.TransferDisputed(offer.Transfer, offer.Case)),
            TransferCommand.Vote { Answer: "accept" } vote when vote.Now < offer.NotBefore =>
                new Refusal("P16", "P16", "The reporter has until notBefore to say who must not read."),
            TransferCommand.Vote vote => state.Votes.Any(v => v.Answer == vote.Answer && v.Seat == vote.By.Seat)
                ? Decision.Of<TransferEvent>()
                : Decision.Of<TransferEvent>(new TransferEvent.AnswerVoted(offer.Transfer, offer.Case, vote.Answer, vote.By.Seat!.Value, vote.By.Account)),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not known here."),
        };
    }

    /// <summary>Is the answer complete once this seat has given it?</summary>
    public static bool IsComplete(TransferCommand.Vote vote, TransferState state) =>
        vote.By.Chair || state.Votes.Where(v => v.Answer == vote.Answer).Select(v => v.Account).Append(vote.By.Account).Distinct().Count() >= Members;
}
