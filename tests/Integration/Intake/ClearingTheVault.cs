using Coc.Contracts.Channel;
using Coc.Intake;
using Coc.Intake.Domain;
using Coc.Intake.Features.KeepingEvidence;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Intake;

/// <summary>What is begun and not finished, erased, or brought and not taken: nothing of it stays.</summary>
public sealed class ClearingTheVault(IntakeApp intake) : IClassFixture<IntakeApp>
{
    private readonly EvidenceDesk desk = new(intake);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_goes_away_in_the_middle_leaves_nothing()
    {
        var (report, receipt) = await intake.FileAsync(new { description = "d" });
        using var http = intake.App.AsReceipt(receipt);
        using var leave = new CancellationTokenSource();
        using var form = new MultipartFormDataContent { { new StreamContent(new Endless(leave, after: 5_000_000)), "file", "x" } };

        await Should.ThrowAsync<Exception>(() => http.PostAsync("/api/receipt/evidence", form, leave.Token));

        await Fixtures.Eventually.TrueAsync(async () => await desk.BlocksAsync(report) == 0 && await desk.RowsAsync(report) == 0, "blocks of an aborted upload are still there");
    }

    [Fact]
    public async Task What_a_killed_process_left_is_cleared_after_an_hour_and_not_before()
    {
        var (report, _) = await intake.FileAsync(new { description = "d" });
        var vault = intake.App.Services.GetRequiredService<Vault>();
        var clearing = intake.App.Services.GetRequiredService<EvidenceClearing>();
        var (key, evidence) = (await desk.Keys.ForAsync(Reports.Key(report), Owners.Reporter(report), Token), Guid.NewGuid());
        (await vault.BeginAsync(new(evidence, report, key.Id, null), Token)).ShouldBeTrue();
        await vault.WriteAsync(evidence, 0, new byte[100], Token);

        await clearing.ClearAsync(Token);
        (await desk.BlocksAsync(report)).ShouldBe(1);
        await desk.AgeAsync(evidence);
        await clearing.ClearAsync(Token);

        (await desk.BlocksAsync(report)).ShouldBe(0);
        (await desk.RowsAsync(report)).ShouldBe(0);
    }

    [Fact]
    public async Task With_the_reporters_key_the_files_are_gone_and_their_blocks_are_cleared()
    {
        var (report, receipt) = await intake.FileAsync(new { description = "d" });
        var evidence = (await desk.SendAsync(receipt, new byte[100_000])).Json.GetProperty("id").GetGuid();
        (await desk.Store.DestroyKeyAsync(Reports.Key(report), Owners.Reporter(report), Token)).ShouldBeTrue();

        (await desk.AskAsync(evidence, "/original", new(EvidenceDesk.Case, EvidenceDesk.Ira, [report], false))).ShouldBe((409, "erased"));
        var stated = (await desk.ListAsync(report)).ShouldHaveSingleItem();
        (stated.State, stated.Name, stated.Sha256).ShouldBe(("erased", null, null));
        (await desk.ReceiptAsync(receipt)).GetProperty("evidence")[0].TryGetProperty("name", out _).ShouldBeFalse();
        (await desk.SendAsync(receipt, [1])).Json.GetProperty("code").GetString().ShouldBe("erased");
        await intake.App.Services.GetRequiredService<EvidenceClearing>().ClearAsync(Token);
        (await desk.BlocksAsync(report)).ShouldBe(0);
    }

    [Fact]
    public async Task A_key_destroyed_while_a_file_comes_keeps_it_out()
    {
        var (report, receipt) = await intake.FileAsync(new { description = "d" });
        using var form = new MultipartFormDataContent { { new StreamContent(new Interrupted(() => desk.Store.DestroyKeyAsync(Reports.Key(report), Owners.Reporter(report), Token))), "file", "x" } };

        var sent = await desk.PostAsync(receipt, form);

        (sent.Status, sent.Json.GetProperty("code").GetString()).ShouldBe((409, "erased"));
        (await desk.BlocksAsync(report)).ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_seat_brought_stays_if_its_case_took_it(bool held)
    {
        var kept = await desk.BringAsync([7, 7, 7]);
        EvidenceQuestion asked = new(EvidenceDesk.Case, EvidenceDesk.Ira, [], true);
        (await desk.AskAsync(kept.Evidence, "", asked)).Status.ShouldBe(200);
        intake.App.Neighbours.Answer($"GET /internal/cases/{EvidenceDesk.Case}/evidence/{kept.Evidence}", new EvidenceHeld(held));
        await desk.AgeAsync(kept.Evidence);

        await intake.App.Services.GetRequiredService<EvidenceClearing>().ClearAsync(Token);

        (await desk.AskAsync(kept.Evidence, "", asked)).Status.ShouldBe(held ? 200 : 404);
        (await intake.ScalarAsync($"select count(*) from app.evidence_blocks where evidence = '{kept.Evidence}'")).ShouldBe(held ? 1L : 0L);
    }

    [Fact]
    public async Task As_long_as_cases_is_silent_nothing_is_taken_away()
    {
        var kept = await desk.BringAsync([7]);
        await desk.AgeAsync(kept.Evidence);

        await intake.App.Services.GetRequiredService<EvidenceClearing>().ClearAsync(Token); // 404: no answer of ours

        (await desk.AskAsync(kept.Evidence, "", new(EvidenceDesk.Case, EvidenceDesk.Ira, [], true))).Status.ShouldBe(200);
    }
}
