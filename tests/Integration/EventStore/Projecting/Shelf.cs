using System.Security.Cryptography;
using System.Text;
using Coc.EventMaintenance.Migrating;
using Coc.EventStore;
using Coc.EventStore.Projecting;
using Coc.Integration.Fixtures;
using Npgsql;

namespace Coc.Integration.EventStore.Projecting;

/// <summary>A database with read models of every kind, their tables as awkward as a rebuild may meet them; one per test.</summary>
public sealed class Shelf : IAsyncDisposable
{
    public const string Poison = "poison";

    private readonly PostgresEventStore store;

    private Shelf(TestDatabase database)
    {
        Database = database;
        Service = EventStoreConnections.Open(database.Service);
        Daemon = EventStoreConnections.Open(database.Daemon);
        Owner = EventStoreConnections.Open(database.Owner);
        store = new PostgresEventStore(Service, StoreFixture.Types, Master, projections: [Slow, Notes]);
    }

    public TestDatabase Database { get; }

    public NpgsqlDataSource Service { get; }

    public NpgsqlDataSource Daemon { get; }

    public NpgsqlDataSource Owner { get; }

    public KeyMaster Master { get; } = new(RandomNumberGenerator.GetBytes(32));

    internal PostgresEventStore Store => store;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Shelf> OpenAsync(PostgresServer server)
    {
        var database = await server.CreateDatabaseAsync("cases");
        await SchemaMigration.RunAsync(database.Owner, database.ServiceRole, database.DaemonRole, [("shelf", Tables)]);
        return new Shelf(database);
    }

    /// <summary>Inline: a note's state, and a row for each of its events that counts itself up, so that one written twice is seen.</summary>
    internal static Projection Notes { get; } = NotesIn("notes", "app.notes", "app.note_steps", ProjectionKind.Inline);

    /// <summary>The same by the daemon.</summary>
    internal static Projection Later { get; } = NotesIn("later", "app.later", "app.later_steps", ProjectionKind.Async);

    /// <summary>Waits between drawing its number and writing the tables, when the title says so.</summary>
    internal static Projection Slow { get; } = Projection.OfEvents<StoreEvent.NoteTaken>(
        "slow", ProjectionKind.Inline, [], (taken, e) => taken.Title == "slow" ? [new StoreStatement(e.Stream.Tenant, "select pg_sleep(0.05)")] : []);

    /// <summary>Async: counts events, and cannot stand some.</summary>
    internal static Projection Counts { get; } = Projection.OfEvents<StoreEvent.NoteTaken>(
        "counts", ProjectionKind.Async, ["app.counts"],
        (taken, e) => [new StoreStatement(
            e.Stream.Tenant,
            "insert into app.counts (tenant_id, title, times) values ($1, $2, 1) on conflict (tenant_id, title) do update set times = app.counts.times + 1",
            e.Stream.Tenant, taken.Title)]);

    /// <summary>Async, of plain text: a keyed hash by which a text is found again.</summary>
    internal static Projection Blind { get; } = Projection.OfEvents<StoreEvent.NoteTaken>(
        "blind", ProjectionKind.Async, ["app.blind"],
        (taken, e) => taken.Text is { Erased: false, Value: { } text }
            ? [new StoreStatement(e.Stream.Tenant, "insert into app.blind (tenant_id, hash, id) values ($1, $2, $3)", e.Stream.Tenant, SHA256.HashData(Encoding.UTF8.GetBytes(text)), e.Stream.Id)]
            : []) with { PlainText = true };

    internal ProjectionRunner Runner(Projection projection) => new(Daemon, StoreFixture.Types, projection, Master, TimeProvider.System);

    internal ProjectionRebuild Rebuild() => new(Daemon, Owner, StoreFixture.Types, Master);

    internal Task<Appended> TakeAsync(StreamKey note, long expected, params string[] titles) => store.AppendAsync(
        new Append(
            [
                new StreamAppend(note, "note", expected, [.. titles.Select(t => Given.Event(new StoreEvent.NoteTaken(t, 1, Mood.Calm, Sensitive.Of(t, "panel"))))])
                {
                    State = new NoteState((int)expected + titles.Length, titles[^1]),
                },
            ],
            Given.Context()),
        Token);

    /// <summary>What is in the tables of a projection, as text.</summary>
    public async Task<string> ContentAsync(params string[] tables)
    {
        var lines = new List<string>();
        foreach (var table in tables)
        {
            lines.AddRange(await Daemon.LinesAsync($"select '{table}', to_jsonb(t) - 'number' from {table} t order by 2"));
        }

        return string.Join('\n', lines);
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        await Service.DisposeAsync();
        await Daemon.DisposeAsync();
        await Owner.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static Projection NotesIn(string name, string notes, string steps, ProjectionKind kind) => Projection.OfStreams<StoreEvent.NoteTaken, NoteState>(
        name, kind, [notes, steps], new NoteState(0, ""), (state, taken) => new NoteState(state.Notes + 1, taken.Title),
        (state, change) =>
        [
            new StoreStatement(
                change.Stream.Tenant,
                $"insert into {notes} (tenant_id, id, notes, last) values ($1, $2, $3, $4) on conflict (tenant_id, id) do update set notes = excluded.notes, last = excluded.last",
                change.Stream.Tenant, change.Stream.Id, state.Notes, state.Last),
            .. change.Events.Select(e => new StoreStatement(
                change.Stream.Tenant,
                $"insert into {steps} as s (tenant_id, id, version) values ($1, $2, $3) on conflict (tenant_id, id, version) do update set times = s.times + 1",
                change.Stream.Tenant, change.Stream.Id, e.Version)),
        ]);

    internal sealed record NoteState(int Notes, string Last);

    private const string Tables =
        """
        create table app.notes (
          tenant_id varchar not null, id uuid not null, notes int not null constraint ck_notes check (notes > 0), last varchar not null,
          constraint pk_notes_of_all primary key (tenant_id, id)
        ) with (fillfactor = 80);
        create index ix_notes_last on app.notes (tenant_id, last desc) include (notes) where notes > 1;
        comment on table app.notes is 'all notes';
        create table app.note_steps (
          number bigint generated always as identity, serial bigserial, tenant_id varchar not null, id uuid not null, version bigint not null, times int not null default 1,
          constraint uq_steps unique (tenant_id, id, version), constraint fk_steps_note foreign key (tenant_id, id) references app.notes (tenant_id, id)
        );
        alter table app.note_steps drop column serial;
        create table app.later (like app.notes including all);
        create table app.later_steps (like app.note_steps including all, constraint fk_later_note foreign key (tenant_id, id) references app.later (tenant_id, id));
        create table app.counts (tenant_id varchar not null, title varchar not null constraint ck_title check (title <> 'poison'), times int not null, constraint pk_counts primary key (tenant_id, title));
        create table app.blind (tenant_id varchar not null, hash bytea not null, id uuid not null, no bigserial);
        create index ix_blind on app.blind using hash (hash);
        select mt.coc_protect(t) from unnest(array['app.notes', 'app.note_steps', 'app.later', 'app.later_steps', 'app.counts', 'app.blind']::regclass[]) t;
        create policy everybody on app.notes for select using (last = 'public');
        revoke delete on app.notes from {service_role};
        grant update (times) on app.note_steps to {daemon_role} with grant option;
        """;
}
