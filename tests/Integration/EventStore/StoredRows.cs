using System.Text.Json;
using Coc.EventFormat.Chain;
using Coc.EventStore;
using Npgsql;

namespace Coc.Integration.EventStore;

/// <summary>What lies in the tables after an append: ciphertext, headers, a chain that can be computed again from the rows.</summary>
public sealed class StoredRows(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private readonly PostgresEventStore store = fixture.Store;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static StoreEvent.NoteTaken Taken(string text = "canary") => new StoreEvent.NoteTaken("t", 1, Mood.VeryTense, Sensitive.Of(text, "panel"));

    [Fact]
    public async Task Columns_and_headers_hold_the_context()
    {
        var stream = Given.Stream();
        var append = Given.Append(stream, 0, Taken());
        await store.AppendAsync(append, Token);
        var c = append.Context;

        (await fixture.Daemon.LinesAsync(
            $"""
            select s.type, s.version, e.type, e.mt_dotnet_type, e.correlation_id, e.causation_id, e.user_name, e.is_archived,
              to_char(e.timestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), to_char(s.created at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
            from mt.mt_events e join mt.mt_streams s on s.id = e.stream_id where stream_id = '{stream.Id}'
            """)).ShouldBe(
            [$"note 1 note_taken Coc.Integration.EventStore.StoreEvent+NoteTaken, Coc.Integration {c.Correlation} {c.Causation} account:1 False 2026-03-14T13:09:26.123456 2026-03-14T13:09:26.123456"]);
        var headers = JsonDocument.Parse((await fixture.Daemon.ScalarAsync<string>($"select headers from mt.mt_events where stream_id = '{stream.Id}'"))!).RootElement;
        headers.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal).ShouldBe(["actor", "h", "incident", "p", "policyVersion", "role", "seat", "traceparent"]);
        headers.GetProperty("p").GetString().ShouldBe(new string('0', 64));
        headers.GetProperty("policyVersion").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task No_plain_text_is_stored()
    {
        var stream = Given.Stream();
        await store.AppendAsync(Given.Append(stream, 0, Taken()), Token);

        var data = (await fixture.Daemon.ScalarAsync<string>($"select data from mt.mt_events where stream_id = '{stream.Id}'"))!;

        data.ShouldNotContain("canary");
        data.ShouldMatch("\"text\": \"enc:1:[0-9a-f]{32}:");
        data.ShouldContain("\"mood\": \"veryTense\"");
    }

    [Fact]
    public async Task The_chain_follows_from_the_rows_and_from_nothing_else()
    {
        var stream = Given.Stream();
        await store.AppendAsync(Given.Append(stream, 0, Taken(), new StoreEvent.NoteClosed(Given.At, -5)), Token);
        await fixture.NewStore().AppendAsync(Given.Append(stream, 2, Taken()), Token);
        await store.AppendAsync(Given.Append(stream, StreamAppend.ExpectAny, Taken()), Token);
        await store.DestroyKeyAsync(stream, "panel", Token);

        await ShouldFitAsync(fixture.Daemon, stream, 4);
    }

    [Fact]
    public async Task A_remembered_head_is_not_trusted_when_the_past_is_another()
    {
        var stream = Given.Stream();
        await store.AppendAsync(Given.Append(stream, 0, Taken()), Token);
        await fixture.ForgeAsync(
            stream.Tenant, $"update mt.mt_events set user_name = 'restored', headers = headers || jsonb_build_object('h', repeat('ab', 32)) where stream_id = '{stream.Id}'");

        await store.AppendAsync(Given.Append(stream, 1, Taken()), Token);

        (await fixture.Daemon.ScalarAsync<string>($"select headers ->> 'p' from mt.mt_events where stream_id = '{stream.Id}' and version = 2"))
            .ShouldBe(string.Concat(Enumerable.Repeat("ab", 32)));
    }

    /// <summary>The hashes of a stream's rows follow from the rows, ours and foreign ones.</summary>
    internal static async Task ShouldFitAsync(NpgsqlDataSource daemon, StreamKey stream, int count)
    {
        await using var command = daemon.CreateCommand($"select {EventRow.Columns} from mt.mt_events where stream_id = '{stream.Id}' order by version");
        await using var reader = await command.ExecuteReaderAsync(Token);
        var hash = ChainHash.Beginning;
        var seen = 0;
        while (await reader.ReadAsync(Token))
        {
            var row = EventRow.Read(reader);
            var previous = Convert.ToHexStringLower(hash);
            hash = row.ComputeHash(hash);
            if (row.StoredHash() is { } stored)
            {
                stored.ShouldBe(Convert.ToHexStringLower(hash));
                EventHeaders.Parse(row.Headers)!.P.ShouldBe(previous);
            }

            seen++;
        }

        seen.ShouldBe(count);
    }
}
