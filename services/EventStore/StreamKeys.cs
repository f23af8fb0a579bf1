namespace Coc.EventStore;

/// <summary>A statement that takes a stream's data keys out of use, for the transaction of an append; they come back with <see cref="StreamAppend.Reopens"/>.</summary>
public static class StreamKeys
{
    /// <summary>From the commit on, every member under them reads as erased for every reader, in every process; nothing can be sealed under them.</summary>
    /// <param name="except">owners whose keys stay in use</param>
    public static StoreStatement Disable(StreamKey stream, DateTimeOffset at, params string[] except) => new(
        stream.Tenant,
        "update mt.coc_keys set disabled = $3 where tenant_id = $1 and stream_id = $2 and owner <> all ($4) and disabled is null and destroyed is null",
        stream.Tenant, stream.Id, at, except);
}
