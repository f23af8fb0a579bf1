namespace Coc.Liaison.Domain.Transfers;

/// <summary>What can be asked of a transfer.</summary>
internal abstract record TransferCommand(Asker By)
{
    /// <summary>One seat's answer; alone only by the acting chair.</summary>
    /// <param name="Answer">accept, refuse, recall, settle, return</param>
    /// <param name="Voters">accounts whose earlier votes count: they still decide in that body, and take part in what decides there</param>
    /// <param name="Owner">settle: slug of the body that is to have the case</param>
    /// <param name="Into">accept: the receiver's case that the reports are to be linked in</param>
    internal sealed record Vote(Asker By, string Answer, DateTimeOffset Now, IReadOnlySet<Guid> Voters, string? Owner = null, Guid? Into = null) : TransferCommand(By);

    internal sealed record Dispute(Asker By) : TransferCommand(By);
}

/// <summary>Who may answer when (P16): the chair alone, or two members who both are there when the second one votes; nobody before the reporter had time to exclude readers.</summary>
internal static class TransferDecider
{
    private const int Members = 2;

    public static Decision<TransferEvent> Decide(TransferCommand command, TransferState state)
    {
        if (state.Offer is not { } offer)
        {
            return Refusal.NotThere;
        }

        if (!Takes(state.State, command))
        {
            return new Refusal("transferClosed", "P16", $"This transfer is {state.State} already.");
        }

        return command switch
        {
            TransferCommand.Dispute => Decision.Of<TransferEvent>(), // Cases says who settles it
            TransferCommand.Vote vote when HandsOver(vote, offer) && vote.Now < offer.NotBefore =>
                new Refusal("P16", "P16", "The reporter has until notBefore to say who must not read."),
            TransferCommand.Vote vote => state.Votes.Any(v => IsSame(v, vote) && v.Seat == vote.By.Seat)
                ? Decision.Of<TransferEvent>()
                : Decision.Of<TransferEvent>(new TransferEvent.AnswerVoted(offer.Transfer, offer.Case, vote.Answer, vote.By.Seat!.Value, vote.By.Account, vote.Owner, vote.Into)),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not known here."),
        };
    }

    /// <summary>Is the answer complete once this seat has given it?</summary>
    public static bool IsComplete(TransferCommand.Vote vote, TransferState state) =>
        vote.By.Chair || state.Votes.Where(v => IsSame(v, vote) && vote.Voters.Contains(v.Account)).Select(v => v.Account).Append(vote.By.Account).Distinct().Count() >= Members;

    // Disputed, it may still be taken by who was asked, or given back by who has it; all else is the arbiter's. How long, Cases knows.
    private static bool Takes(string state, TransferCommand command) => (state, command) switch
    {
        ("offered", TransferCommand.Vote { Answer: "settle" or "return" }) => false,
        ("accepted", TransferCommand.Vote { Answer: "return" or "recall" } or TransferCommand.Dispute) => true,
        ("contested", TransferCommand.Vote { Answer: "return" or "settle" }) => true,
        ("offered", _) => true,
        ("disputed", TransferCommand.Vote { Answer: "accept" or "settle" }) => true,
        _ => false,
    };

    private static bool HandsOver(TransferCommand.Vote vote, TransferEvent.TransferListed offer) => vote.Answer == "accept" || (vote.Answer == "settle" && vote.Owner == offer.To);

    private static bool IsSame(TransferEvent.AnswerVoted voted, TransferCommand.Vote vote) => voted.Answer == vote.Answer && voted.Owner == vote.Owner && voted.Into == vote.Into;
}
