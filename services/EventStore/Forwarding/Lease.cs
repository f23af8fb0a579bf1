using Npgsql;

namespace Coc.EventStore.Forwarding;

/// <summary>The right to run a job, held as a session's advisory lock.</summary>
public sealed class Lease : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly string key;

    private Lease(NpgsqlConnection connection, string key) => (this.connection, this.key) = (connection, key);

    /// <summary>What is hashed into the number of the lock.</summary>
    internal static string Key(string job) => "lease " + job;

    internal static async Task<Lease?> TryTakeAsync(NpgsqlDataSource daemon, string job, CancellationToken cancellationToken)
    {
        var lease = new Lease(await daemon.OpenConnectionAsync(cancellationToken), Key(job));
        var taken = false;
        try
        {
            taken = await lease.AskAsync("select pg_try_advisory_lock(hashtextextended($1, 0))", cancellationToken);
            return taken ? lease : null;
        }
        finally
        {
            if (!taken)
            {
                await lease.connection.DisposeAsync();
            }
        }
    }

    /// <summary>Asks the server; false once the connection is lost, and with it the lease.</summary>
    public async Task<bool> IsHeldAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await AskAsync("select $1 <> ''", cancellationToken);
        }
        catch (Exception lost) when (lost is NpgsqlException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Gives it back.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            // Explicitly, because the connection goes back to its pool without a reset.
            await AskAsync("select pg_advisory_unlock(hashtextextended($1, 0))", CancellationToken.None);
        }
        catch (Exception lost) when (lost is NpgsqlException or InvalidOperationException)
        {
            // Lost with its connection.
        }

        await connection.DisposeAsync();
    }

    private async Task<bool> AskAsync(string sql, CancellationToken cancellationToken) => await connection.CreateBatch().Add(sql, key).ScalarAsync(cancellationToken) is true;
}
