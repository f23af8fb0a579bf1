using Coc.Contracts.Channel;

namespace Coc.Cases.Domain;

internal abstract partial record CaseCommand
{
    /// <param name="Person">null where nobody has to be asked for who it is, because it is refused</param>
    public sealed record EngageOutside(
        Guid Seat, DateTimeOffset At, OutsidePerson? Person, string As, string Task, IReadOnlyList<string> Include, DateTimeOffset TermsAcceptedAt, DateTimeOffset Until) : CaseCommand(Seat, At)
    {
        /// <summary>What the reporters said about people from outside.</summary>
        public Consents? Consents { get; init; }
    }

    public sealed record EndEngagement(Guid Seat, DateTimeOffset At, Guid Engagement) : CaseCommand(Seat, At);

    public sealed record ReportFromOutside(Guid Seat, DateTimeOffset At, Guid Engagement, Guid Word, string Text) : CaseCommand(Seat, At);

    public sealed record PassEngagementTime(DateTimeOffset At, Guid Engagement) : CaseCommand(Guid.Empty, At);
}
