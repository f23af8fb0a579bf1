using System.Security.Cryptography;
using System.Text;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Failing;

/// <summary>The machine is lost; what a backup held comes back, but for what was destroyed since.</summary>
public sealed class RestoreTests(RunningSystem system)
{
    private string Folder => Path.Combine(system.Home, "restore-test");

    private string Backup => Path.Combine(Folder, "backup");

    [Fact]
    public async Task After_a_restore_everything_is_there_and_goes_on_but_what_was_destroyed_stays_erased()
    {
        var sextant = await Committee.OfSextantAsync(system);
        var (kept, work) = await TakenUpAsync(sextant, "a note that stays");
        var (erased, other) = await TakenUpAsync(sextant, "a note that goes");
        await kept.SeesAsync("the acknowledgement", r => r["acknowledgedAt"] is not null);
        var (silenced, third) = await TakenUpAsync(sextant, "a note beside a file that goes");
        var film = RandomNumberGenerator.GetBytes(3 * 1024 * 1024);
        var (stays, brought, goes) = (await kept.SendAsync(film, "stays.bin"), await BroughtAsync(work), await silenced.SendAsync(film, "goes.bin"));
        var inFlight = await OnItsWayToCasesAsync();
        await DoneAsync("keys", "operator", Path.Combine(Folder, "operator"));

        (await DoneAsync("backup", Backup)).ShouldContain("Keep them apart");

        await DoneAsync("up");
        await DoneAsync("keys", "destroy", "cases", "sextant", other.Id.ToString(), "panel");
        await DoneAsync("keys", "destroy", "intake", "*intake*", silenced.Report.ToString(), $"reporter:{silenced.Report}");
        var late = await Reporter.FileAsync(system, ["sextant"]);
        (await DoneAsync("reset", "-y")).ShouldContain("the journal of destroyed keys");
        await RefusesWhatIsDamagedAsync();
        (await DoneAsync("restore", Backup, "--key", Path.Combine(Folder, "operator", "operator.key"))).ShouldSatisfyAllConditions(
            said => said.ShouldContain("cases: 1 keys that were destroyed after the backup are destroyed again"),
            said => said.ShouldContain("intake: 1 keys that were destroyed after the backup are destroyed again"));

        (await NoteAsync(work)).ShouldBe("a note that stays");
        (await sextant.Chair.GetAsync($"/api/cases/{work.Id}/reports/{kept.Report}")).Expect(200).Text.ShouldContain("He insulted me");
        (await NoteAsync(other)).ShouldBeNull();
        (await OriginalAsync(work, stays)).ShouldBe(film);
        (await OriginalAsync(work, brought)).ShouldBe(Encoding.UTF8.GetBytes("seen by a seat"));
        (await sextant.Chair.GetAsync($"/api/cases/{third.Id}/evidence/{goes}/original")).Expect(409, "erased");
        (await silenced.WithReceipt.GetAsync("/api/receipt")).Text.ShouldNotContain("goes.bin");
        (await NoteAsync(third)).ShouldBe("a note beside a file that goes");
        (await erased.LookAsync()).Text.ShouldContain("We have read it");
        (await system.Anyone().With("Receipt", late.Receipt).GetAsync("/api/receipt")).Expect(404);
        await (await sextant.TakeUpAsync(inFlight.Report)).AcknowledgeAsync();
        await inFlight.SeesAsync("the acknowledgement", r => r["acknowledgedAt"] is not null);
        await work.TriageAsync();
        await TakenUpAsync(sextant, "life goes on");
        (await FailingAsync("restore", Backup, "--key", Path.Combine(Folder, "operator", "operator.key"))).ShouldContain("a restore needs an empty one");
        Directory.Delete(Folder, recursive: true);
    }

    private async Task<(Reporter Reporter, CaseWork Work)> TakenUpAsync(Committee committee, string note)
    {
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var work = await committee.TakeUpAsync(reporter.Report);
        await work.AcknowledgeAsync();
        await work.DoneAsync(committee.Chair, "notes", new { text = note });
        return (reporter, work);
    }

    private static async Task<Guid> BroughtAsync(CaseWork work)
    {
        (await work.Committee.Chair.UploadAsync($"/api/cases/{work.Id}/evidence", new ByteArrayContent(Encoding.UTF8.GetBytes("seen by a seat")), "brought.txt")).Expect(200);
        return (await work.ReadAsync()).List("evidence").ShouldHaveSingleItem().Id();
    }

    private static async Task<byte[]> OriginalAsync(CaseWork work, Guid piece)
    {
        var (status, content, _) = await work.Committee.Chair.DownloadAsync($"/api/cases/{work.Id}/evidence/{piece}/original");
        status.ShouldBe(200);
        return content;
    }

    // Routed by Liaison, published, and taken by nobody: in no database but Liaison's.
    private async Task<Reporter> OnItsWayToCasesAsync()
    {
        await DoneAsync("down", "cases");
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        await reporter.SeesAsync("the committee", r => (string?)r["body"] == "sextant");
        return reporter;
    }

    private async Task RefusesWhatIsDamagedAsync()
    {
        var key = Path.Combine(Folder, "operator", "operator.key");
        foreach (var (name, says) in new[] { ("data.tar", "data.tar is damaged, or belongs to another backup"), ("keys.cms", "keys.cms does not open") })
        {
            var file = Path.Combine(Backup, name);
            await ChangeBitAsync(file);
            (await FailingAsync("restore", Backup, "--key", key)).ShouldContain(says);
            await ChangeBitAsync(file);
        }

        await DoneAsync("keys", "operator", Path.Combine(Folder, "stranger"));
        (await FailingAsync("restore", Backup, "--key", Path.Combine(Folder, "stranger", "operator.key"))).ShouldContain("another operator's key");
        (await FailingAsync("restore", Backup, "--key", key, "--destroyed", Path.Combine(Folder, "nowhere"))).ShouldContain("There is no journal of destroyed keys");
    }

    private static async Task ChangeBitAsync(string file)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
    }

    private static async Task<string?> NoteAsync(CaseWork work) => (string?)(await work.ReadAsync()).List("notes")[0]["text"];

    private async Task<string> DoneAsync(params string[] arguments)
    {
        var (code, said) = await system.RunAsync(arguments);
        code.ShouldBe(0, said);
        return said;
    }

    private async Task<string> FailingAsync(params string[] arguments)
    {
        var (code, said) = await system.RunAsync(arguments);
        code.ShouldBe(1, said);
        return said;
    }
}
