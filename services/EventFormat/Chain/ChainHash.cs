using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;

namespace Coc.EventFormat.Chain;

/// <summary>
/// One link of a stream's chain: SHA-256 over the previous hash (32 raw bytes, zeros at the beginning) and the event's fields. Ciphertext is hashed,
/// not plain text, so that a destroyed key leaves the chain verifiable. Outside it: sequence number, binary body, archived flag.
/// </summary>
public static class ChainHash
{
    private const int KeptCapacity = 1 << 16;

    // Every append and every check of a log hashes many; nothing outside the hash sees what is left in it.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? reused;

    /// <summary>What the first event of a stream follows. Not to be written to.</summary>
    public static readonly byte[] Beginning = new byte[SHA256.HashSizeInBytes];

    /// <summary>The hash of the event whose fields these are.</summary>
    /// <param name="headers">all headers but <c>h</c>, canonical; null when there are none</param>
    /// <param name="body">the stored body, canonical</param>
    public static byte[] Of(ReadOnlySpan<byte> previous, in LinkFields link, byte[]? headers, ReadOnlySpan<byte> body)
    {
        var fields = reused is { Capacity: <= KeptCapacity } kept ? kept : reused = new ArrayBufferWriter<byte>(2048);
        fields.ResetWrittenCount();
        fields.Write(previous);
        fields.WriteField(link.Tenant);
        fields.WriteField(link.StreamId.ToString("D"));
        fields.WriteField(link.Version.ToString(CultureInfo.InvariantCulture));
        fields.WriteField(link.EventId.ToString("D"));
        fields.WriteField(link.Type);
        fields.WriteField(link.DotNetType);
        fields.WriteField(Instant(link.At));
        fields.WriteField(link.Correlation);
        fields.WriteField(link.Causation);
        fields.WriteField(link.UserName);
        if (headers is null)
        {
            fields.WriteField((string?)null);
        }
        else
        {
            fields.WriteField(headers);
        }

        fields.WriteField(body);
        return SHA256.HashData(fields.WrittenSpan);
    }

    /// <summary>PostgreSQL rounds to microseconds; we cut before writing, so that what is hashed is what is stored.</summary>
    public static DateTimeOffset Cut(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>An instant as it is hashed, signed and exported: UTC, to the microsecond.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);

    /// <summary>Reads such an instant.</summary>
    /// <exception cref="FormatException">not what <see cref="Instant"/> writes</exception>
    public static DateTimeOffset Parse(string instant) =>
        DateTimeOffset.ParseExact(instant, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
}

/// <summary>The fields of a link that are not JSON, as their columns hold them.</summary>
public readonly record struct LinkFields(
    string Tenant, Guid StreamId, long Version, Guid EventId, string Type, string? DotNetType, DateTimeOffset At, string? Correlation, string? Causation, string? UserName);
