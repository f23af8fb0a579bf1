using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Coc.EventStore;
using Npgsql;

namespace Coc.EventMaintenance.Migrating;

/// <summary>
/// Brings a service's database to the present: the store's own scripts, then the service's. Run by a one-shot migration, never by a replica at start.
/// </summary>
public static partial class SchemaMigration
{
    // Any fixed number does; two migrations of one database wait for each other on it.
    private const long MigrationLock = 0x636F635F6D6967;

    /// <summary>
    /// Applies each script once, each in a transaction of its own, under one advisory lock. <c>{service_role}</c> and <c>{daemon_role}</c> in a script are
    /// replaced by the roles. A script that was changed after it had been applied is an error: write a new one.
    /// </summary>
    /// <param name="extra">the service's own scripts, in order; names must be unique and never change</param>
    public static async Task RunAsync(
        string ownerConnectionString, string serviceRole, string daemonRole, IReadOnlyList<(string Name, string Sql)> extra,
        CancellationToken cancellationToken = default)
    {
        Require(serviceRole);
        Require(daemonRole);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ownerConnectionString) { Pooling = false });
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await connection.CreateBatch().Add("select pg_advisory_lock($1)", MigrationLock).RunAsync(cancellationToken);
        await ExecuteAsync(
            connection,
            """
            create schema if not exists mt;
            create table if not exists mt.coc_migrations (
              name    varchar     not null,
              sha256  bytea       not null,
              applied timestamptz not null default now(),
              constraint pk_coc_migrations primary key (name)
            )
            """,
            cancellationToken);
        foreach (var (name, sql) in EventStoreSchema.Scripts.Concat(extra))
        {
            await ApplyAsync(connection, name, sql, serviceRole, daemonRole, cancellationToken);
        }
    }

    private static async Task ApplyAsync(
        NpgsqlConnection connection, string name, string sql, string serviceRole, string daemonRole, CancellationToken cancellationToken)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(sql.ReplaceLineEndings("\n")));
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await connection.CreateBatch().Add("select sha256 from mt.coc_migrations where name = $1", name).ScalarAsync(cancellationToken) is byte[] applied)
        {
            if (!applied.AsSpan().SequenceEqual(hash))
            {
                throw new InvalidOperationException($"Migration {name} was changed after it had been applied.");
            }

            return;
        }

        var text = sql.Replace("{service_role}", serviceRole, StringComparison.Ordinal).Replace("{daemon_role}", daemonRole, StringComparison.Ordinal);
        await ExecuteAsync(connection, text, cancellationToken);
        await connection.CreateBatch().Add("insert into mt.coc_migrations (name, sha256) values ($1, $2)", name, hash).RunAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // The text is an embedded script of ours; only role names, checked before, are put into it.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Require(string role)
    {
        if (!RoleName().IsMatch(role))
        {
            throw new ArgumentException($"'{role}' is not a role name this migration accepts.", nameof(role));
        }
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$")]
    private static partial Regex RoleName();
}
