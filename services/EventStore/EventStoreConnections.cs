using Npgsql;

namespace Coc.EventStore;

/// <summary>Opens connections as the store wants them.</summary>
public static class EventStoreConnections
{
    /// <summary>
    /// Statements are prepared by themselves, because their texts are few and constant. Connections are not reset on return:
    /// nothing of the store outlives its transaction, the tenant included.
    /// </summary>
    public static NpgsqlDataSource Open(string connectionString) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
    {
        MaxAutoPrepare = 128, AutoPrepareMinUsages = 2,
        NoResetOnClose = true,
        // Short statements by the thousand: compiling one because it looks dear takes longer than running it.
        Options = "-c jit=off",
        // Details of an error quote rows.
        IncludeErrorDetail = false,
    });
}
