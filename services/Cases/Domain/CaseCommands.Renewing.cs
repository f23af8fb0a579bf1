namespace Coc.Cases.Domain;

internal abstract partial record CaseCommand
{
    public sealed record AskRenewal(Guid Seat, DateTimeOffset At, Guid Renewal, Guid Report, RenewalFactsOf Facts) : CaseCommand(Seat, At);

    public sealed record AgreeRenewal(Guid Seat, DateTimeOffset At, Guid Renewal, RenewalFactsOf Facts) : CaseCommand(Seat, At);
}

/// <summary>Whether the reporter is named and left a way to be reached.</summary>
internal sealed record RenewalFactsOf(bool Named, bool Reachable);
