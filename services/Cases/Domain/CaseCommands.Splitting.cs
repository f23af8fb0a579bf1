namespace Coc.Cases.Domain;

internal abstract partial record CaseCommand
{
    public sealed record SplitReport(Guid Seat, DateTimeOffset At, Guid Report, IReadOnlyList<NewPart> Parts) : CaseCommand(Seat, At);
}

/// <summary>What is to be split off.</summary>
internal sealed record NewPart(Guid Id, string Text, IReadOnlyList<string> Projects, IReadOnlyList<int> Subjects, IReadOnlyList<int> Affected);
