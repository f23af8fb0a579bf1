namespace Coc.Sanctions.Domain;

/// <summary>What a measure means for a body: five words, the worst counts.</summary>
internal static class Standings
{
    public const int Clear = 0;
    public const int Flagged = 1;

    private static readonly string[] Words = ["clear", "flagged", "limited", "suspended", "banned"];

    public static string WordOf(int level) => Words[level];

    /// <summary>Tenant of the rows that count for every body a foundation serves, those that join later included.</summary>
    public static string Everywhere(string foundation) => $"*all:{foundation}";

    public static int LevelOf(string type) => type switch
    {
        "noContact" or "temporaryLimit" or "roleRemoval" or "contentRemoval" or "mute" or "removeContent" => 2,
        "suspension" or "removeAccount" or "escortOut" => 3,
        "eventBan" or "ban" => 4,
        _ => Clear,
    };

    /// <summary>Where and when a sanction counts; nothing before it is released.</summary>
    public static IReadOnlyList<StandingRow> Of(SanctionState state)
    {
        if (state.Imposed is not { } imposed || state.ReleasedAt is not { } released)
        {
            return [];
        }

        var from = imposed.Term.From > released ? imposed.Term.From : released;
        DateTimeOffset? until = state.EndedAt ?? (imposed.Term.Readmission == "onRequest" ? null : imposed.Term.Until);
        IReadOnlyList<string> tenants = imposed.Scope.All ? [Everywhere(imposed.Issuer)] : imposed.Scope.Bodies;
        IReadOnlyList<string> spaces = imposed.Scope.Spaces.Count == 0 ? [""] : imposed.Scope.Spaces;
        return [.. tenants.SelectMany(_ => spaces, (tenant, space) => new StandingRow(tenant, space, LevelOf(imposed.Type), from, until))];
    }

    /// <summary>The worst of the rows in force, until the last of those ends.</summary>
    public static Standing Worst(IEnumerable<(int Level, DateTimeOffset? Until)> inForce)
    {
        var level = Clear;
        DateTimeOffset? until = null;
        foreach (var row in inForce)
        {
            if (row.Level > level)
            {
                (level, until) = row;
            }
            else if (row.Level == level && level > Clear)
            {
                until = until is null || row.Until is null ? null : (until > row.Until ? until : row.Until);
            }
        }

        return new Standing(Words[level], level > Flagged ? until : null);
    }
}

/// <param name="Tenant">a body, or <see cref="Standings.Everywhere"/></param>
/// <param name="Space">empty for every space</param>
internal sealed record StandingRow(string Tenant, string Space, int Level, DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>From its first instant, not including its last.</summary>
    public bool HoldsAt(DateTimeOffset at) => From <= at && (Until is null || Until > at);
}

/// <summary>The answer of a check (api.md).</summary>
internal sealed record Standing([property: System.Text.Json.Serialization.JsonPropertyName("standing")] string Word, DateTimeOffset? Until);
