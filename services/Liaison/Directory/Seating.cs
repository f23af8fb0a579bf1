using Npgsql;

namespace Coc.Liaison.Directory;

/// <summary>
/// One at a time, whatever the body and the replica: who may sit where depends on seats of other bodies, and who may be whose arbiter on their policies, which are other streams. Two confirmations at the same
/// moment would each find the other seat free, and two bodies could name each other.
/// </summary>
internal sealed class Seating(NpgsqlDataSource database)
{
    private const long Key = 0x5EA7;

    public async Task<T> AloneAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken); // its end gives the lock back, also when the process dies
        await using var command = new NpgsqlCommand("select pg_advisory_xact_lock($1)", connection, transaction) { Parameters = { new() { Value = Key } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
        return await work();
    }
}
