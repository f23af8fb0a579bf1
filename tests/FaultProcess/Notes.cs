using Coc.Contracts;
using Coc.EventStore;
using Coc.Platform.Messaging;

namespace Coc.FaultProcess;

/// <summary>Publishes <see cref="NoteHeard"/>.</summary>
public sealed record NoteWritten(Guid Attempt, Sensitive<string> Text);

/// <summary>Publishes nothing: what is published has holes.</summary>
public sealed record NoteFiled(Guid Attempt, Sensitive<string> Text);

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

    public static KeyMaster Master(string file) => new(Convert.FromBase64String(File.ReadAllText(file)));

    public static string TextOf(Guid @event) => $"what {@event} says";

    public static StreamKey CopyOf(Guid stream) => new("copies", Platform.Ids.V5(stream, "copy"));
}
