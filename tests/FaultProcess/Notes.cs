using Coc.Contracts;
using Coc.EventStore;
using Coc.EventStore.Projecting;
using Coc.Platform.Messaging;

namespace Coc.FaultProcess;

/// <summary>What the writers write.</summary>
public abstract record Note(Guid Attempt, Sensitive<string> Text);

/// <summary>Publishes <see cref="NoteHeard"/>.</summary>
public sealed record NoteWritten(Guid Attempt, Sensitive<string> Text) : Note(Attempt, Text);

/// <summary>Publishes nothing: what is published has holes.</summary>
public sealed record NoteFiled(Guid Attempt, Sensitive<string> Text) : Note(Attempt, Text);

/// <summary>The effect of hearing a note: its stream's copy holds the versions heard, in the order they took effect.</summary>
public sealed record NoteCopied(long Version);

/// <summary>What the bus carries.</summary>
public sealed record NoteHeard(Origin Origin) : IIntegrationMessage;

/// <summary>What all roles of this process agree on.</summary>
public static class Notes
{
    public const string Service = "faults";

    public static EventTypes Types => new EventTypes().Add(typeof(NoteWritten)).Add(typeof(NoteFiled)).Add(typeof(NoteCopied));

    public static PublishingTable Publishing => new PublishingTable().Publish<NoteWritten, NoteHeard>((_, _, origin) => new NoteHeard(origin));

    /// <summary>Counts: an event that is projected twice, left out or out of order can be seen for ever.</summary>
    public static Projection Counts { get; } = Projection.OfEvents<Note>(
        "counts", ProjectionKind.Async, ["app.counts"],
        (_, e) => [new StoreStatement(
            e.Stream.Tenant,
            """
            insert into app.counts (tenant_id, stream_id, events, version, in_order) values ($1, $2, 1, $3, $3 = 1)
            on conflict (tenant_id, stream_id) do update
            set events = counts.events + 1, version = excluded.version, in_order = counts.in_order and excluded.version = counts.version + 1
            """,
            e.Stream.Tenant, e.Stream.Id, e.Version)]);

    public static KeyMaster Master(string file) => new(Convert.FromBase64String(File.ReadAllText(file)));

    public static string TextOf(Guid @event) => $"what {@event} says";

    public static StreamKey CopyOf(Guid stream) => new("copies", Platform.Ids.V5(stream, "copy"));
}
