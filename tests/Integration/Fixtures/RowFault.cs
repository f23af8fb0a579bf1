using Npgsql;

namespace Coc.Integration.Fixtures;

/// <summary>Ends the server process that writes, at the row one asks for: what happens when a service or its database dies there.</summary>
/// <param name="written">tables whose rows count, in the order in which they are written</param>
/// <param name="leased">the one among them whose rows others update meanwhile: only what is put in and taken out counts, and one more time at the commit</param>
internal sealed class RowFault(TestDatabase database, IReadOnlyList<string> written, string leased) : IAsyncDisposable
{
    private const string Traps =
        """
        create table if not exists app.fault_plan (at bigint not null);
        create sequence if not exists app.fault_at;
        grant select on app.fault_plan to public;
        grant usage, update on sequence app.fault_at to public;
        create or replace function app.fault() returns trigger language plpgsql as $$
        begin
          if exists (select from app.fault_plan) and nextval('app.fault_at') = (select at from app.fault_plan) then
            perform pg_terminate_backend(pg_backend_pid());
            perform pg_sleep(10);
          end if;
          return case tg_op when 'DELETE' then old else new end;
        end
        $$;
        """;

    private bool set;

    // A table with triggers is not rebuilt, and that is tried at the end.
    public async ValueTask DisposeAsync() => await OwnerAsync(string.Concat(written.Select(t => $"drop trigger if exists fault on {t};")) + $"drop trigger if exists fault_at_commit on {leased};");

    /// <summary>From now on the process that writes this row ends, and none before or behind it.</summary>
    public async Task PlanAsync(int row)
    {
        await OwnerAsync($"{(set ? "" : Traps + Triggers())} truncate app.fault_plan; alter sequence app.fault_at restart; insert into app.fault_plan values ({row});");
        set = true;
    }

    /// <summary>Nothing ends any more.</summary>
    public Task ClearAsync() => OwnerAsync("truncate app.fault_plan");

    private string Triggers() => string.Concat(written.Select(t =>
        $"create or replace trigger fault before insert or {(t == leased ? "" : "update or ")}delete on {t} for each row execute function app.fault();"))
        + $"drop trigger if exists fault_at_commit on {leased}; create constraint trigger fault_at_commit after insert on {leased} deferrable initially deferred for each row execute function app.fault();";

    private async Task OwnerAsync(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.Owner) { Pooling = false });
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
