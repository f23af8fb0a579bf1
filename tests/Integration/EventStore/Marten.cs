using Coc.EventStore;

namespace Coc.Integration.EventStore;

/// <summary>What Marten sends when it appends by itself in its Quick mode: the stream's row, then events without a header of ours.</summary>
internal static class Marten
{
    /// <summary>One event of type <c>note_closed</c> for each body, behind a version; 0 begins the stream.</summary>
    public static string[] QuickAppend(StreamKey stream, long behind, params string[] bodies) =>
    [
        behind == 0
            ? $"insert into mt.mt_streams (tenant_id, id, type, version, timestamp, created) values ('{stream.Tenant}', '{stream.Id}', 'note', {bodies.Length}, now(), now())"
            : $"update mt.mt_streams set version = {behind + bodies.Length}, timestamp = now() where tenant_id = '{stream.Tenant}' and id = '{stream.Id}' and version = {behind}",
        .. bodies.Select((body, i) =>
            $"""
            insert into mt.mt_events (seq_id, id, stream_id, version, data, type, tenant_id, timestamp, mt_dotnet_type, correlation_id, is_archived)
            values (nextval('mt.mt_events_sequence'), gen_random_uuid(), '{stream.Id}', {behind + i + 1}, '{body}', 'note_closed', '{stream.Tenant}', now(),
              'Coc.Integration.EventStore.StoreEvent+NoteClosed, Coc.Integration', 'foreign', false)
            """),
    ];
}
