namespace Coc.Liaison.Domain;

/// <summary>What a command leads to: events (none when it was true already), or a refusal; with a refusal the events are what stays on record of it, and change nothing else.</summary>
internal sealed record Decision<TEvent>(IReadOnlyList<TEvent> Events, Refusal? Refusal)
{
    public static implicit operator Decision<TEvent>(Refusal refusal) => new([], refusal);
}

/// <summary>Makes decisions.</summary>
internal static class Decision
{
    public static Decision<TEvent> Of<TEvent>(params IReadOnlyList<TEvent> events) => new(events, null);
}

/// <summary>Why a command is refused. <paramref name="Detail"/> is our own sentence, never what somebody wrote.</summary>
/// <param name="Hidden">the thing does not exist for this asker: 404 instead of 409</param>
internal sealed record Refusal(string Code, string? Rule, string Detail, bool Hidden = false)
{
    public static Refusal NotThere { get; } = new("notFound", null, "", Hidden: true);

    public static Refusal SoftSeatsMayNot { get; } = new("softConflict", "R27", "A seat with a soft conflict may not do this.");
}

/// <summary>Who gives a command: an account, with the seat it uses and that seat's role (also <c>system</c> for imports).</summary>
internal sealed record Asker(Guid Account, Guid? Seat, string Role, bool Chair = false)
{
    public static Asker System { get; } = new(Guid.Empty, null, "system");
}
