using Npgsql;

namespace Coc.EventStore.Appending;

/// <summary>What a refused batch means.</summary>
internal static class Failures
{
    /// <summary>A head or a key is not what was thought: look under the lock.</summary>
    public static bool IsStale(PostgresException failure) =>
        failure.SqlState is "CC409" or "CC410"
        || IsReplacedBodyKey(failure)
        || (failure.SqlState == PostgresErrorCodes.UniqueViolation
            && failure.SchemaName == "mt"
            && failure.ConstraintName is "pkey_mt_streams_tenant_id_id" or "pk_mt_events_stream_and_version" or "ux_coc_keys_owner");

    /// <summary>A rotation has removed the body key that a new data key was wrapped by.</summary>
    public static bool IsReplacedBodyKey(PostgresException failure) =>
        failure is { SqlState: PostgresErrorCodes.ForeignKeyViolation, ConstraintName: "fk_coc_keys_body_key" };

    /// <summary>The server broke a circle of waiters; nothing was written.</summary>
    public static bool IsTransient(PostgresException failure) =>
        failure.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;
}
