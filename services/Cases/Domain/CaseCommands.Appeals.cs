using Coc.Contracts.Channel;

namespace Coc.Cases.Domain;

internal abstract partial record CaseCommand
{
    /// <param name="WrittenAt">when the appellant wrote it: that is what the window counts</param>
    /// <param name="Receiver">the body that decides it, without everybody who was asked about the first case</param>
    public sealed record ReceiveAppeal(
        DateTimeOffset At, Guid Appeal, string By, Guid? Person, Guid? Report, DateTimeOffset WrittenAt, IReadOnlyList<string> Grounds, string? Text, Guid ToCase, HandlingBody Receiver,
        IReadOnlyList<CaseSubject> Subjects) : CaseCommand(Guid.Empty, At);

    /// <summary>In the case of one appeal: the same decision is appealed once more, in the same body.</summary>
    public sealed record LearnOfAppeal(DateTimeOffset At, Guid Case) : CaseCommand(Guid.Empty, At);

    /// <summary>The case of the other appeal changed hands.</summary>
    public sealed record FollowAppeal(DateTimeOffset At, Guid From, Guid To) : CaseCommand(Guid.Empty, At);

    public sealed record SettleAppeal(DateTimeOffset At, Guid Appeal, string Outcome, IReadOnlyList<Finding> Findings, IReadOnlyList<Measure> Measures) : CaseCommand(Guid.Empty, At);
}
