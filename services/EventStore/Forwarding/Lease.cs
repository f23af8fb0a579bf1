using Npgsql;

namespace Coc.EventStore.Forwarding;

/// <summary>The right to run a job, held as a session's advisory lock.</summary>
public sealed class Lease : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly string job;

    internal Lease(NpgsqlConnection connection, string job)
    {
        this.connection = connection;
        this.job = job;
    }

    /// <summary>What is hashed into the number of the lock.</summary>
    internal static string Key(string job) => "lease " + job;

    /// <summary>Asks the server; false once the connection is lost, and with it the lease.</summary>
    public async Task<bool> IsHeldAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = new NpgsqlCommand("select 1", connection);
            await command.ExecuteScalarAsync(cancellationToken);
            return true;
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
            await using var command = new NpgsqlCommand("select pg_advisory_unlock(hashtextextended($1, 0))", connection)
            {
                Parameters = { new() { Value = Key(job) } },
            };
            await command.ExecuteScalarAsync();
        }
        catch (Exception lost) when (lost is NpgsqlException or InvalidOperationException)
        {
            // Lost with its connection.
        }

        await connection.DisposeAsync();
    }
}
