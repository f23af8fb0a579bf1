using System.Collections.Immutable;

namespace Coc.Liaison.Domain.Transfers;

/// <summary>A case offered from one body to another, as Liaison follows it: ids and codes only. Cases decides who owns the case.</summary>
internal abstract record TransferEvent
{
    private TransferEvent()
    {
    }

    internal sealed record TransferListed(
        Guid Transfer, Guid Case, IReadOnlyList<Guid> Reports, string From, string To, string? Rule, string CodeName, DateTimeOffset OfferedAt,
        DateTimeOffset NotBefore, DateTimeOffset AnswerBy) : TransferEvent;

    /// <param name="Answer">accept, refuse, recall</param>
    internal sealed record AnswerVoted(Guid Transfer, Guid Case, string Answer, Guid Seat, Guid Account) : TransferEvent;

    internal sealed record TransferAccepted(Guid Transfer, Guid Case, Guid? NewCase) : TransferEvent;

    internal sealed record TransferRefused(Guid Transfer, Guid Case, string Reason) : TransferEvent;

    internal sealed record TransferRecalled(Guid Transfer, Guid Case) : TransferEvent;

    internal sealed record TransferDisputed(Guid Transfer, Guid Case) : TransferEvent;

    /// <summary>Cases says how it ended, whether or not it was answered here.</summary>
    internal sealed record TransferSettled(Guid Transfer, Guid Case, string State) : TransferEvent;
}

/// <summary>A transfer as of its last event.</summary>
internal sealed record TransferState(TransferEvent.TransferListed? Offer, string State, ImmutableList<TransferEvent.AnswerVoted> Votes)
{
    public static TransferState Nothing { get; } = new(null, "", []);

    public static TransferState Evolve(TransferState state, TransferEvent e) => e switch
    {
        TransferEvent.TransferListed listed => state with { Offer = listed, State = "offered" },
        TransferEvent.AnswerVoted voted => state with { Votes = state.Votes.Add(voted) },
        TransferEvent.TransferAccepted => state with { State = "accepted" },
        TransferEvent.TransferRefused => state with { State = "refused" },
        TransferEvent.TransferRecalled => state with { State = "recalled" },
        TransferEvent.TransferDisputed => state with { State = "disputed" },
        TransferEvent.TransferSettled settled => state with { State = settled.State },
        _ => throw new InvalidOperationException($"{e.GetType().Name} is not known here."),
    };
}
