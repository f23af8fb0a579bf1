using Npgsql;

namespace Coc.EventStore.Forwarding;

/// <summary>Where the log ends, for one who speaks of all of it up to there.</summary>
public static class LogEnd
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>The highest visible sequence number, once everybody who drew one before has ended: nothing can appear below it any more. 0 when there is none.</summary>
    /// <param name="connection">as the daemon's role, outside a transaction</param>
    public static async Task<long> SettledAsync(NpgsqlConnection connection, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        var upTo = (long)(await connection.CreateBatch().Add(LogReader.Highest).ScalarAsync(cancellationToken))!;
        var waitingFor = await HoldersAsync(connection, cancellationToken);
        while (waitingFor.Count > 0)
        {
            await Task.Delay(Look, clock, cancellationToken);
            waitingFor.IntersectWith(await HoldersAsync(connection, cancellationToken));
        }

        return upTo;
    }

    private static async Task<HashSet<string>> HoldersAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        [.. await connection.CreateBatch().Add(LogReader.Holders).ListAsync(row => row.GetString(0), cancellationToken)];
}
