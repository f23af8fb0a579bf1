using System.Collections.Concurrent;
using Coc.EventStore;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;
using Npgsql;

namespace Coc.Liaison.Directory;

/// <summary>
/// All bodies as of now. States are kept in memory with their version and asked for anew when the table shows a newer one, so that a public
/// list does not decrypt every seat each time and no replica answers from the past.
/// </summary>
internal sealed class BodyDirectory(IEventStore store, NpgsqlDataSource database)
{
    private readonly ConcurrentDictionary<string, BodyEntry> kept = new();
    private volatile Known? known;

    /// <summary>One body, or null.</summary>
    public async Task<BodyEntry?> FindAsync(string slug, CancellationToken cancellationToken) =>
        (await FindAsync([slug], cancellationToken)).GetValueOrDefault(slug);

    /// <summary>Those of the slugs that are bodies.</summary>
    public async Task<IReadOnlyDictionary<string, BodyEntry>> FindAsync(IReadOnlyCollection<string> slugs, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select slug, version from app.bodies where slug = any ($1)");
        command.Parameters.AddWithValue(slugs.ToArray());
        return (await LoadAsync(command, cancellationToken)).ToDictionary(b => b.Slug);
    }

    /// <summary>Foundation and parent of a body as last known; a guess worth asking for, never an answer.</summary>
    public IEnumerable<string> Above(string slug) =>
        kept.TryGetValue(slug, out var entry) ? new[] { entry.Profile.Foundation, entry.Profile.Parent }.OfType<string>() : [];

    /// <summary>Bodies in the order of their slugs, after one.</summary>
    public async Task<IReadOnlyList<BodyEntry>> ListAsync(string? after, int most, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select slug, version from app.bodies where slug > $1 order by slug limit $2");
        command.Parameters.AddWithValue(after ?? "");
        command.Parameters.AddWithValue(most);
        return await LoadAsync(command, cancellationToken);
    }

    /// <summary>Projects that respond for themselves, in the order of their slugs, after one.</summary>
    public async Task<IReadOnlyList<BodyEntry>> RespondingAsync(string? after, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select slug, version from app.bodies where kind = 'project' and handling = 'own' and slug > $1 order by slug");
        command.Parameters.AddWithValue(after ?? "");
        return await LoadAsync(command, cancellationToken);
    }

    /// <summary>Slugs of one kind.</summary>
    public async Task<IReadOnlyList<string>> OfKindAsync(string kind, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select slug from app.bodies where kind = $1 order by slug");
        command.Parameters.AddWithValue(kind);
        var slugs = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            slugs.Add(reader.GetString(0));
        }

        return slugs;
    }

    /// <summary>The foundation for what concerns no project; null while there is none.</summary>
    public async Task<string?> FirstFoundationAsync(CancellationToken cancellationToken) => await OfKindAsync("foundation", cancellationToken) is [var first, ..] ? first : null;

    /// <summary>The body a seat belongs to, or null.</summary>
    public async Task<BodyEntry?> OfSeatAsync(Guid seat, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select b.slug, b.version from app.seats s join app.bodies b on b.slug = s.body where s.seat = $1");
        command.Parameters.AddWithValue(seat);
        return (await LoadAsync(command, cancellationToken)).FirstOrDefault();
    }

    /// <summary>Bodies in which this account has, had or will have a seat.</summary>
    public Task<IReadOnlyList<BodyEntry>> OfAccountAsync(Guid account, CancellationToken cancellationToken) => OfAccountsAsync([account], cancellationToken);

    /// <summary>The same for any of several accounts.</summary>
    public async Task<IReadOnlyList<BodyEntry>> OfAccountsAsync(Guid[] accounts, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select distinct b.slug, b.version from app.seats s join app.bodies b on b.slug = s.body where s.account = any ($1)");
        command.Parameters.AddWithValue(accounts);
        return await LoadAsync(command, cancellationToken);
    }

    /// <summary>Who is who in all bodies; computed anew only when one of them changed.</summary>
    public async Task<Persons> PersonsAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select coalesce(sum(version), 0)::bigint from app.bodies");
        var versions = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        if (known is { } before && before.Versions == versions)
        {
            return before.Persons;
        }

        var bodies = await ListAsync(null, int.MaxValue, cancellationToken);
        var found = new Known(bodies.Sum(b => b.Version), Persons.Of(bodies.SelectMany(b => b.State.Seats.Values)));
        known = found;
        return found.Persons;
    }

    /// <summary>A seat that is in the directory, in force or not, or the newest one of an account; null when the id is neither.</summary>
    public async Task<Seat?> SeatOrAccountAsync(Guid id, CancellationToken cancellationToken) =>
        (await OfSeatAsync(id, cancellationToken))?.State.Seats[id] ?? await SeatOfAccountAsync(id, cancellationToken);

    /// <summary>A seat this account holds or held, newest knowledge of its address included.</summary>
    public async Task<Seat?> SeatOfAccountAsync(Guid account, CancellationToken cancellationToken) =>
        (await OfAccountAsync(account, cancellationToken)).SelectMany(b => b.State.Seats.Values).Where(s => s.Account == account && s.Terms.Email?.Value is not null)
            .OrderByDescending(s => s.FilledAt).FirstOrDefault();

    // Versions only grow and bodies stay, so their sum says whether anything is new.
    private sealed record Known(long Versions, Persons Persons);

    private async Task<List<BodyEntry>> LoadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var wanted = new List<(string Slug, long Version)>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                wanted.Add((reader.GetString(0), reader.GetInt64(1)));
            }
        }

        var stale = wanted.Where(w => !kept.TryGetValue(w.Slug, out var entry) || entry.Version < w.Version).Select(w => w.Slug).ToList();
        if (stale.Count > 0)
        {
            foreach (var (slug, stream) in stale.Zip(await store.ReadAsync([.. stale.Select(BodyStreams.Of)], cancellationToken)))
            {
                var read = new BodyEntry(slug, stream.Version, BodyStreams.Fold(BodyState.Nothing, stream.Events.Select(e => e.Data)));
                kept.AddOrUpdate(slug, read, (_, there) => there.Version > read.Version ? there : read); // who read earlier may come later
            }
        }

        return [.. wanted.Select(w => kept[w.Slug])];
    }
}

/// <summary>A body at a version.</summary>
internal sealed record BodyEntry(string Slug, long Version, BodyState State)
{
    public BodyProfile Profile => State.Profile!;

    /// <summary>When its registry entry has to be verified again; the first day of all days when it never was. Null for bodies that respond for nobody but as they were founded.</summary>
    public DateOnly? VerificationDue(DateTimeOffset now)
    {
        if (Profile is not { Kind: "project", Handling: "own" })
        {
            return null;
        }

        var terms = State.PolicyAt(now).Terms;
        return Profile.VerifiedOn is { } verified ? terms.VerificationPeriod.After(verified, terms.Complete(Profile, 0).Calendar) : DateOnly.MinValue;
    }
}
