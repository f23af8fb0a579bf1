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

    /// <param name="Answer">accept, refuse, recall, settle, return</param>
    /// <param name="Owner">settle: slug of the body that is to have the case</param>
    /// <param name="Into">accept: the receiver's case that the reports are to be linked in</param>
    internal sealed record AnswerVoted(Guid Transfer, Guid Case, string Answer, Guid Seat, Guid Account, string? Owner = null, Guid? Into = null) : TransferEvent;

    internal sealed record TransferAccepted(Guid Transfer, Guid Case, Guid? NewCase) : TransferEvent;

    internal sealed record TransferRefused(Guid Transfer, Guid Case, string Reason) : TransferEvent;

    internal sealed record TransferRecalled(Guid Transfer, Guid Case) : TransferEvent;

    /// <summary>The receiver has not answered and its time is nearly over.</summary>
    internal sealed record TransferReminded(Guid Transfer, Guid Case, DateTimeOffset At) : TransferEvent;

    /// <param name="Because">unanswered, refused, contested, afterAcceptance; null where only the seat's own act is recorded and Cases has not said more yet</param>
    /// <param name="Reason">the refusal's code</param>
    /// <param name="Arbiter">slug of the body that settles it</param>
    internal sealed record TransferDisputed(
        Guid Transfer, Guid Case, string? Because = null, string? Reason = null, string? Arbiter = null, DateTimeOffset? SettleBy = null) : TransferEvent;

    /// <summary>Cases says how it ended, whether or not it was answered here.</summary>
    internal sealed record TransferSettled(Guid Transfer, Guid Case, string State) : TransferEvent;
}

/// <summary>A transfer as of its last event.</summary>
internal sealed record TransferState(TransferEvent.TransferListed? Offer, string State, ImmutableList<TransferEvent.AnswerVoted> Votes)
{
    /// <summary>A dispute about a case that has changed hands.</summary>
    public const string AfterAcceptance = "afterAcceptance";

    /// <summary>The dispute as Cases told it.</summary>
    public TransferEvent.TransferDisputed? Dispute { get; init; }

    public DateTimeOffset? RemindedAt { get; init; }

    public static TransferState Nothing { get; } = new(null, "", []);

    public static TransferState Evolve(TransferState state, TransferEvent e) => e switch
    {
        TransferEvent.TransferListed listed => state with { Offer = listed, State = state.State.Length == 0 ? "offered" : state.State },
        TransferEvent.AnswerVoted voted => state with { Votes = state.Votes.Add(voted) },
        TransferEvent.TransferAccepted => state.In("accepted"),
        TransferEvent.TransferRefused => state with { State = "refused" },
        TransferEvent.TransferRecalled => state with { State = "recalled" },
        TransferEvent.TransferReminded reminded => state with { RemindedAt = reminded.At },
        TransferEvent.TransferDisputed { Because: AfterAcceptance } disputed => state.In("contested") with { Dispute = disputed },
        TransferEvent.TransferDisputed disputed => state with { State = "disputed", Dispute = disputed.Arbiter is null ? state.Dispute : disputed },
        TransferEvent.TransferSettled settled => state.In(settled.State),
        _ => throw new InvalidOperationException($"{e.GetType().Name} is not known here."),
    };

    /// <summary>A transfer only goes on: what is told late, or twice, never takes it back to where it was.</summary>
    public bool IsBeyond(string next) => Rank(State) >= Rank(next);

    // What was voted before is about another question.
    private TransferState In(string next) => this with { State = next, Votes = [] };

    private static int Rank(string state) => state switch
    {
        "" or "offered" => 0,
        "disputed" => 1,
        "contested" => 3,
        "returned" or "confirmed" => 4,
        _ => 2, // accepted, refused, recalled, settled
    };
}
