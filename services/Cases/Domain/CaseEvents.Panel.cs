using Coc.Contracts.Channel;

namespace Coc.Cases.Domain;

internal abstract partial record CaseEvent
{
    /// <summary>A body of one or two asked the foundation for somebody who decides with it (P1); its seats may come to this panel, in this order.</summary>
    /// <param name="Audience">as whom somebody lent reads (P16); null: as the foundation itself, because once nothing else was asked</param>
    public sealed record CoDeciderAsked(string From, IReadOnlyList<HandlingSeat> Seats, DateTimeOffset NotBefore, Guid By, DateTimeOffset At, string? Audience = null) : CaseEvent;

    /// <summary>Nobody of the body was left, and nobody above could have it: who got a seat since is asked (P1).</summary>
    public sealed record SeatsCalled(IReadOnlyList<HandlingSeat> Seats, DateTimeOffset At) : CaseEvent;

    /// <summary>What came to the case was reported by somebody who told one of these seats alone who they are: they are asked about conflicts next (P11). Who reported is not in the case.</summary>
    public sealed record SeatsEntrusted(IReadOnlyList<Guid> Seats, DateTimeOffset At) : CaseEvent;

    /// <summary>It turned out to be urgent.</summary>
    /// <param name="Because">safetyConcern, ongoingThreat, minor</param>
    public sealed record UrgencyRaised(string Because, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>Who reported was told to whom it moves by itself if nobody here takes it up until then (P16).</summary>
    /// <param name="Because">nobodyLeft, noFirstAnswer, notAcknowledged, statusMissed</param>
    public sealed record StepUpAnnounced(string Because, string To, DateTimeOffset NotBefore, DateTimeOffset At) : CaseEvent;
}
