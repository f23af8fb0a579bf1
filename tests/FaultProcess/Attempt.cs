using Coc.EventStore;
using Coc.Platform;

namespace Coc.FaultProcess;

/// <summary>One append as planned: enough to repeat it under the same event ids and to judge what became of it.</summary>
public sealed record Attempt(Guid Id, IReadOnlyList<Part> Parts)
{
    /// <summary>Not tried again after its answer was lost: nobody ever learns whether it is there.</summary>
    public bool Abandoned => Id.ToByteArray()[0] < 64;

    public IEnumerable<Guid> EventIds => Parts.SelectMany((p, at) => Enumerable.Range(0, p.Events).Select(i => EventId(at, i)));

    public Guid EventId(int part, int index) => Ids.V5(Id, $"{part}.{index}");

    public Append ToAppend(DateTimeOffset now) => new(
        [.. Parts.Select((p, at) => new StreamAppend(p.Stream, "note", p.Expected, [.. Enumerable.Range(0, p.Events).Select(i => Event(at, i))]))],
        new EventContext(now, Id, Actor: "system"))
    {
        Statements =
        [
            new(Parts[0].Stream.Tenant, "insert into app.attempts (tenant_id, id, events) values ($1, $2, $3)", Parts[0].Stream.Tenant, Id, Parts.Sum(p => p.Events)),
            .. Parts.Select(p => new StoreStatement(
                p.Stream.Tenant,
                "insert into app.totals (tenant_id, stream_id, events) values ($1, $2, $3) on conflict (tenant_id, stream_id) do update set events = totals.events + excluded.events",
                p.Stream.Tenant, p.Stream.Id, (long)p.Events)),
        ],
    };

    private NewEvent Event(int part, int index)
    {
        var id = EventId(part, index);
        var text = Sensitive.Of(Notes.TextOf(id), "panel");
        return new NewEvent(id, index % 2 == 0 ? new NoteWritten(Id, text) : new NoteFiled(Id, text));
    }
}

/// <summary>One stream of an attempt.</summary>
public sealed record Part(StreamKey Stream, long Expected, int Events);

/// <summary>What a writer says about an attempt, one line each: before it sends it, and when it has an answer.</summary>
/// <param name="Versions">acknowledged: the version of each event, in order</param>
/// <param name="Outage">lost: a server was away, as opposed to a mistake</param>
public sealed record Saying(Said What, Attempt Attempt, IReadOnlyList<long>? Versions = null, bool Repeated = false, string? Error = null, bool Outage = false);

/// <summary>The kinds of <see cref="Saying"/>.</summary>
public enum Said
{
    Trying,
    Acknowledged,
    Refused,
    Lost,
}
