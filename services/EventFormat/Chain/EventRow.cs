using System.Data.Common;
using System.Text.Json;

namespace Coc.EventFormat.Chain;

/// <summary>An event as it is stored: a row of <c>mt_events</c>, or a line of an export.</summary>
/// <param name="Sequence">position in the service's log; outside the chain</param>
/// <param name="Data">the body, sensitive members as ciphertext</param>
/// <param name="Type">the name it is stored under</param>
/// <param name="Headers">ours and others', null when there are none</param>
public sealed record EventRow(
    long Sequence, Guid Id, string Tenant, Guid StreamId, long Version, byte[] Data, string Type, DateTimeOffset At, string? DotNetType,
    string? Correlation, string? Causation, byte[]? Headers, string? UserName)
{
    /// <summary>Marten fills a number it had drawn in vain with one of these; it says nothing.</summary>
    public const string Tombstone = "tombstone";

    /// <summary>What a query must select, in this order.</summary>
    public const string Columns =
        "seq_id, id, tenant_id, stream_id, version, data, type, timestamp, mt_dotnet_type, correlation_id, causation_id, headers, user_name";

    /// <summary>The row a reader stands on.</summary>
    public static EventRow Read(DbDataReader row)
    {
        return new(
            row.GetInt64(0), row.GetGuid(1), row.GetString(2), row.GetGuid(3), row.GetInt64(4), row.GetFieldValue<byte[]>(5), row.GetString(6),
            row.GetFieldValue<DateTimeOffset>(7), Text(8), Text(9), Text(10), row.IsDBNull(11) ? null : row.GetFieldValue<byte[]>(11), Text(12));

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }

    /// <summary>The hash the event was stored with, null for a foreign one.</summary>
    public string? StoredHash() => EventHeaders.Parse(Headers)?.H;

    /// <summary>The hash the next event follows: the stored one, for a foreign event the one it would have had.</summary>
    public byte[] HashAfter(ReadOnlySpan<byte> previous) => StoredHash() is { } own ? Convert.FromHexString(own) : ComputeHash(previous);

    /// <summary>The hash that follows from the stored fields.</summary>
    /// <param name="exact">ours, whose numbers are stored in canonical form: any other is a change that the hash alone would not show</param>
    /// <exception cref="FormatException">headers or body have no canonical form</exception>
    /// <exception cref="JsonException">they are nested deeper than is read</exception>
    public byte[] ComputeHash(ReadOnlySpan<byte> previous, bool exact = false)
    {
        var link = new LinkFields(Tenant, StreamId, Version, Id, Type, DotNetType, At, Correlation, Causation, UserName);
        using var body = JsonDocument.Parse(Data);
        using var headers = Headers is null ? null : JsonDocument.Parse(Headers);
        return ChainHash.Of(previous, link, headers is null ? null : CanonicalJson.Of(headers.RootElement, "h", exact), CanonicalJson.Of(body.RootElement, null, exact));
    }
}
