using System.Text.Json;
using Coc.EventStore.Chain;
using Coc.EventStore.Encryption;
using Coc.EventStore.Serialization;
using Npgsql;

namespace Coc.EventStore.Reading;

/// <summary>A row of <c>mt_events</c> as stored.</summary>
internal sealed record EventRow(
    long Sequence, Guid Id, StreamKey Stream, long Version, byte[] Data, string Type, DateTimeOffset At, string? DotNetType,
    string? Correlation, string? Causation, byte[]? Headers, string? UserName)
{
    /// <summary>Marten fills a number it had drawn in vain with one of these; it says nothing.</summary>
    public const string Tombstone = "tombstone";

    /// <summary>What a query must select, in this order.</summary>
    public const string Columns =
        "seq_id, id, tenant_id, stream_id, version, data, type, timestamp, mt_dotnet_type, correlation_id, causation_id, headers, user_name";

    public static EventRow Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetGuid(1), new StreamKey(row.GetString(2), row.GetGuid(3)), row.GetInt64(4), row.GetFieldValue<byte[]>(5), row.GetString(6),
        row.GetFieldValue<DateTimeOffset>(7), row.TextOrNull(8), row.TextOrNull(9), row.TextOrNull(10), row.IsDBNull(11) ? null : row.GetFieldValue<byte[]>(11), row.TextOrNull(12));

    /// <param name="keys">null leaves sensitive members closed</param>
    public StoredEvent Decode(EventTypes types, IKeySource? keys)
    {
        var headers = EventHeaders.Parse(Headers);
        var context = new EventContext(
            At, Id(Correlation) ?? Guid.Empty, Id(Causation), UserName, headers?.Seat, headers?.Role, headers?.PolicyVersion, headers?.Incident, headers?.TraceParent);
        return new StoredEvent(Sequence, this.Id, Stream, Version, Type, Body(types, keys), At, context, headers?.H);

        static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;
    }

    /// <summary>The hash the event was stored with, null for a foreign one.</summary>
    public string? StoredHash() => EventHeaders.Parse(Headers)?.H;

    /// <summary>The hash that follows from the stored fields.</summary>
    /// <param name="exact">ours, whose numbers are stored in canonical form: any other is a change that the hash alone would not show</param>
    /// <exception cref="FormatException">headers or body have no canonical form</exception>
    /// <exception cref="JsonException">they are nested deeper than is read</exception>
    public byte[] ComputeHash(ReadOnlySpan<byte> previous, bool exact = false)
    {
        var link = new LinkFields(Stream, Version, Id, Type, DotNetType, At, Correlation, Causation, UserName);
        using var body = JsonDocument.Parse(Data);
        using var headers = Headers is null ? null : JsonDocument.Parse(Headers);
        return ChainHash.Of(previous, link, headers is null ? null : CanonicalJson.Of(headers.RootElement, "h", exact), CanonicalJson.Of(body.RootElement, null, exact));
    }

    private object Body(EventTypes types, IKeySource? keys)
    {
        var shape = types.ShapeOf(Type) ?? throw new UnknownEventTypeException(Type, Sequence);
        using (OpeningScope.Begin(Data, Stream, Version, keys))
        {
            return shape.Upgrade(JsonSerializer.Deserialize(Data, shape.Stored, EventJson.Options)
                ?? throw new InvalidOperationException($"Event {Sequence} has no body."));
        }
    }
}

/// <summary>A stored event of a type this service does not know: an older process met a newer event, or a registration is missing.</summary>
public sealed class UnknownEventTypeException(string type, long sequence) : Exception($"Event {sequence} is of unknown type {type}.")
{
    /// <summary>The stored name.</summary>
    public string Type { get; } = type;

    /// <summary>Where it stands in the log.</summary>
    public long Sequence { get; } = sequence;
}
