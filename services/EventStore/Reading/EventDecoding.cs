using System.Text.Json;
using Coc.EventFormat.Chain;
using Coc.EventStore.Encryption;
using Coc.EventStore.Serialization;
using Npgsql;

namespace Coc.EventStore.Reading;

/// <summary>From a stored row to an event of today's shape.</summary>
internal static class EventDecoding
{
    /// <summary>What is enough for reading streams of a tenant: nothing is hashed then, and rows need not repeat their tenant and class.</summary>
    public const string Columns = "seq_id, id, stream_id, version, data, type, timestamp, correlation_id, causation_id, headers, user_name";

    /// <summary>A row of <see cref="Columns"/>.</summary>
    public static EventRow Read(NpgsqlDataReader row, string tenant) => new(
        row.GetInt64(0), row.GetGuid(1), tenant, row.GetGuid(2), row.GetInt64(3), row.GetFieldValue<byte[]>(4), row.GetString(5),
        row.GetFieldValue<DateTimeOffset>(6), null, row.TextOrNull(7), row.TextOrNull(8), row.IsDBNull(9) ? null : row.GetFieldValue<byte[]>(9), row.TextOrNull(10));

    extension(EventRow row)
    {
        public StreamKey Stream => new(row.Tenant, row.StreamId);

        /// <param name="keys">null leaves sensitive members closed</param>
        public StoredEvent Decode(EventTypes types, IKeySource? keys)
        {
            var headers = EventHeaders.ParseContext(row.Headers);
            var context = new EventContext(
                row.At, Id(row.Correlation) ?? Guid.Empty, Id(row.Causation), row.UserName, headers?.Seat, headers?.Role, headers?.PolicyVersion, headers?.Incident,
                headers?.TraceParent);
            return new StoredEvent(row.Sequence, row.Id, row.Stream, row.Version, row.Type, row.Body(types, keys), row.At, context, headers?.H);

            static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;
        }

        private object Body(EventTypes types, IKeySource? keys)
        {
            var shape = types.ShapeOf(row.Type) ?? throw new UnknownEventTypeException(row.Type, row.Sequence);
            using (OpeningScope.Begin(row.Data, row.Stream, row.Version, keys))
            {
                return shape.Upgrade(JsonSerializer.Deserialize(row.Data, shape.Json)
                    ?? throw new InvalidOperationException($"Event {row.Sequence} has no body."));
            }
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
