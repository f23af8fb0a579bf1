namespace Coc.Sanctions.Domain;

/// <summary>What a rule answers: events to store, or why not. No events and no refusal: nothing to do, it is so already.</summary>
internal readonly record struct Decision<TEvent>(IReadOnlyList<TEvent> Events, Refusal? Refusal)
{
    public static Decision<TEvent> Nothing { get; } = new([], null);

    public static Decision<TEvent> Of(params TEvent[] events) => new(events, null);

    public static implicit operator Decision<TEvent>(Refusal refusal) => new([], refusal);
}

/// <summary>A state of affairs that does not allow it, with the rule.</summary>
internal sealed record Refusal(string Code, string? Rule, string Detail);
