namespace Coc.Cases.Domain;

/// <summary>A reporter lost the private code (P21).</summary>
internal abstract partial record CaseEvent
{
    /// <summary>A seat would have it renewed.</summary>
    public sealed record CodeRenewalAsked(Guid Renewal, Guid Report, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>A second seat agreed.</summary>
    public sealed record CodeRenewed(Guid Renewal, Guid Report, Guid By, DateTimeOffset At) : CaseEvent;
}
