using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;

namespace Coc.EventStore.Chain;

/// <summary>
/// One link of a stream's chain: SHA-256 over the previous hash (32 raw bytes, zeros at the beginning) and the event's fields. Ciphertext is hashed,
/// not plain text, so that a destroyed key leaves the chain verifiable. Outside it: sequence number, binary body, archived flag.
/// </summary>
internal static class ChainHash
{
    public static readonly byte[] Beginning = new byte[SHA256.HashSizeInBytes];

    /// <param name="headers">all headers but <c>h</c>, canonical; null when there are none</param>
    /// <param name="body">the stored body, canonical</param>
    public static byte[] Of(ReadOnlySpan<byte> previous, in LinkFields link, byte[]? headers, ReadOnlySpan<byte> body)
    {
        var fields = new ArrayBufferWriter<byte>(1024 + body.Length);
        fields.Write(previous);
        fields.WriteField(link.Stream.Tenant);
        fields.WriteField(link.Stream.Id.ToString("D"));
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

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">not what <see cref="Instant"/> writes</exception>
    public static DateTimeOffset Parse(string instant) =>
        DateTimeOffset.ParseExact(instant, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
}

/// <summary>The fields of a link that are not JSON, as their columns hold them.</summary>
internal readonly record struct LinkFields(
    StreamKey Stream, long Version, Guid EventId, string Type, string? DotNetType, DateTimeOffset At, string? Correlation, string? Causation, string? UserName);
