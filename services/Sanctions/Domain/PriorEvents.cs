namespace Coc.Sanctions.Domain;

/// <summary>Who asked about earlier violations, and whose were told of: logged on both sides (R24).</summary>
internal abstract record PriorEvent
{
    /// <summary>A seat asked, within one case, about one of its subjects.</summary>
    internal sealed record PriorViolationsAsked(Guid Case, Guid Person, string Answer, IReadOnlyList<string> Categories, bool ImmediateSafety) : PriorEvent;

    /// <summary>Another body was told that these measures exist, by their category.</summary>
    /// <param name="Warnings">cases in which a violation is on record without any measure (P13)</param>
    internal sealed record PriorViolationsTold(Guid Case, string To, IReadOnlyList<Guid> Sanctions, bool ImmediateSafety, IReadOnlyList<Guid>? Warnings = null) : PriorEvent;
}
