namespace Coc.Cases.Domain;

/// <summary>
/// What the majority may let a seat with a confirmed soft conflict do (R27): read, and besides some of what decides nothing. Codes, because the server holds them: whoever permits something says so in the words of
/// the commands.
/// </summary>
internal static class Permits
{
    public const string Read = "read";
    private const string Notes = "notes";

    /// <summary>Who may do one of these may read: nobody writes into what they do not see.</summary>
    public static IReadOnlyList<string> Codes { get; } = [Read, Notes, "evidence", "witnesses", "hearing", "messages"];

    /// <summary>What was once permitted in words of one's own meant reading and taking notes.</summary>
    public static IReadOnlyList<string> Known(bool mayRead, IReadOnlyList<string> stated) =>
        stated.Where(Codes.Contains).ToList() is { Count: > 0 } known ? known : mayRead ? [Read, Notes] : [];
}
