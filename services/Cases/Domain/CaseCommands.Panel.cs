using Coc.Contracts.Channel;

namespace Coc.Cases.Domain;

internal abstract partial record CaseCommand
{
    /// <param name="Lender">the foundation's body without the seats set aside</param>
    public sealed record AskCoDecider(Guid Seat, DateTimeOffset At, HandlingBody Lender) : CaseCommand(Seat, At)
    {
        /// <summary>What the reporters said about the foundation.</summary>
        public Consents? Consents { get; init; }
    }

    public sealed record PassCoDeciderTime(DateTimeOffset At) : CaseCommand(Guid.Empty, At);

    /// <param name="Seats">of the body as of now, without those set aside</param>
    public sealed record CallSeats(DateTimeOffset At, IReadOnlyList<HandlingSeat> Seats) : CaseCommand(Guid.Empty, At);

    public sealed record RaiseUrgency(Guid Seat, DateTimeOffset At, string Because) : CaseCommand(Seat, At);

    /// <summary>A rule gives the case away and nobody here offered it.</summary>
    /// <param name="To">the nearest body with seats for it, also where the rule names one that has none</param>
    public sealed record OfferDue(DateTimeOffset At, Guid Transfer, string To, Consents Consents) : CaseCommand(Guid.Empty, At);
}
