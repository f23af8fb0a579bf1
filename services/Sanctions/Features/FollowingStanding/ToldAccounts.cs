using Coc.EventStore;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;
using Npgsql;

namespace Coc.Sanctions.Features.FollowingStanding;

/// <summary>
/// The accounts' texts as the feed tells them, by their keyed hashes. Each is sealed under the key of the person it leads to: when that person is erased (P19) it opens no more, and it is of use only as long as
/// the account leads there. Kept with the change that is to be told; what was not known then is looked up in the person's own stream when it is read first.
/// </summary>
internal sealed class ToldAccounts(NpgsqlDataSource database, PersonRegistry persons, Streams streams, SealedTexts texts)
{
    private const string Keep =
        """
        insert into app.told_accounts (hash, person, sealed) select * from unnest($1, $2, $3)
        on conflict (hash) do update set person = excluded.person, sealed = excluded.sealed
        """;

    /// <summary>Statements that keep those of a person's accounts that are not kept yet.</summary>
    public async Task<IReadOnlyList<StoreStatement>> KeepAsync(Guid person, IReadOnlyList<byte[]> hashes, CancellationToken cancellationToken)
    {
        var missing = await database.ReadAsync(
            "", "select h.hash from unnest($1::bytea[]) h (hash) where not exists (select from app.told_accounts t where t.hash = h.hash and t.person = $2)", [hashes.ToArray(), person],
            row => row.GetFieldValue<byte[]>(0), cancellationToken);
        var found = missing.Count == 0 ? [] : await InStreamsAsync([person], [.. missing.Select(h => (person, h))], cancellationToken);
        return await SealAsync(found, cancellationToken);
    }

    /// <summary>The texts of told accounts by their hashes in hex; what is not there is erased, or leads to nobody any more.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OpenAsync(IReadOnlyList<ToldAccount> accounts, CancellationToken cancellationToken)
    {
        var known = accounts.Where(a => a is { Person: not null, Sealed: not null }).DistinctBy(a => a.Key).ToList();
        var opened = await texts.OpenAsync(Streams.Registry, [.. known.Select(a => new PlacedText(a.Person!.Value, a.Key, a.Sealed!))], cancellationToken);
        var answer = known.Zip(opened).Where(p => p.Second is not null).ToDictionary(p => p.First.Key, p => p.Second!);

        var unknown = accounts.Where(a => a is { Person: not null, Sealed: null }).DistinctBy(a => a.Key).ToList();
        var found = unknown.Count == 0 ? [] : await InStreamsAsync([.. unknown.Select(a => a.Person!.Value).Distinct()], [.. unknown.Select(a => (a.Person!.Value, a.Hash))], cancellationToken);
        foreach (var text in found)
        {
            answer[text.Place] = text.Text;
        }

        if (await SealAsync(found, cancellationToken) is { Count: > 0 } statements)
        {
            await using var batch = database.CreateBatch().Add(statements);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }

        return answer;
    }

    private async Task<List<PlacedText>> InStreamsAsync(IReadOnlyList<Guid> people, IReadOnlyList<(Guid Person, byte[] Hash)> wanted, CancellationToken cancellationToken)
    {
        var named = (await streams.PersonsAsync(people, cancellationToken)).ToDictionary(
            p => p.Key.Id, p => p.State.Accounts.DistinctBy(a => Convert.ToHexStringLower(persons.HashOf(a))).ToDictionary(a => Convert.ToHexStringLower(persons.HashOf(a))));
        return [.. wanted.Select(w => (w.Person, Key: Convert.ToHexStringLower(w.Hash))).Where(w => named[w.Person].ContainsKey(w.Key)).Select(w => new PlacedText(w.Person, w.Key, named[w.Person][w.Key]))];
    }

    private async Task<IReadOnlyList<StoreStatement>> SealAsync(List<PlacedText> found, CancellationToken cancellationToken)
    {
        if (found.Count == 0)
        {
            return [];
        }

        var made = (await texts.SealAsync(Streams.Registry, PersonEvent.Owner, found, cancellationToken)).Zip(found).Where(p => p.First is not null).OrderBy(p => p.Second.Place, StringComparer.Ordinal).ToList();
        return made.Count == 0
            ? []
            : [new("", Keep, made.Select(p => Convert.FromHexString(p.Second.Place)).ToArray(), made.Select(p => p.Second.Stream).ToArray(), made.Select(p => p.First!).ToArray())];
    }
}

/// <param name="Person">to whom the account leads now; null when to nobody</param>
/// <param name="Sealed">its text, if it is kept under that person's key</param>
internal sealed record ToldAccount(byte[] Hash, Guid? Person, string? Sealed)
{
    public string Key { get; } = Convert.ToHexStringLower(Hash);
}
