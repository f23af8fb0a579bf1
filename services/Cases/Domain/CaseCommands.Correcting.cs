namespace Coc.Cases.Domain;

/// <summary>What sets right, and what takes a case up again.</summary>
internal abstract partial record CaseCommand
{
    public sealed record UnlinkReport(Guid Seat, DateTimeOffset At, Guid Report) : CaseCommand(Seat, At)
    {
        /// <summary>Seats of the body that nothing keeps from what stays here.</summary>
        public IReadOnlyCollection<Guid> MayTakePart { get; init; } = [];

        /// <summary>Seats with a soft tie to somebody in what stays.</summary>
        public IReadOnlyCollection<Guid> StillTied { get; init; } = [];

        /// <summary>Seats that what stays sets aside: they leave, instead of being asked about it (P1).</summary>
        public IReadOnlyCollection<Guid> SetAside { get; init; } = [];
    }

    public sealed record MarkMistaken(Guid Seat, DateTimeOffset At, Guid Person, string Reason) : CaseCommand(Seat, At);

    /// <param name="Who">a seat that saw what happened; null for somebody named</param>
    public sealed record NameWitness(Guid Seat, DateTimeOffset At, Guid Witness, Guid? Who, string? Name) : CaseCommand(Seat, At);

    public sealed record Reopen(Guid Seat, DateTimeOffset At, string Reason) : CaseCommand(Seat, At);
}
