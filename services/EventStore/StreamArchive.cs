namespace Coc.EventStore;

/// <summary>
/// Statements that close a stream and open it again, for the transaction of an append, also of that of its last event. An archived stream is read as before,
/// takes no more events, and still answers a repeated append. Only <c>mt_streams.is_archived</c> changes: stored events never do.
/// </summary>
public static class StreamArchive
{
    /// <summary>From the commit on, every append to the stream is refused in every process (<see cref="StreamArchivedException"/>).</summary>
    public static StoreStatement Close(StreamKey stream) => Set(stream, archived: true);

    /// <summary>The stream takes events again.</summary>
    public static StoreStatement Open(StreamKey stream) => Set(stream, archived: false);

    private static StoreStatement Set(StreamKey stream, bool archived) =>
        new(stream.Tenant, "update mt.mt_streams set is_archived = $3 where tenant_id = $1 and id = $2", stream.Tenant, stream.Id, archived);
}
