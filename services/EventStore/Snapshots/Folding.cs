using System.Security.Cryptography;
using System.Text.Json;
using Coc.EventFormat.Sealing;
using Coc.EventStore.Encryption;
using Coc.EventStore.Reading;
using Coc.EventStore.Serialization;
using Npgsql;

namespace Coc.EventStore.Snapshots;

/// <summary>
/// Folds streams from their newest snapshot, in one round trip. A snapshot is taken by the reader that had to fold many events, in a transaction of its own:
/// an append does not know the state, and must not wait for it.
/// </summary>
internal sealed class Folding(NpgsqlDataSource source, StreamReading reading, BodyKeys bodies)
{
    private const string Keep =
        """
        insert into mt.coc_snapshots (tenant_id, stream_id, name, version, body_key_id, state) values ($1, $2, $3, $4, $5, $6)
        on conflict (tenant_id, stream_id, name) do update
        set version = excluded.version, body_key_id = excluded.body_key_id, state = excluded.state, taken = now()
        """;

    public async Task<Folded<TState>> FoldAsync<TState>(StreamKey key, Fold<TState> fold, CancellationToken cancellationToken)
        where TState : class
    {
        var read = await reading.ReadBehindAsync(key, fold.Name, cancellationToken);
        var kept = read.Snapshot is { } snapshot ? Open(snapshot, read, fold) : null;
        if (kept is null && read.Stream is { Version: > 0, Events: not [{ Version: 1 }, ..] })
        {
            read = await reading.ReadBehindAsync(key, null, cancellationToken);
        }

        var (state, begin) = kept is null ? (fold.Initial, 0) : (kept, read.Snapshot!.Version);
        var events = read.Stream.Events.Where(e => e.Version > begin).ToList();
        state = events.Aggregate(state, fold.Evolve);
        if (events.Count >= fold.Every)
        {
            await TakeAsync(read, fold, state, events[^1], cancellationToken);
        }

        return new Folded<TState>(key, read.Stream.Type, read.Stream.Version, read.Stream.Archived, state);
    }

    // Null when it does not fit. The outer seal says all of it at once: another build, another past, another place, a changed byte.
    private TState? Open<TState>(Snapshot snapshot, ReadBehind read, Fold<TState> fold)
        where TState : class
    {
        // With a key that is closed a fold may come to another state than it did.
        if (read.Keys.AnyClosed || read.Stream.Events.FirstOrDefault(e => e.Version == snapshot.Version) is not { Hash: { } hash })
        {
            return null;
        }

        try
        {
            var key = bodies.Open(read.Stream.Key.Tenant, snapshot.BodyKeyId, snapshot.Master, snapshot.BodyWrapped);
            return Parse<TState>(Gcm.Decrypt(key, snapshot.State, Bound(read.Stream.Key, fold, snapshot.Version, hash)), read, fold.Name, snapshot.Version);
        }
        catch (Exception unfit) when (unfit is CryptographicException or SealedMemberException)
        {
            return null;
        }
    }

    private async Task TakeAsync<TState>(ReadBehind read, Fold<TState> fold, TState state, StoredEvent last, CancellationToken cancellationToken)
        where TState : class
    {
        if (read.Keys.AnyClosed || last.Hash is null)
        {
            return;
        }

        var plain = PlainBody.Of(state);
        var keys = plain.Secrets.Select(s => s.Owner).Distinct().ToDictionary(owner => owner, read.Keys.LiveKeyOf);
        if (keys.ContainsValue(null))
        {
            return; // A member of an older event that became sensitive in its upgrade: its owner may have no key yet.
        }

        var key = read.Stream.Key;
        var body = plain.Seal(key, last.Version, keys!, Place(fold.Name));
        if (!PlainBody.Of(Parse<TState>(body, read, fold.Name, last.Version)!).SaysTheSame(plain))
        {
            throw new InvalidOperationException($"{typeof(TState).Name} is not the same after it was stored: it cannot be folded from snapshots.");
        }

        var sealing = await bodies.CurrentAsync(key.Tenant, cancellationToken);
        var sealedState = Gcm.Encrypt(bodies.Open(key.Tenant, sealing.Id, sealing.Master, sealing.Wrapped), body, Bound(key, fold, last.Version, last.Hash));
        await using var batch = source.AsTenant(key.Tenant).Add(Keep, key.Tenant, key.Id, fold.Name, last.Version, sealing.Id, sealedState);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static TState? Parse<TState>(byte[] body, ReadBehind read, string name, long version)
    {
        using (OpeningScope.Begin(body, read.Stream.Key, version, read.Keys, Place(name)))
        {
            return JsonSerializer.Deserialize<TState>(body, EventJson.Options);
        }
    }

    // No member of an event has such a path: a JSON pointer begins with a slash.
    private static string Place(string name) => $"snapshot {name}";

    private static byte[] Bound<TState>(StreamKey key, Fold<TState> fold, long version, string hash)
        where TState : class => AssociatedData.Of("snapshot 1", key.Tenant, key.Id.ToString("D"), fold.Name, fold.Build, $"{version}", hash);
}
