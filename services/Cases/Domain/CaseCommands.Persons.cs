namespace Coc.Cases.Domain;

internal abstract partial record CaseCommand
{
    public sealed record MergeSubjects(Guid Seat, DateTimeOffset At, Guid Person, Guid Into, string Reason) : CaseCommand(Seat, At)
    {
        /// <summary>Seats that must not read it, now that it is known who it is.</summary>
        public IReadOnlyList<Guid> SetAside { get; init; } = [];
    }

    /// <param name="Other">as the registry knows them</param>
    /// <param name="Things">hearings and interim measures that are the other's</param>
    public sealed record SplitSubject(
        Guid Seat, DateTimeOffset At, Guid Person, Guid Other, string CodeName, IReadOnlyList<string> Accounts, string? Name, string? Description, IReadOnlyList<Guid> Things, string Reason) : CaseCommand(Seat, At)
    {
        public IReadOnlyList<Guid> SetAside { get; init; } = [];

        /// <summary>Seats softly tied to somebody in the case, the other one among them.</summary>
        public IReadOnlyList<Guid> Soft { get; init; } = [];
    }
}
