namespace Coc.Cases.Domain;

/// <summary>Somebody from outside who works for the panel in this case, and is none of it.</summary>
/// <param name="Id">also the request by which the seat is asked about conflicts</param>
/// <param name="Aside">set aside without a word (P1)</param>
internal sealed record Engagement(
    Guid Id, Guid Seat, string As, string? Name, string? Task, IReadOnlyList<string> Include, DateTimeOffset TermsAcceptedAt, DateTimeOffset NotBefore, DateTimeOffset Until, bool Aside, Guid By, DateTimeOffset At)
{
    public DateTimeOffset? EndedAt { get; init; }

    public IReadOnlyList<OutsideWord> Words { get; init; } = [];
}

/// <summary>What they wrote to the panel.</summary>
internal sealed record OutsideWord(Guid Id, string? Text, DateTimeOffset At);
