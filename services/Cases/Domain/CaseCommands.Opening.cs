using Coc.Contracts.Channel;

namespace Coc.Cases.Domain;

internal abstract partial record CaseCommand
{
    public sealed record OpenByCommittee(Guid Seat, DateTimeOffset At, Guid Case, HandlingBody Handling, string Risk, string Summary) : CaseCommand(Seat, At)
    {
        /// <summary>Whom it is about, where that is known: the others are asked with that person before them.</summary>
        public AddSubject? About { get; init; }
    }

    public sealed record AddSubject(
        Guid Seat, DateTimeOffset At, Guid Person, string CodeName, IReadOnlyList<string> Accounts, string? Name, string? Description) : CaseCommand(Seat, At)
    {
        /// <summary>Seats that are this person, or have a tie to them: they leave without a word (P1).</summary>
        public IReadOnlyList<Guid> SetAside { get; init; } = [];

        /// <summary>Seats whose holder declared a soft tie to somebody in it, now that this person is.</summary>
        public IReadOnlyList<Guid> Soft { get; init; } = [];
    }
}
