using System.Collections.Concurrent;
using System.Text;
using Coc.EventFormat.Sealing;
using Coc.EventStore;
using Npgsql;

namespace Coc.Platform.Security;

/// <summary>
/// Texts of read tables that belong to somebody: sealed under the data key that the owner already has in a stream, so that whatever erases what the stream says erases them too, also in a backup
/// (the destroyed keys are replayed there). Nothing opened is remembered: a key that was destroyed a moment ago opens nothing.
/// </summary>
public sealed class SealedTexts(NpgsqlDataSource database, KeyMaster master)
{
    // A disabled key does not leave the database.
    private const string Keys =
        """
        select k.stream_id, k.key_id, k.owner, k.wrapped, b.key_id, b.master, b.wrapped from mt.coc_keys k join mt.coc_body_keys b on b.tenant_id = k.tenant_id and b.key_id = k.body_key_id
        where k.tenant_id = $1 and k.destroyed is null and k.disabled is null and 
        """;

    // A body's key never changes under its id, whatever wraps it.
    private readonly ConcurrentDictionary<(string Tenant, Guid Id), byte[]> bodies = new();

    /// <summary>Seals each text for its place; null where the owner has no living key in that stream.</summary>
    public async Task<IReadOnlyList<string?>> SealAsync(string tenant, string owner, IReadOnlyList<PlacedText> texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var keys = (await KeysAsync(tenant, Keys + "k.stream_id = any ($2) and k.owner = $3", [tenant, texts.Select(t => t.Stream).Distinct().ToArray(), owner], cancellationToken)).ToDictionary(k => k.Stream);
        return [.. texts.Select(t => keys.TryGetValue(t.Stream, out var key) ? SealedText.Seal(key.Id, key.Bytes, Encoding.UTF8.GetBytes(t.Text), Bound(tenant, t)) : null)];
    }

    /// <summary>Opens each; null where the key is destroyed or disabled.</summary>
    /// <param name="texts">what was sealed, with its place</param>
    /// <exception cref="SealedMemberException">damaged, or moved from another place</exception>
    public async Task<IReadOnlyList<string?>> OpenAsync(string tenant, IReadOnlyList<PlacedText> texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (texts.Count == 0)
        {
            return [];
        }

        var blocks = texts.Select(t => Encoding.UTF8.GetBytes(t.Text)).ToList();
        var ids = blocks.ConvertAll(b => SealedText.KeyIdOf(b));
        var keys = (await KeysAsync(tenant, Keys + "k.key_id = any ($2)", [tenant, ids.Distinct().ToArray()], cancellationToken)).ToDictionary(k => k.Id);
        return [.. texts.Select((t, i) => keys.TryGetValue(ids[i], out var key) ? Encoding.UTF8.GetString(SealedText.Open(blocks[i], key.Bytes, Bound(tenant, t))) : null)];
    }

    // Told apart from members of events, whose third field is a version.
    private static byte[] Bound(string tenant, PlacedText text) => AssociatedData.Of(tenant, text.Stream.ToString("D"), "text", text.Place);

    private Task<IReadOnlyList<Key>> KeysAsync(string tenant, string sql, object?[] values, CancellationToken cancellationToken) => database.ReadAsync(tenant, sql, values, row =>
    {
        var (stream, id, owner, body) = (row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetGuid(4));
        var opened = bodies.TryGetValue((tenant, body), out var known)
            ? known
            : bodies.GetOrAdd((tenant, body), master.Unwrap(tenant, body, row.GetString(5), row.GetFieldValue<byte[]>(6)));
        return new Key(stream, id, WrappedKey.OpenData(opened, tenant, stream, owner, id, row.GetFieldValue<byte[]>(3)));
    }, cancellationToken);

    private readonly record struct Key(Guid Stream, Guid Id, byte[] Bytes);
}

/// <summary>A text, plain or sealed, and where it belongs: a sealed one opens nowhere else.</summary>
/// <param name="Stream">whose owner's key protects it</param>
/// <param name="Place">names the row</param>
public sealed record PlacedText(Guid Stream, string Place, string Text)
{
    /// <summary>Never the text.</summary>
    public override string ToString() => Place;
}
