using Coc.EventFormat.Chain;
using Coc.EventStore.Serialization;

namespace Coc.EventStore.Appending;

/// <summary>An append, checked, serialised and in lock order. Streams without events are not touched.</summary>
internal sealed class AppendPlan
{
    private AppendPlan(Append append, EventContext context, PlannedStream[] streams)
    {
        Append = append;
        Context = context;
        Streams = streams;
    }

    public Append Append { get; }

    /// <summary>The append's context, its instant cut to what the database keeps.</summary>
    public EventContext Context { get; }

    /// <summary>In (tenant, id) order: two appends of the same streams never wait for each other in a circle.</summary>
    public IReadOnlyList<PlannedStream> Streams { get; }

    public static AppendPlan Of(Append append, EventTypes types)
    {
        var streams = append.Streams.Where(s => s.Events.Count > 0).Select(s => PlannedStream.Of(s, types)).OrderBy(s => s.Key.Tenant, StringComparer.Ordinal).ThenBy(s => s.Key.Id).ToArray();
        for (var i = 1; i < streams.Length; i++)
        {
            if (streams[i].Key == streams[i - 1].Key)
            {
                throw new ArgumentException($"Stream {streams[i].Key.Id} is named twice in one append.", nameof(append));
            }
        }

        return new AppendPlan(append, append.Context with { At = ChainHash.Cut(append.Context.At) }, streams);
    }
}

/// <summary>One stream of an append, its events serialised.</summary>
internal sealed record PlannedStream(StreamAppend Append, IReadOnlyList<PlannedEvent> Events)
{
    public StreamKey Key => Append.Stream;

    public bool HasSecrets => Events.Any(e => e.Body.Secrets.Count > 0);

    public static PlannedStream Of(StreamAppend append, EventTypes types)
    {
        ArgumentException.ThrowIfNullOrEmpty(append.Stream.Tenant);
        if (append.Events.DistinctBy(e => e.Id).Count() != append.Events.Count)
        {
            throw new ArgumentException($"An event id is used twice for stream {append.Stream.Id}.", nameof(append));
        }

        return new PlannedStream(append, [.. append.Events.Select(e => PlannedEvent.Of(e, types))]);
    }
}

/// <summary>One event of an append: its names and its body before sealing.</summary>
internal sealed record PlannedEvent(NewEvent New, string Type, string DotNetType, PlainBody Body)
{
    public static PlannedEvent Of(NewEvent e, EventTypes types)
    {
        var (name, dotNet) = types.NamesOfNew(e.Data.GetType());
        return new PlannedEvent(e, name, dotNet, PlainBody.Of(e.Data));
    }
}
