using System.Text;
using Coc.Intake;
using Coc.Intake.Domain;
using Coc.Intake.Features.KeepingEvidence;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Intake;

/// <summary>What comes in by a receipt, good and bad.</summary>
public sealed class SendingEvidence(IntakeApp intake) : IClassFixture<IntakeApp>
{
    private readonly EvidenceDesk desk = new(intake);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 400, "validation")]
    [InlineData((25 * 1024 * 1024) + 1, 413, "tooLarge")]
    public async Task Nothing_is_too_little_and_25_megabytes_and_one_byte_too_much(int size, int status, string code)
    {
        var (report, receipt) = await intake.FileAsync(new { description = "d" });

        var sent = await desk.SendAsync(receipt, new byte[size]);

        (sent.Status, sent.Json.GetProperty("code").GetString()).ShouldBe((status, code));
        (await desk.BlocksAsync(report)).ShouldBe(0);
    }

    [Fact]
    public async Task The_receipt_shows_ones_own_files_by_name_size_and_hash()
    {
        var (_, receipt) = await intake.FileAsync(new { description = "d" });
        var (_, another) = await intake.FileAsync(new { description = "d" });
        await desk.SendAsync(receipt, "hello"u8.ToArray(), "../../notes.txt", ("source", "https://chat.example/1"), ("capturedAt", "2026-03-02T09:00:00+01:00"));

        var shown = (await desk.ReceiptAsync(receipt)).GetProperty("evidence").EnumerateArray().ShouldHaveSingleItem();

        (await desk.ReceiptAsync(receipt)).GetProperty("evidenceNotice").GetString()!.ShouldContain("anyone under 18");
        shown.GetProperty("name").GetString().ShouldBe("notes.txt");
        shown.GetProperty("type").GetString().ShouldBe("text/plain");
        shown.GetProperty("source").GetString().ShouldBe("https://chat.example/1");
        shown.GetProperty("capturedAt").GetDateTimeOffset().ShouldBe(new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        (await desk.ReceiptAsync(another)).GetProperty("evidence").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_order_of_the_parts_does_not_matter()
    {
        var (_, receipt) = await intake.FileAsync(new { description = "d" });
        using var form = new MultipartFormDataContent { { new StringContent("a link"), "source" }, { new ByteArrayContent([1]), "file", "x" }, { new StringContent("2026-01-01"), "capturedAt" } };
        (await desk.PostAsync(receipt, form)).Status.ShouldBe(201);
    }

    [Theory]
    [InlineData("text/plain", 415, "unsupportedMediaType")]
    [InlineData("application/json", 415, "unsupportedMediaType")]
    [InlineData(null, 415, "unsupportedMediaType")]
    [InlineData("multipart/form-data", 400, "malformedMultipart")]
    [InlineData("multipart/form-data; boundary=", 400, "malformedMultipart")]
    [InlineData("multipart/form-data; boundary=x", 400, "malformedMultipart")]
    public async Task Another_body_has_its_code(string? type, int status, string code)
    {
        var (_, receipt) = await intake.FileAsync(new { description = "d" });
        using var content = new ByteArrayContent("{\"file\": 1}"u8.ToArray());
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        var sent = await desk.PostAsync(receipt, content);

        (sent.Status, sent.Json.GetProperty("code").GetString()).ShouldBe((status, code));
    }

    [Theory]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\ncut o", "malformedMultipart")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\nabc\r\n", "malformedMultipart")]
    [InlineData("--b\r\nno header at all\r\n\r\nabc\r\n--b--\r\n", "malformedMultipart")]
    [InlineData("--b\r\nContent-Type: text/plain\r\n\r\nabc\r\n--b--\r\n", "malformedMultipart")]
    [InlineData("--b--\r\n", "validation")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\nabc\r\n--b--\r\n", "validation")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\na\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"y\"\r\n\r\nb\r\n--b--\r\n", "validation")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\na\r\n--b\r\nContent-Disposition: form-data; name=\"capturedAt\"\r\n\r\nyesterday\r\n--b--\r\n", "validation")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\na\r\n--b\r\nContent-Disposition: form-data; name=\"capturedAt\"\r\n\r\n2999-01-01\r\n--b--\r\n", "validation")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\na\r\n--b\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\nno\0thing\r\n--b--\r\n", "invalidText")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"; filename*=UTF-8''a%00b\r\n\r\na\r\n--b--\r\n", "invalidText")]
    public async Task A_broken_form_is_told_and_leaves_nothing(string body, string code)
    {
        var (report, receipt) = await intake.FileAsync(new { description = "d" });
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");

        var sent = await desk.PostAsync(receipt, content);

        (sent.Status, sent.Json.GetProperty("code").GetString()).ShouldBe((400, code));
        (await desk.BlocksAsync(report)).ShouldBe(0);
        (await desk.ReceiptAsync(receipt)).GetProperty("evidence").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_wrong_receipt_is_404_also_with_a_whole_file_behind_it()
    {
        var sent = await desk.SendAsync("0000-0000-0000-0000-0000", new byte[20_000_000]);
        (sent.Status, sent.Json.GetProperty("code").GetString()).ShouldBe((404, "notFound"));
    }

    [Fact]
    public async Task The_same_key_twice_keeps_one_file_and_gives_one_answer()
    {
        var (report, receipt) = await intake.FileAsync(new { description = "d" });
        var key = Guid.NewGuid().ToString("N");

        var first = await desk.SendAsync(receipt, "same"u8.ToArray(), "a.txt", key);
        var second = await desk.SendAsync(receipt, "same"u8.ToArray(), "a.txt", key);
        var other = await desk.SendAsync(receipt, "other"u8.ToArray(), "a.txt", key);

        first.Status.ShouldBe(201);
        second.Json.GetRawText().ShouldBe(first.Json.GetRawText());
        (other.Status, other.Json.GetProperty("code").GetString()).ShouldBe((422, "idempotencyKeyReused"));
        (await desk.BlocksAsync(report)).ShouldBe(1);
        (await desk.SendAsync(receipt, [1], "a.txt", "short")).Json.GetProperty("code").GetString().ShouldBe("idempotencyKeyTooShort");
    }

    [Fact]
    public async Task Two_at_once_with_one_key_are_one()
    {
        var (report, receipt) = await intake.FileAsync(new { description = "d" });
        var key = Guid.NewGuid().ToString("N");

        var sent = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => desk.SendAsync(receipt, "same"u8.ToArray(), "a.txt", key)));

        sent.Select(s => s.Json.GetRawText()).Distinct().ShouldHaveSingleItem();
        (await desk.BlocksAsync(report)).ShouldBe(1);
    }

    [Fact]
    public async Task Only_so_many_are_on_their_way_at_once()
    {
        var (report, receipt) = await intake.FileAsync(new { description = "d" });
        var key = await desk.Keys.ForAsync(Reports.Key(report), Owners.Reporter(report), Token);
        for (var i = 0; i < Vault.MostAtOnce; i++)
        {
            await intake.App.Services.GetRequiredService<Vault>().BeginAsync(new(Guid.NewGuid(), report, key.Id, null), Token);
        }

        (await desk.SendAsync(receipt, [1])).Status.ShouldBe(429);
    }
}
