using System.Buffers;
using System.Text.Json;
using Coc.EventFormat.Chain;

namespace Coc.EventMaintenance.Verifying;

/// <summary>What one event says and shows by itself. Computed for many events at once; whether it follows the one before is the walk's question.</summary>
/// <param name="Hash">the hash it was stored with, null for a foreign one</param>
/// <param name="Previous">the hash it says it follows, null for a foreign one</param>
/// <param name="Problem">why its fields do not give its hash</param>
internal readonly record struct EventProof(string? Hash, string? Previous, string? Problem)
{
    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    public static EventProof Of(EventRow row)
    {
        try
        {
            var (hash, previous) = Claims(row.Headers);
            if (hash is null && previous is null)
            {
                return default;
            }

            if (!IsHash(hash) || !IsHash(previous))
            {
                return new(hash, previous, "its own hash or the one before is not in its headers as it was written");
            }

            var computed = Convert.ToHexStringLower(row.ComputeHash(Convert.FromHexString(previous!), exact: true));
            return new(hash, previous, computed == hash ? null : "its fields do not give the hash it was stored with: it was changed");
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            return new("", "", "its headers or body cannot be what was written");
        }
    }

    public static bool IsHash(string? text) => text is { Length: 64 } && text.AsSpan().IndexOfAnyExcept(LowerHex) < 0;

    // Present but not a text counts as a claim that is wrong, not as no claim.
    private static (string? Hash, string? Previous) Claims(byte[]? headers)
    {
        if (headers is null)
        {
            return default;
        }

        using var document = JsonDocument.Parse(headers);
        return (Claim("h"), Claim("p"));

        string? Claim(string name) => !document.RootElement.TryGetProperty(name, out var member) ? null
            : member.ValueKind == JsonValueKind.String ? member.GetString() : "";
    }
}
