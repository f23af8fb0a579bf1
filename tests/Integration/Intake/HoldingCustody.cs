using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Intake;
using Coc.Intake.Domain;
using Coc.Intake.Features.KeepingEvidence;

namespace Coc.Integration.Intake;

/// <summary>What lies in the vault, who opens it, and that nobody changes it unseen.</summary>
public sealed class HoldingCustody(IntakeApp intake) : IClassFixture<IntakeApp>
{
    private readonly EvidenceDesk desk = new(intake);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(Sealing.Block - 1)]
    [InlineData(Sealing.Block)]
    [InlineData(Sealing.Block + 1)]
    [InlineData(3 * Sealing.Block)]
    [InlineData(25 * 1024 * 1024)]
    public async Task What_is_sent_is_what_is_read_whatever_its_size(int size)
    {
        var (report, receipt) = await intake.FileAsync(new { description = "d" });
        var content = RandomNumberGenerator.GetBytes(size);

        var sent = await desk.SendAsync(receipt, content, "bytes.bin");

        sent.Status.ShouldBe(201, sent.Json.ToString());
        sent.Json.GetProperty("size").GetInt64().ShouldBe(size);
        sent.Json.GetProperty("sha256").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(content)));
        (await desk.ReadAsync(report, sent.Json.GetProperty("id").GetGuid())).ShouldBe(content);
    }

    [Fact]
    public async Task Nothing_of_it_can_be_read_in_the_database()
    {
        var (report, receipt) = await intake.FileAsync(new { description = "d" });
        var canary = "canary" + Guid.NewGuid().ToString("N");
        await desk.SendAsync(receipt, Encoding.UTF8.GetBytes(canary + new string('x', 100_000)), canary + ".txt", ("source", canary));
        (await desk.BlocksAsync(report)).ShouldBe(2);
        (await PlaintextSearch.HitsAsync(intake.App.Database, canary, Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("delete from app.evidence_blocks where evidence = '{0}' and position = 2")]
    [InlineData("delete from app.evidence_blocks where evidence = '{0}' and position = 1")]
    [InlineData("delete from app.evidence_blocks where evidence = '{0}'")]
    [InlineData("update app.evidence_blocks set sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) where evidence = '{0}' and position = 1")]
    [InlineData("update app.evidence_blocks set position = case position when 0 then 1 else 0 end + 10 where evidence = '{0}' and position < 2; update app.evidence_blocks set position = position - 10 where evidence = '{0}' and position >= 10")]
    [InlineData("update app.evidence_blocks b set sealed = o.sealed from app.evidence_blocks o where b.evidence = '{0}' and o.evidence = '{1}' and o.position = b.position")]
    public async Task Blocks_cannot_be_changed_moved_exchanged_or_left_out_unseen(string breakIn)
    {
        var (report, receipt) = await intake.FileAsync(new { description = "d" });
        var evidence = (await desk.SendAsync(receipt, new byte[(3 * Sealing.Block) - 5])).Json.GetProperty("id").GetGuid();
        var another = (await desk.SendAsync(receipt, new byte[(3 * Sealing.Block) - 5])).Json.GetProperty("id").GetGuid();
        await desk.SuperuserAsync(string.Format(null, breakIn, evidence, another));

        await Should.ThrowAsync<HttpRequestException>(() => desk.ReadAsync(report, evidence));
    }

    [Fact]
    public async Task In_quarantine_nobody_opens_it_and_two_seats_let_it_out()
    {
        var (report, receipt) = await intake.FileAsync(new { description = "d" });
        var evidence = (await desk.SendAsync(receipt, [1, 2, 3])).Json.GetProperty("id").GetGuid();
        EvidenceQuestion ira = new(EvidenceDesk.Case, EvidenceDesk.Ira, [report], false), juno = ira with { Seat = EvidenceDesk.Juno }, elsewhere = ira with { Case = Guid.NewGuid() };

        (await desk.AskAsync(evidence, "/quarantine", ira)).Status.ShouldBe(200);

        foreach (var copy in new[] { "/original", "/stripped" })
        {
            (await desk.AskAsync(evidence, copy, ira)).ShouldBe((409, "quarantined"));
        }

        (await desk.ListAsync(report)).Single().State.ShouldBe("quarantined");
        (await desk.AskAsync(evidence, "", elsewhere)).ShouldBe((404, "notFound"));
        (await desk.AskAsync(evidence, "/release", elsewhere)).ShouldBe((404, "notFound"));
        (await desk.AskAsync(evidence, "/release", ira)).Status.ShouldBe(200);
        (await desk.AskAsync(evidence, "/release", ira)).Status.ShouldBe(200);
        (await desk.AskAsync(evidence, "/original", ira)).ShouldBe((409, "quarantined"));
        (await desk.AskAsync(evidence, "/release", juno)).Status.ShouldBe(200);
        (await desk.ReadAsync(report, evidence)).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_piece_is_there_for_cases_of_its_report_only()
    {
        var (report, receipt) = await intake.FileAsync(new { description = "d" });
        var evidence = (await desk.SendAsync(receipt, [1])).Json.GetProperty("id").GetGuid();
        foreach (var path in new[] { "", "/original", "/stripped", "/quarantine", "/release" })
        {
            (await desk.AskAsync(evidence, path, new(EvidenceDesk.Case, EvidenceDesk.Ira, [Guid.NewGuid()], false))).ShouldBe((404, "notFound"));
            (await desk.AskAsync(evidence, path, new(EvidenceDesk.Case, EvidenceDesk.Ira, [], true))).ShouldBe((404, "notFound"));
            (await desk.AskAsync(Guid.NewGuid(), path, new(EvidenceDesk.Case, EvidenceDesk.Ira, [report], true))).ShouldBe((404, "notFound"));
        }

        foreach (var other in new[] { "sanctions", "liaison", "ledger", "identity", "gateway" })
        {
            using var http = intake.App.AsService(other);
            using var answer = await http.PostAsJsonAsync($"/internal/evidence/{evidence}/original", new EvidenceQuestion(EvidenceDesk.Case, EvidenceDesk.Ira, [report], false), Token);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Every_opening_is_recorded()
    {
        var (report, receipt) = await intake.FileAsync(new { description = "d" });
        var evidence = (await desk.SendAsync(receipt, "text"u8.ToArray())).Json.GetProperty("id").GetGuid();
        await desk.ReadAsync(report, evidence);
        (await desk.AskAsync(evidence, "", new(EvidenceDesk.Case, EvidenceDesk.Ira, [report], false))).Status.ShouldBe(200);

        var reads = await desk.Store.ReadAsync(new StreamKey(Reports.Tenant, Platform.Ids.V5(report, "reads")), cancellationToken: Token);
        reads.Events.Select(e => (EvidenceRead)e.Data).Select(r => (r.Evidence, r.Report, r.Case, r.Seat, r.Part))
            .ShouldBe([(evidence, report, EvidenceDesk.Case, EvidenceDesk.Ira, "original"), (evidence, report, EvidenceDesk.Case, EvidenceDesk.Ira, "metadata")]);
    }
}
