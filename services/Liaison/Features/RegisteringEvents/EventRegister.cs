using Coc.EventStore;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Gatherings;
using Coc.Platform;
using Npgsql;

namespace Coc.Liaison.Features.RegisteringEvents;

/// <summary>The events (conferences, meetups) whose producer decides between J10 and J11.</summary>
internal sealed class EventRegister(IEventStore store, NpgsqlDataSource database)
{
    public static StreamKey StreamOf(string slug) => new(BodyStreams.Tenant, Ids.V5(Guid.Empty, "event:" + slug));

    /// <summary>parent, other; null for an event nobody registered.</summary>
    public async Task<string?> ProducerOfAsync(string slug, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select producer from app.events where slug = $1");
        command.Parameters.AddWithValue(slug);
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

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
