using Coc.EventStore;
using Coc.EventStore.Projecting;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Gatherings;
using Coc.Platform;
using Coc.Platform.Http;
using Npgsql;

namespace Coc.Liaison.Features.RegisteringEvents;

/// <summary>The events (conferences, meetups) whose producer decides between J10 and J11.</summary>
internal sealed class EventRegister(IEventStore store, NpgsqlDataSource database)
{
    public static StreamKey StreamOf(string slug) => new(BodyStreams.Tenant, Ids.V5(Guid.Empty, "event:" + slug));

    /// <summary>An event as it stands, with its version; null and 0 when it is not in the register.</summary>
    public async Task<(GatheringListed? Listed, long Version)> FindAsync(string slug, CancellationToken cancellationToken)
    {
        var stream = await store.ReadAsync(StreamOf(slug), cancellationToken: cancellationToken);
        return (stream.Events is [.., var last] ? (GatheringListed)last.Data : null, stream.Version);
    }

    /// <summary>Records an event as it is from now; null when somebody else was faster.</summary>
    public async Task<Answer?> KeepAsync(GatheringListed listed, long version, EventContext context, IdempotencyKey key, Answer answer, CancellationToken cancellationToken)
    {
        try
        {
            await store.AppendAsync(
                new Append([new StreamAppend(StreamOf(listed.Slug), "event", version, [new NewEvent(Ids.New(), listed)])], context) { Statements = key.Keep(answer) },
                cancellationToken);
            return answer;
        }
        catch (StreamConflictException)
        {
            return null;
        }
    }

    public static Projection Projection { get; } = Projection.OfEvents<GatheringListed>(
        "event_register", ProjectionKind.Inline, ["app.events"], (listed, _) => [Row(listed)]);

    private static StoreStatement Row(GatheringListed listed) => new(
        BodyStreams.Tenant, "insert into app.events (slug, producer) values ($1, $2) on conflict (slug) do update set producer = excluded.producer", listed.Slug, listed.Producer);

    public async Task<IReadOnlyList<GatheringListed>> ListAsync(string? after, int most, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select slug from app.events where slug > $1 order by slug limit $2");
        command.Parameters.AddWithValue(after ?? "");
        command.Parameters.AddWithValue(most);
        var slugs = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                slugs.Add(reader.GetString(0));
            }
        }

        return slugs.Count == 0
            ? []
            : [.. (await store.ReadAsync([.. slugs.Select(StreamOf)], cancellationToken)).Select(s => (GatheringListed)s.Events[^1].Data)];
    }
}
