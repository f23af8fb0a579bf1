using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;
using Coc.Unit.Intake;

namespace Coc.EndToEnd.Flow;

/// <summary>Evidence (R8, P10) from the reporter's hand into the vault and out of it, through the gateway.</summary>
public sealed class EvidenceTests(RunningSystem system, ITestOutputHelper output)
{
    private const int Largest = 25 * 1024 * 1024;

    [Fact]
    public async Task A_picture_is_read_by_the_panel_in_both_copies_and_by_nobody_else()
    {
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var committee = await Committee.OfSextantAsync(system);
        var work = await committee.TakeUpAsync(reporter.Report, committee.Seats[0], committee.Seats[1]);
        var picture = await reporter.SendAsync(Pictures.Jpeg(), "shot.jpg");
        var path = $"/api/cases/{work.Id}/evidence/{picture}";

        var own = (await reporter.LookAsync()).Json.List("evidence").ShouldHaveSingleItem();
        own.Text("name").ShouldBe("shot.jpg");
        own.Text("sha256").ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Pictures.Jpeg())));
        ((long)own["size"]!).ShouldBe(Pictures.Jpeg().Length);

        (await committee.Chair.GetAsync($"/api/cases/{work.Id}/evidence")).Expect(200).Items.ShouldHaveSingleItem().Id().ShouldBe(picture);
        (await committee.Chair.GetAsync($"/api/cases/{work.Id}/reports/{reporter.Report}")).Expect(200).Json.List("evidence").ShouldHaveSingleItem().Text("name").ShouldBe("shot.jpg");
        var detail = (await committee.Chair.GetAsync(path)).Expect(200);
        detail.Text.ShouldContain("GPS Latitude");
        detail.Json.Text("stripping").ShouldBe("available");
        var original = await committee.Chair.DownloadAsync($"{path}/original");
        original.Content.ShouldBe(Pictures.Jpeg());
        foreach (var header in new[] { "attachment", "shot.jpg", "nosniff", "sandbox", "no-store", "image/jpeg" })
        {
            original.Headers.ShouldContain(header);
        }

        (await committee.Chair.DownloadAsync($"{path}/stripped")).Content.ShouldBe(Pictures.JpegStripped());
        foreach (var stranger in new[] { committee.Seats[2], await system.AsAsync("vera@astrolabe.example"), await system.AsAsync("eun@orrery.example") })
        {
            foreach (var copy in new[] { "", "/original", "/stripped" })
            {
                (await stranger.GetAsync(path + copy)).Expect(404, "notFound");
            }
        }

        (await committee.Chair.GetAsync($"/api/cases/{work.Id}/reads")).Items.Select(r => r.Text("part")).Where(p => p is not "conflictRequest")
            .ShouldBe(["stripped", "original", "evidence", "report", "evidence"], ignoreOrder: true);
    }

    [Fact]
    public async Task In_quarantine_nobody_opens_it_and_two_seats_let_it_out()
    {
        var (reporter, committee, work) = await OpenAsync();
        var path = $"/api/cases/{work.Id}/evidence/{await reporter.SendAsync([1, 2, 3], "x.bin")}";

        (await committee.Chair.PostAsync($"{path}/quarantine")).Expect(200).Json.Text("state").ShouldBe("quarantined");

        (await committee.Seats[1].GetAsync($"{path}/original")).Expect(409, "quarantined");
        (await committee.Chair.GetAsync($"/api/cases/{work.Id}/evidence")).Items.ShouldHaveSingleItem().Text("state").ShouldBe("quarantined");
        (await committee.Chair.PostAsync($"{path}/release")).Expect(200).Json.Text("state").ShouldBe("quarantined");
        (await committee.Seats[1].PostAsync($"{path}/release")).Expect(200).Json.Text("state").ShouldBe("kept");
        (await committee.Chair.DownloadAsync($"{path}/original")).Content.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Evidence_goes_with_the_case_but_for_what_is_in_quarantine()
    {
        var (reporter, sextant, work) = await OpenAsync();
        var sent = await reporter.SendAsync([1], "sent.bin");
        var locked = await reporter.SendAsync([2], "locked.bin");
        (await sextant.Chair.UploadAsync($"/api/cases/{work.Id}/evidence", new ByteArrayContent([3]), "brought.bin")).Expect(200);
        var brought = (await work.ReadAsync()).List("evidence").ShouldHaveSingleItem().Id();
        (await sextant.Chair.PostAsync($"/api/cases/{work.Id}/evidence/{locked}/quarantine")).Expect(200);

        var taken = await HandOverAsync(sextant, work, reporter);

        var eun = taken.Committee.Chair;
        (await eun.GetAsync($"/api/cases/{taken.Id}/evidence")).Items.Select(e => e.Id()).ShouldBe([sent, brought], ignoreOrder: true);
        (await eun.DownloadAsync($"/api/cases/{taken.Id}/evidence/{sent}/original")).Content.ShouldBe([1]);
        (await eun.DownloadAsync($"/api/cases/{taken.Id}/evidence/{brought}/original")).Content.ShouldBe([3]);
        (await eun.GetAsync($"/api/cases/{taken.Id}/evidence/{locked}/original")).Expect(404, "notFound");
        (await eun.PostAsync($"/api/cases/{taken.Id}/evidence/{locked}/release")).Expect(404, "notFound");
        foreach (var piece in new[] { sent, brought, locked })
        {
            (await sextant.Chair.GetAsync($"/api/cases/{work.Id}/evidence/{piece}/original")).Expect(404, "notFound");
            (await sextant.Chair.GetAsync($"/api/cases/{taken.Id}/evidence/{piece}/original")).Expect(404, "notFound");
        }
    }

    [Fact]
    public async Task Twenty_five_megabytes_go_through_one_byte_more_does_not_and_a_stream_without_an_end_is_cut_off()
    {
        var (reporter, committee, work) = await OpenAsync();
        var content = RandomNumberGenerator.GetBytes(Largest);
        // What the runtime needs once is not what a file costs.
        var warm = await reporter.SendAsync(content, "warm.bin");
        await committee.Chair.DownloadAsync($"/api/cases/{work.Id}/evidence/{warm}/original");
        await committee.Chair.UploadAsync($"/api/cases/{work.Id}/evidence", new ByteArrayContent(content), "warm.bin");
        var before = Memory();

        var piece = await reporter.SendAsync(content, "large.bin");
        for (var i = 0; i < 3; i++)
        {
            (await reporter.WithReceipt.UploadAsync("/api/receipt/evidence", new ByteArrayContent(new byte[Largest + 1]), "larger.bin")).Expect(413, "tooLarge");
            (await committee.Chair.UploadAsync($"/api/cases/{work.Id}/evidence", new ByteArrayContent(new byte[Largest + 1]), "larger.bin")).Expect(413, "tooLarge");
        }

        (await committee.Chair.DownloadAsync($"/api/cases/{work.Id}/evidence/{piece}/original")).Content.ShouldBe(content);
        (await TenGigabytesAsync(reporter.WithReceipt, "/api/receipt/evidence")).ShouldBeLessThan(200L * 1024 * 1024);
        (await TenGigabytesAsync(committee.Chair, $"/api/cases/{work.Id}/evidence")).ShouldBeLessThan(200L * 1024 * 1024);

        (await reporter.LookAsync()).Json.List("evidence").Count.ShouldBe(2);
        foreach (var (service, was) in before)
        {
            var now = Memory()[service];
            output.WriteLine($"{service}: {was} -> {now} kB resident");
            (now - was).ShouldBeLessThan(40 * 1024, $"{service} went from {was} to {now} kB"); // one file in a growing buffer would take 64 MB
        }
    }

    [Fact]
    public async Task A_bomb_is_unfolded_by_nobody_and_what_lies_about_itself_goes_out_as_bytes()
    {
        var (reporter, committee, work) = await OpenAsync();
        var (bomb, page) = (Bomb(), Encoding.UTF8.GetBytes("<html><script>alert(document.cookie)</script></html>"));
        await reporter.SendAsync(RandomNumberGenerator.GetBytes(bomb.Length), "warm.bin");
        var before = Memory();

        foreach (var (content, name) in new[] { (bomb, "archive.zip"), (bomb, "holiday.jpg"), (page, "holiday.png"), ([.. "GIF89a"u8, .. page], "script.html") })
        {
            var path = $"/api/cases/{work.Id}/evidence/{await reporter.SendAsync(content, name)}";
            var detail = (await committee.Chair.GetAsync(path)).Expect(200);
            detail.Json.Text("stripping").ShouldNotBe("available", name);
            ((bool)detail["metadataComplete"]!).ShouldBeFalse(name);
            var (status, original, headers) = await committee.Chair.DownloadAsync($"{path}/original");
            (status, original.AsSpan().SequenceEqual(content)).ShouldBe((200, true), name);
            foreach (var header in new[] { "application/octet-stream", "attachment", "nosniff", "sandbox" })
            {
                headers.ShouldContain(header, Case.Insensitive, name);
            }

            (await committee.Chair.GetAsync($"{path}/stripped")).Expect(409);
        }

        foreach (var (service, was) in before)
        {
            (Memory()[service] - was).ShouldBeLessThan(40 * 1024, $"{service}: what unfolds to {Unfolded >> 30} GB was unfolded");
        }
    }

    [Fact]
    public async Task An_upload_whose_service_is_killed_in_the_middle_is_not_there_and_can_be_sent_again()
    {
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        using var slow = new StreamContent(new Killing(() => system.KillAsync("intake")));

        var answer = await Record.ExceptionAsync(async () => (await reporter.WithReceipt.UploadAsync("/api/receipt/evidence", slow, "x.bin")).Expect(201));

        answer.ShouldNotBeNull("a killed service acknowledged a file");
        await system.UpAsync();
        (await reporter.LookAsync()).Json.List("evidence").ShouldBeEmpty();
        await reporter.SendAsync(Encoding.UTF8.GetBytes("again"), "x.bin");
        (await reporter.LookAsync()).Json.List("evidence").ShouldHaveSingleItem();
    }

    private async Task<(Reporter Reporter, Committee Committee, CaseWork Work)> OpenAsync()
    {
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var committee = await Committee.OfSextantAsync(system);
        return (reporter, committee, await committee.TakeUpAsync(reporter.Report, committee.Seats[0], committee.Seats[1]));
    }

    private async Task<CaseWork> HandOverAsync(Committee sextant, CaseWork work, Reporter reporter)
    {
        await work.AcknowledgeAsync();
        await work.TriageAsync("high");
        await work.DoneAsync(sextant.Chair, "risk-factors", new { factor = "suspectedLawViolation", present = true });
        await work.DoneAsync(sextant.Chair, "transfers", new { to = "orrery", rule = "J4", share = "all" });
        var eun = await system.AsAsync("eun@orrery.example");
        var codeName = (await work.ReadAsync()).Text("codeName");
        var offer = await Eventually.GetAsync("the offer", async () =>
            (await eun.AllAsync("/api/bodies/orrery/transfers")).FirstOrDefault(t => t.Text("codeName") == codeName && t.Text("state") == "offered"));
        await system.AdvanceAsync("P2D");
        (await eun.PostAsync($"/api/transfers/{offer.Id()}/accept")).Expect(200);
        return await (await Committee.OfOrreryAsync(system)).TakeUpAsync(reporter.Report);
    }

    // How much of it was taken before it was cut off, told or by closing the connection.
    private static async Task<long> TenGigabytesAsync(Client client, string path)
    {
        using var stream = new Zeros(10L * 1024 * 1024 * 1024);
        using var content = new StreamContent(stream);
        var refused = await Record.ExceptionAsync(async () => (await client.UploadAsync(path, content, "endless.bin")).Expect(413, "tooLarge"));
        (refused is null or HttpRequestException).ShouldBeTrue(refused?.ToString());
        return stream.Given;
    }

    private const long Unfolded = 64L * 256 * 1024 * 1024;

    // The same quarter of a gigabyte of zeros, named 64 times: 16 GB in less than 25 MB.
    private static byte[] Bomb()
    {
        using var once = new MemoryStream();
        using (var deflate = new DeflateStream(once, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var i = 0; i < 256; i++)
            {
                deflate.Write(new byte[1024 * 1024]);
            }
        }

        using var archive = new MemoryStream();
        using var directory = new MemoryStream();
        for (ushort i = 0; i < 64; i++)
        {
            byte[] facts = [20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. BitConverter.GetBytes((uint)once.Length), .. BitConverter.GetBytes(256u * 1024 * 1024), 4, 0, 0, 0];
            byte[] name = Encoding.ASCII.GetBytes($"{i:D4}");
            directory.Write([.. "PK\u0001\u0002"u8, 20, 0, .. facts, .. new byte[10], .. BitConverter.GetBytes((uint)archive.Position), .. name]);
            archive.Write([.. "PK\u0003\u0004"u8, .. facts, .. name]);
            once.WriteTo(archive);
        }

        var at = (uint)archive.Position;
        directory.WriteTo(archive);
        archive.Write([.. "PK\u0005\u0006"u8, 0, 0, 0, 0, 64, 0, 64, 0, .. BitConverter.GetBytes((uint)directory.Length), .. BitConverter.GetBytes(at), 0, 0]);
        using var readable = new ZipArchive(new MemoryStream(archive.ToArray()));
        readable.Entries.Sum(e => e.Length).ShouldBe(Unfolded, "it is a bomb");
        return archive.ToArray();
    }

    private Dictionary<string, long> Memory() => new[] { "gateway", "intake", "cases" }.ToDictionary(s => s, service =>
        long.Parse(File.ReadLines($"/proc/{system.Read("run", $"{service}.pid").Split(' ')[0]}/status").Single(l => l.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));

    private sealed class Zeros(long length) : MemoryStream
    {
        public long Given { get; private set; }

        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var some = (int)Math.Min(buffer.Length, length - Given);
            Given += some;
            return ValueTask.FromResult(some);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    private sealed class Killing(Func<Task> kill) : MemoryStream
    {
        private const int At = 2_000_000;
        private int given;

        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (given < At && given + buffer.Length >= At)
            {
                await kill();
            }

            var some = Math.Min(buffer.Length, (2 * At) - given);
            given += some;
            return some;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }
}
