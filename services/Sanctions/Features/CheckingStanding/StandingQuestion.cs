namespace Coc.Sanctions.Features.CheckingStanding;

/// <summary>What a check asks the table.</summary>
/// <param name="Account">keyed hash</param>
/// <param name="Space">empty for anywhere</param>
/// <param name="Key">hash of a bot's key, which must be one of the body's; null for seats</param>
/// <param name="Seats">deciding seats of the asker: only they are shown a flag</param>
internal sealed record StandingQuestion(string Body, byte[] Account, string Space, byte[]? Key, Guid[] Seats);

/// <summary>The rows in force.</summary>
/// <param name="Key">id of the key; empty for seats</param>
internal sealed record StandingFound(IReadOnlyList<(int Level, DateTimeOffset? Until)> Rows, Guid Key);
