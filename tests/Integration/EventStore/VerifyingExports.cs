using System.Text.Json.Nodes;
using Coc.EventMaintenance.Exporting;
using Coc.EventMaintenance.Verifying;
using Coc.EventStore;
using FsCheck;
using FsCheck.Fluent;

namespace Coc.Integration.EventStore;

/// <summary>An export is verified by itself. Every change is made so that the file's own counts and hash still fit: only the chains tell.</summary>
public sealed class VerifyingExports(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private readonly Proving log = new(fixture);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_export_fits_without_database_or_keys_also_after_a_key_was_destroyed()
    {
        var head = await GivenAsync();
        await fixture.Store.DestroyKeyAsync(Proving.A1, "panel", Token);
        var lines = Proving.Lines(await log.ExportAsync());

        (await log.VerifyFileAsync(lines, head)).ShouldSatisfyAllConditions(
            v => v.FirstBroken.ShouldBeNull(), v => v.Streams.ShouldBe(3), v => v.Events.ShouldBe(9), v => v.Service.ShouldBe("cases"), v => v.Remarks.ShouldBeEmpty());
        string.Concat(lines).ShouldNotContain("canary");
    }

    [Fact]
    public async Task A_tenant_or_a_stream_can_be_exported_alone_and_says_that_it_is_a_part()
    {
        await GivenAsync();

        var tenant = await log.VerifyFileAsync(Proving.Lines(await log.ExportAsync(tenant: "project-a")));
        var stream = await log.VerifyFileAsync(Proving.Lines(await log.ExportAsync(stream: Proving.B1.Id)));

        (tenant.FirstBroken, tenant.Streams, tenant.Events).ShouldBe((null, 2L, 6L));
        (stream.FirstBroken, stream.Streams, stream.Events).ShouldBe((null, 1L, 3L));
        stream.Remarks.Single().ShouldStartWith("a part of the log");
    }

    [Fact]
    public async Task Swapped_lines_a_deleted_one_and_one_that_stands_twice_are_named()
    {
        await GivenAsync();
        var lines = Proving.Lines(await log.ExportAsync());

        // Line 0 is the header, 1 the stream A1, 2 to 6 its events.
        (await NamedAsync([.. lines[..3], lines[4], lines[3], .. lines[5..]])).ShouldBe((Proving.A1, 2, 4, "is missing"));
        (await NamedAsync([.. lines[..4], .. lines[5..]])).ShouldBe((Proving.A1, 3, 5, "is missing"));
        (await NamedAsync([.. lines[..4], lines[3], .. lines[4..]])).ShouldBe((Proving.A1, 2, 5, "stands twic"));
        (await NamedAsync([.. lines[..6], .. lines[7..]])).ShouldBe((Proving.A1, 5, 2, "is missing"));
    }

    [Fact]
    public async Task A_tail_cut_off_with_its_row_is_named_and_without_a_trace_seen_by_the_head()
    {
        await GivenAsync();
        var lines = Proving.Lines(await log.ExportAsync());
        var row = JsonNode.Parse(lines[1])!;
        row["stream"]!["version"] = 4;
        (await NamedAsync([lines[0], row.ToJsonString(), .. lines[2..6], .. lines[7..]])).ShouldBe((Proving.A1, 5, 2, "is missing"));

        row["stream"]!["attested"] = new JsonObject { ["version"] = 4, ["hash"] = JsonNode.Parse(lines[5])!["event"]!["headers"]!["h"]!.GetValue<string>() };
        var verified = await log.VerifyFileAsync(Proving.Resealed([lines[0], row.ToJsonString(), .. lines[2..6], .. lines[7..]]));
        verified.FirstBroken.ShouldNotBeNull().What.ShouldContain("it counts 9 events in 3 streams, here are 8 in 3");
    }

    [Fact]
    public async Task A_stream_cut_out_is_seen_by_the_head()
    {
        await GivenAsync();
        var lines = Proving.Lines(await log.ExportAsync());

        var verified = await log.VerifyFileAsync(Proving.Resealed([lines[0], .. lines[7..]]));

        verified.FirstBroken.ShouldNotBeNull().What.ShouldContain("it counts 9 events in 3 streams, here are 4 in 2");
    }

    [Fact]
    public async Task What_no_chain_covers_is_covered_by_the_last_line()
    {
        await GivenAsync();
        var lines = Proving.Lines(await log.ExportAsync());
        lines[2] = lines[2].Replace("\"archived\":false", "\"archived\":true", StringComparison.Ordinal);

        (await log.VerifyFileAsync(lines)).FirstBroken.ShouldNotBeNull().What.ShouldStartWith("the file is not as it was written");
    }

    [Theory]
    [InlineData(0, "{\"coc\":{\"format\":2}}", 1)]
    [InlineData(3, "{\"event\":{}}", 4)]
    [InlineData(3, "what?", 4)]
    [InlineData(3, "{\"coc\":{\"format\":1,\"service\":\"cases\",\"tenant\":null,\"stream\":null,\"at\":\"\",\"head\":null}}", 4)]
    [InlineData(13, "{\"end\":{\"streams\":3}}", 14)]
    public async Task A_line_that_cannot_be_read_is_named(int at, string line, long named)
    {
        await GivenAsync();
        var lines = Proving.Lines(await log.ExportAsync());
        lines.Count.ShouldBe(14);
        lines[at] = line;

        (await Should.ThrowAsync<ExportException>(() => log.VerifyFileAsync(lines))).Line.ShouldBe(named);
    }

    [Fact]
    public async Task A_file_without_its_end_is_refused()
    {
        await GivenAsync();
        var lines = Proving.Lines(await log.ExportAsync());

        (await Should.ThrowAsync<ExportException>(() => log.VerifyFileAsync(lines[..^1]))).Line.ShouldBe(14);
        (await Should.ThrowAsync<ExportException>(() => log.VerifyFileAsync([]))).Line.ShouldBe(1);
    }

    [Fact]
    public async Task Any_change_to_any_event_is_found_and_the_event_named()
    {
        await GivenAsync();
        var lines = Proving.Lines(await log.ExportAsync());
        var events = Enumerable.Range(0, lines.Count).Where(i => lines[i].StartsWith("{\"event\"", StringComparison.Ordinal)).ToArray();

        Prop.ForAll(Gen.Elements(events).ToArbitrary(), Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), (at, seed) =>
        {
            var changed = lines.ToList();
            if (!Tampering.Change(changed, at, new System.Random(seed), out var how))
            {
                return true;
            }

            var was = JsonNode.Parse(lines[at])!["event"]!;
            var broken = Sync(log.VerifyFileAsync(Proving.Resealed(changed))).FirstBroken;
            (broken is not null && (broken.Line == at + 1 || broken.Version == was["version"]!.GetValue<long>())).ShouldBeTrue($"{how} of line {at + 1}: {broken}");
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    // FsCheck's properties are synchronous.
    private static Verified Sync(Task<Verified> task) => Task.Run(() => task).GetAwaiter().GetResult();

    private async Task<Coc.EventMaintenance.Attesting.SignedHead> GivenAsync()
    {
        await log.ResetAsync();
        return (await log.SignAsync())!;
    }

    private async Task<(StreamKey? Stream, long Version, long? Line, string What)> NamedAsync(List<string> lines)
    {
        var broken = (await log.VerifyFileAsync(Proving.Resealed(lines))).FirstBroken.ShouldNotBeNull();
        return (broken.Stream, broken.Version, broken.Line, broken.What[..10] == "is missing" ? "is missing" : broken.What[..11]);
    }
}
