using System.Globalization;

namespace Coc.Benchmarks.EventStore;

/// <summary>
/// Many events quickly, by SQL alone: streams of 20, a thousand streams growing side by side, as the events of a busy service lie between each other.
/// Bodies and headers have the size and shape of real ones; their chain is not valid.
/// </summary>
internal static class Filler
{
    public const int Length = 20;

    private const string Indexes =
        """
        alter table mt.mt_events add constraint pkey_mt_events_seq_id primary key (seq_id);
        create unique index pk_mt_events_stream_and_version on mt.mt_events using btree (tenant_id, stream_id, version);
        alter table mt.mt_events add constraint fkey_mt_events_stream_id_tenant_id foreign key (tenant_id, stream_id) references mt.mt_streams (tenant_id, id);
        """;

    public static async Task WriteAsync(BenchDatabase database, int events)
    {
        var streams = events / Length;
        await database.ExecuteAsync(
            $$"""
            create function bench.stream(s bigint) returns uuid language sql immutable as $f$
              select (lpad(to_hex(1700000000000 + s), 12, '0') || '7' || substr(md5(s::text), 1, 3) || '8' || substr(md5(s::text), 4, 15))::uuid $f$;
            create table bench.bodies as
              select n, jsonb_set('{{BenchContext.Body(Guid.CreateVersion7(), 1)}}'::jsonb, '{weight}', to_jsonb(n)) as data,
                '{{BenchContext.Headers}}'::jsonb || jsonb_build_object('h', encode(sha256(n::text::bytea), 'hex'), 'p', encode(sha256((n - 1)::text::bytea), 'hex')) as headers
              from generate_series(0, 99) n;
            alter table mt.mt_events drop constraint fkey_mt_events_stream_id_tenant_id;
            alter table mt.mt_events drop constraint pkey_mt_events_seq_id;
            drop index mt.pk_mt_events_stream_and_version;
            insert into mt.mt_streams (tenant_id, id, type, version, timestamp, created)
              select '{{BenchDatabase.Tenant}}', bench.stream(s), 'note', {{Length}}, now(), now() from generate_series(0, {{streams - 1}}) s;
            insert into mt.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, headers, user_name)
              select nextval('mt.mt_events_sequence'), gen_random_uuid(), stream, v, b.data, 'note_taken', now(), '{{BenchDatabase.Tenant}}', '{{typeof(BenchEvent.NoteTaken).FullName}}, Coc.Benchmarks',
                stream::text, b.headers, 'account:' || stream
              from generate_series(0, {{(streams - 1) / 1000}}) w, generate_series(1, {{Length}}) v, generate_series(w * 1000, least(w * 1000 + 999, {{streams - 1}})) s,
                lateral (select bench.stream(s) as stream offset 0) i, bench.bodies b
              where b.n = (s + v) % 100
              order by w, v, s;
            {{Indexes}}
            """);
        await database.ExecuteAsync("vacuum (analyze) mt.mt_events, mt.mt_streams");
    }

    /// <summary>The id of the filler's stream of a number, as its SQL makes it.</summary>
    public static Guid Stream(long number)
    {
#pragma warning disable CA5351 // An even spread of digits, not a secret.
        var digits = Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture))));
#pragma warning restore CA5351
        return Guid.ParseExact(string.Create(CultureInfo.InvariantCulture, $"{1700000000000 + number:x12}7{digits[..3]}8{digits[3..18]}"), "N");
    }
}
