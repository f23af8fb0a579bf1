using Coc.EventStore;
using Coc.Platform.Configuration;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Npgsql;

namespace Coc.Sanctions.Registry;

/// <summary>Accounts to persons and back. The index holds keyed hashes; what they are of is in the person's stream.</summary>
internal sealed class PersonRegistry(NpgsqlDataSource database, Streams streams, ServiceSettings settings)
{
    public const string Constraint = "pk_person_accounts";

    public byte[] HashOf(string account) => BlindIndex.Account(settings.Pepper, "account", account);

    public async Task<Dictionary<string, Guid>> FindAsync(IReadOnlyList<string> accounts, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select hash, person from app.person_accounts where hash = any ($1)");
        command.Parameters.AddWithValue(accounts.Select(HashOf).ToArray());
        var found = new Dictionary<string, Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(Convert.ToHexString(reader.GetFieldValue<byte[]>(0)), reader.GetGuid(1));
        }

        return accounts.Distinct().Where(a => found.ContainsKey(Convert.ToHexString(HashOf(a)))).ToDictionary(a => a, a => found[Convert.ToHexString(HashOf(a))]);
    }

    /// <summary>The accounts that lead to a person; only what the index says counts, a mere claim of a later report does not.</summary>
    public async Task<IReadOnlyList<PersonAccount>> AccountsAsync(Guid person, CancellationToken cancellationToken)
    {
        var root = await RootAsync(person, cancellationToken);
        var known = (await streams.PersonsAsync([root], cancellationToken))[0].State.Accounts;
        var mine = await FindAsync(known, cancellationToken);
        return [.. known.Where(a => mine.GetValueOrDefault(a) == root).Select(a => new PersonAccount(a, Convert.ToHexStringLower(HashOf(a))))];
    }

    /// <summary>Their hashes alone; nothing is decrypted.</summary>
    public async Task<IReadOnlyList<byte[]>> HashesAsync(Guid person, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"select hash from app.person_accounts where person = {Together.RootOfFirst} order by hash");
        command.Parameters.AddWithValue(person);
        var hashes = new List<byte[]>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            hashes.Add(reader.GetFieldValue<byte[]>(0));
        }

        return hashes;
    }

    /// <summary>The id under which a person's accounts are found: their own, or that of whom they were found to be (R66).</summary>
    public async Task<Guid> RootAsync(Guid person, CancellationToken cancellationToken) =>
        (await database.ReadAsync("", "select " + Together.RootOfFirst, [person], row => row.GetGuid(0), cancellationToken))[0];

    /// <summary>Every id under which somebody is known, the one first under which their accounts are found.</summary>
    public async Task<IReadOnlyList<Guid>> TogetherAsync(Guid person, CancellationToken cancellationToken) =>
        [.. await database.ReadAsync("", $"select unnest({Together.With("array[$1]::uuid[]")})", [person], row => row.GetGuid(0), cancellationToken)];

    /// <summary>Reports that name a person.</summary>
    public Task<IReadOnlyList<Guid>> ReportsAsync(Guid person, CancellationToken cancellationToken) =>
        database.ReadAsync("", $"select report from app.person_reports where person = {Together.RootOfFirst} order by report", [person], row => row.GetGuid(0), cancellationToken);

    public static IEnumerable<StoreStatement> Named(Guid report, IEnumerable<Guid> persons) => persons.Distinct().Order()
        .Select(person => new StoreStatement("", "insert into app.person_reports (person, report) values ($1, $2) on conflict do nothing", person, report));

    /// <summary>Nothing leads to the person any more.</summary>
    public static IEnumerable<StoreStatement> LetGo(Guid person) =>
    [
        new("", "delete from app.person_accounts where person = $1", person),
        new("", "delete from app.person_reports where person = $1", person),
        new("", "delete from app.persons_joined where $1 in (person, root)", person),
    ];

    /// <summary>Whatever led to the one leads to the other.</summary>
    public static IEnumerable<StoreStatement> Led(Guid from, Guid to) =>
    [
        new("", "update app.person_accounts set person = $2 where person = $1", from, to),
        new("", "insert into app.person_reports (person, report) select $2, report from app.person_reports where person = $1 on conflict do nothing", from, to),
        new("", "delete from app.person_reports where person = $1", from),
        new("", "update app.persons_joined set root = $2 where root = $1", from, to),
        new("", "insert into app.persons_joined (person, root) values ($1, $2) on conflict (person) do update set root = excluded.root", from, to),
    ];

    /// <summary>Somebody is somebody of their own, for the first time or again; a report that named the one may have meant either.</summary>
    public static IEnumerable<StoreStatement> Parted(Guid from, Guid person) =>
    [
        new("", "delete from app.persons_joined where person = $1", person),
        new("", "insert into app.person_reports (person, report) select $2, report from app.person_reports where person = $1 on conflict do nothing", from, person),
    ];

    /// <summary>These accounts lead to the other, where they led to the one.</summary>
    public IEnumerable<StoreStatement> Led(Guid from, Guid to, IEnumerable<string> accounts) => accounts
        .Select(HashOf).OrderBy(Convert.ToHexString, StringComparer.Ordinal)
        .Select(hash => new StoreStatement("", "update app.person_accounts set person = $3 where hash = $1 and person = $2", hash, from, to));

    /// <summary>Rows in one order everywhere: two transactions never wait for each other in a circle.</summary>
    public IEnumerable<StoreStatement> Index(Guid person, IEnumerable<string> accounts, bool unlessTaken = false) => accounts
        .Select(HashOf).OrderBy(Convert.ToHexString, StringComparer.Ordinal)
        .Select(hash => new StoreStatement(
            "",
            unlessTaken
                ? "insert into app.person_accounts (hash, person) values ($1, $2) on conflict do nothing"
                : "insert into app.person_accounts (hash, person) values ($1, $2)",
            hash, person));
}
