using Coc.EventStore;
using Coc.Identity.Accounts;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Coc.Identity.Consumers;

/// <summary>Writes a message's inbox row in the transaction of its effect; Identity has no event store to do it.</summary>
internal static class InboxRow
{
    public static async Task WriteAsync(AccountsDb db, StoreStatement row, CancellationToken cancellationToken)
    {
        await using var command = (NpgsqlCommand)db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The statement is a constant of Platform's; its values are parameters.
        command.CommandText = row.Sql;
#pragma warning restore CA2100
        foreach (var value in row.Parameters)
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
