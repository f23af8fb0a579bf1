using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Failing;

/// <summary>Keys are exchanged under a system at work, which is not restarted for it.</summary>
public sealed class KeyRotationTests(RunningSystem system)
{
    [Fact]
    public async Task Master_and_body_keys_are_exchanged_while_a_case_goes_on()
    {
        var sextant = await Committee.OfSextantAsync(system);
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var work = await sextant.TakeUpAsync(reporter.Report);
        await work.DoneAsync(sextant.Chair, "notes", new { text = "before" });
        await sextant.Chair.PutAsync("/api/identity/ties", new[] { new { accounts = new[] { "github:a-friend" }, kind = "soft" } });
        var pids = Pids();
        var before = await MasterAsync("cases");

        foreach (var service in new[] { "cases", "intake", "identity" })
        {
            await DoneAsync("keys", "rotate-master", service);
        }

        await DoneAsync("keys", "rotate-body", "cases", "sextant");

        (await MasterAsync("cases")).ShouldNotBe(before);
        File.Exists(Path.Combine(system.Home, "secrets", "cases", "master-previous")).ShouldBeFalse();
        await work.DoneAsync(sextant.Chair, "notes", new { text = "after" });
        (await work.ReadAsync()).List("notes").Select(n => (string?)n!["text"]).ShouldBe(["before", "after"]);
        (await sextant.Chair.GetAsync($"/api/cases/{work.Id}/reports/{reporter.Report}")).Expect(200).Text.ShouldContain("He insulted me");
        (await sextant.Chair.GetAsync("/api/identity/ties")).Expect(200).Text.ShouldContain("github:a-friend");
        await sextant.TakeUpAsync((await Reporter.FileAsync(system, ["sextant"])).Report);
        Pids().ShouldBe(pids);
    }

    private string Pids() => string.Join(' ', new[] { "cases", "intake", "identity" }.Select(name => system.Read("run", name + ".pid")));

    // The fingerprint that every body key of a service names.
    private async Task<string> MasterAsync(string service) =>
        (await DoneAsync("keys", "list")).Split('\n').Where(line => line.StartsWith(service + ' ', StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[5]).Distinct().ShouldHaveSingleItem();

    private async Task<string> DoneAsync(params string[] arguments)
    {
        var (code, said) = await system.RunAsync(arguments);
        code.ShouldBe(0, said);
        return said;
    }
}
