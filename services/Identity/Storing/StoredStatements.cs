using System.Data.Common;
using Coc.EventStore;
using Coc.Identity.Accounts;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Coc.Identity.Storing;

/// <summary>Runs Platform's statements (inbox, idempotency) in the transaction of their effect; Identity keeps no events and has no event store to do it.</summary>
internal static class StoredStatements
{
    public static Task RunAsync(AccountsDb db, IReadOnlyList<StoreStatement> statements, CancellationToken cancellationToken) =>
        RunAsync(() => db.Database.GetDbConnection().CreateCommand(), statements, cancellationToken);

    public static Task RunAsync(NpgsqlDataSource database, IReadOnlyList<StoreStatement> statements, CancellationToken cancellationToken) =>
        RunAsync(() => database.CreateCommand(), statements, cancellationToken);

    private static async Task RunAsync(Func<DbCommand> create, IReadOnlyList<StoreStatement> statements, CancellationToken cancellationToken)
    {
        foreach (var statement in statements)
        {
            await using var command = create();
#pragma warning disable CA2100 // The statement is a constant of Platform's; its values are parameters.
            command.CommandText = statement.Sql;
#pragma warning restore CA2100
            foreach (var value in statement.Parameters)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
            }

            try
            {
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                throw new UniqueViolationException(e.ConstraintName ?? "", e);
            }
        }
    }
}
