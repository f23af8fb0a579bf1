using System.Text.Json;
using Coc.EventFormat.Chain;
using Coc.EventStore.Encryption;
using Coc.EventStore.Serialization;

namespace Coc.EventStore.Reading;

/// <summary>From a stored row to an event of today's shape.</summary>
internal static class EventDecoding
{
    extension(EventRow row)
    {
        public StreamKey Stream => new(row.Tenant, row.StreamId);

        /// <param name="keys">null leaves sensitive members closed</param>
        public StoredEvent Decode(EventTypes types, IKeySource? keys)
        {
            var headers = EventHeaders.Parse(row.Headers);
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
                return shape.Upgrade(JsonSerializer.Deserialize(row.Data, shape.Stored, EventJson.Options)
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
