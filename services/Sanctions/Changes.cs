using Coc.EventStore;
using Coc.Platform;

namespace Coc.Sanctions;

/// <summary>What one command or message changes, gathered over several streams and committed at once.</summary>
internal sealed class Changes
{
    private readonly Dictionary<StreamKey, (string Type, long Expected, List<NewEvent> Events)> streams = [];
    private readonly List<StoreStatement> statements = [];

    public bool Any => streams.Count > 0 || statements.Count > 0;

    public void Add<TEvent>(StreamKey key, string type, long expected, IEnumerable<TEvent> events) where TEvent : class
    {
        if (!streams.TryGetValue(key, out var stream))
        {
            streams.Add(key, stream = (type, expected, []));
        }

        stream.Events.AddRange(events.Select(e => new NewEvent(Ids.New(), e)));
    }

    public void Add(params IEnumerable<StoreStatement> more) => statements.AddRange(more);

    public Append ToAppend(EventContext context) =>
        new([.. streams.Select(s => new StreamAppend(s.Key, s.Value.Type, s.Value.Expected, s.Value.Events))], context) { Statements = [.. statements] };
}
