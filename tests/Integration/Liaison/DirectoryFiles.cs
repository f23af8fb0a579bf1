using System.Diagnostics;
using Coc.Integration.Fixtures;
using Coc.Liaison.Features.Importing;
using static Coc.Integration.Liaison.DirectoryTexts;

namespace Coc.Integration.Liaison;

/// <summary>The whole directory out and in again: the same everywhere, all or nothing.</summary>
public sealed class DirectoryFiles(LiaisonApp liaison, PostgresServer server) : IClassFixture<LiaisonApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    public async Task What_is_exported_makes_the_same_directory_elsewhere_and_changes_nothing_here(string format)
    {
        await liaison.Importer.ProjectsAsync(LiaisonApp.ProjectsFile, Token);
        await liaison.Admin.SendAsync(HttpMethod.Patch, "/api/bodies/sextant", new
        {
            contacts = new[] { "=cmd()|x; and more", "conduct@sextant.example" }, codeLink = "https://sextant.example/code", conditions = new[] { "training" }, verifiedOn = "2026-01-05",
        });
        await liaison.Admin.PostAsync("/api/events", new { slug = "con-" + format, name = "Con, \"the\" big one", producer = "parent", from = "2026-12-01T08:00:00Z", to = "2026-12-02T08:00:00Z", offHoursContact = "Night\ndesk" });
        await WithHistoryAsync(format == "json" ? "mo" : "lou");
        var exported = await ExportAsync(liaison.App, format);
        foreach (var held in new[] { "2060-01-01", "Who was", "github:earlier", $"Above {format}", "supervises" })
        {
            exported.ShouldContain(held);
        }

        // The other tests may have added their bodies before.
        var all = 248 + new[] { "kestrel-dated", "gull-of-a-file" }.Count(slug => exported.Contains(slug, StringComparison.Ordinal));
        (await ImportAsync(liaison.App, exported, format)).ShouldBe(new ImportCounts(0, 0, all));

        await using var elsewhere = await ServiceApp.StartAsync(server, LiaisonApp.Service);
        var clock = Stopwatch.StartNew();
        (await ImportAsync(elsewhere, exported, format)).ShouldBe(new ImportCounts(all, 0, 0));
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        (await ExportAsync(elsewhere, format)).ShouldBe(exported);
        (await ImportAsync(elsewhere, exported, format)).ShouldBe(new ImportCounts(0, 0, all));

        // What goes out in one format comes back the same in the other.
        var other = format == "json" ? "csv" : "json";
        (await ImportAsync(elsewhere, await ExportAsync(liaison.App, other), other)).ShouldBe(new ImportCounts(0, 0, all));

        await using var connection = elsewhere.Daemon.CreateCommand($"select count(*) from app.seats where ended and account = '{LiaisonApp.AccountOf($"{(format == "json" ? "mo" : "lou")}@sextant.example")}'");
        (await connection.ExecuteScalarAsync(Token)).ShouldBe(1L, "an ended seat is kept and opens nothing");
        await using var told = elsewhere.Daemon.CreateCommand("select count(*) from mt.mt_events where type = 'seat_filled' and data ->> 'seat' = '" + LiaisonApp.SeatOf(format == "json" ? "mo" : "lou", "sextant") + "'");
        (await told.ExecuteScalarAsync(Token)).ShouldBe(0L, "nobody is told that it is in force, be it for a moment");
    }

    [Fact]
    public async Task A_policy_of_a_body_that_is_there_already_is_set_and_its_past_not_rewritten()
    {
        const string Kestrel = """{"bodies":[{"slug":"kestrel-dated","name":"Kestrel","kind":"project","handling":"own","foundation":"orrery","policies":[{"effectiveFrom":"2020-01-01T00:00:00Z","terms":{"acknowledgeWithin":{"hours":HOURS}}},{"effectiveFrom":"2059-01-01T00:00:00Z","terms":{"acknowledgeWithin":{"hours":99}}}]}]}""";
        (await ImportAsync(liaison.App, Kestrel.Replace("HOURS", "24", StringComparison.Ordinal), "json")).Added.ShouldBe(1);

        (await ImportAsync(liaison.App, Kestrel.Replace("HOURS", "24", StringComparison.Ordinal), "json")).ShouldBe(new ImportCounts(0, 0, 1));
        (await ImportAsync(liaison.App, Kestrel.Replace("HOURS", "36", StringComparison.Ordinal), "json")).ShouldBe(new ImportCounts(0, 1, 0));
        (await ImportAsync(liaison.App, Kestrel.Replace("HOURS", "36", StringComparison.Ordinal), "json")).ShouldBe(new ImportCounts(0, 0, 1));

        var exported = System.Text.Json.Nodes.JsonNode.Parse(await ExportAsync(liaison.App, "json"))!["bodies"]!.AsArray().Single(b => (string)b!["slug"]! == "kestrel-dated")!;
        exported["policies"]!.AsArray().Select(p => (int)p!["terms"]!["acknowledgeWithin"]!["hours"]!).ShouldBe([24, 99, 36]);
    }

    [Fact]
    public async Task A_policy_of_a_file_is_judged_with_the_seats_of_the_file()
    {
        const string Gull = """{"bodies":[{"slug":"gull-of-a-file","name":"Gull","kind":"project","handling":"own","foundation":"orrery"POLICY}],"seats":[SEATS]}""";
        (await ImportAsync(liaison.App, File(null, "a", "b"), "json")).Added.ShouldBe(1);

        (await Should.ThrowAsync<ImportFailure>(() => ImportAsync(liaison.App, File("3", "a", "b"), "json"))).Message.ShouldContain("R42");
        (await ImportAsync(liaison.App, File("3", "a", "b", "c"), "json")).Changed.ShouldBe(1, "the third seat comes along");
        (await ImportAsync(liaison.App, File("3", "a", "b", "c"), "json")).Unchanged.ShouldBe(1);

        static string File(string? quorum, params string[] seats) => Gull.Replace("POLICY", quorum is null ? "" : $$$""","policy":{"quorum":"{{{quorum}}}"}""", StringComparison.Ordinal)
            .Replace("SEATS", string.Join(',', seats.Select(s => $$"""{"body":"gull-of-a-file","email":"{{s}}@gull.example","role":"member"}""")), StringComparison.Ordinal);
    }

    // What a directory becomes in time: a rota, somebody above seats, a policy that was and one that comes, a former member with a label, a name and an account of before.
    private async Task WithHistoryAsync(string leaving)
    {
        var (ira, juno, leaver) = (liaison.Ira, liaison.As("juno", "sextant"), liaison.As(leaving, "sextant"));
        await ConfirmedAsync(ira.SendAsync(HttpMethod.Put, "/api/bodies/sextant/duty", new { seats = new[] { LiaisonApp.SeatOf("juno", "sextant"), LiaisonApp.SeatOf("ira", "sextant") }, turns = new { every = leaving == "mo" ? "week" : "day", from = "2026-01-05", timeZone = "Africa/Nairobi" } }), juno, "sextant");
        await ConfirmedAsync(ira.PostAsync("/api/bodies/sextant/oversight", new { name = leaving == "mo" ? "Above json" : "Above csv", accounts = new[] { "github:above; really" }, relation = "supervises", seats = new[] { LiaisonApp.SeatOf("kai", "sextant") } }), juno, "sextant");
        await ConfirmedAsync(ira.PostAsync("/api/bodies/sextant/oversight", new { body = "meridian", relation = "funds" }), juno, "sextant");
        await ConfirmedAsync(ira.SendAsync(HttpMethod.Put, "/api/bodies/sextant/policy", new { acknowledgeWithin = new { hours = leaving == "mo" ? 47 : 46 } }), juno, "sextant");
        await ConfirmedAsync(ira.SendAsync(HttpMethod.Put, "/api/bodies/sextant/policy", new { acknowledgeWithin = new { hours = 45 }, effectiveFrom = "2060-01-01T00:00:00Z" }), juno, "sextant");
        (await liaison.As("kai", "sextant").SendAsync(HttpMethod.Patch, $"/api/seats/{LiaisonApp.SeatOf("kai", "sextant")}", new { name = "Who was", accounts = new[] { "github:earlier" } })).Status.ShouldBe(200);
        (await liaison.As("kai", "sextant").SendAsync(HttpMethod.Patch, $"/api/seats/{LiaisonApp.SeatOf("kai", "sextant")}", new { name = "Kai; Sorensen", accounts = new[] { "github:kai-sextant" }, employer = "=Fernbank" })).Status.ShouldBe(200);
        (await leaver.PostAsync($"/api/seats/{LiaisonApp.SeatOf(leaving, "sextant")}/end")).Status.ShouldBe(200);
        (await liaison.Admin.PostAsync($"/api/seats/{LiaisonApp.SeatOf(leaving, "sextant")}/emeritus", new { emeritus = true })).Status.ShouldBe(200);
    }

    private static async Task ConfirmedAsync(Task<(int Status, System.Text.Json.Nodes.JsonNode Json)> proposing, Asking second, string body)
    {
        var (status, proposed) = await proposing;
        status.ShouldBe(202, proposed.ToJsonString());
        var (confirmed, problem) = await second.PostAsync($"/api/bodies/{body}/pending-changes/{proposed["pendingChange"]}/confirm");
        confirmed.ShouldBe(200, problem.ToJsonString());
    }

    [Theory]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"nowhere"}]}""", "foundation")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery","policy":{"arbiter":"kestrel"}},{"slug":"kestrel","name":"Kestrel","kind":"project","handling":"own","foundation":"orrery","policy":{"arbiter":"kite"}}]}""", "R17")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery","policy":{"memberSeats":2,"quorum":"3"}}]}""", "R42")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery"},{"slug":"orrery","name":"Orrery","kind":"project","handling":"own","foundation":"orrery"}]}""", "orrery")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery"}],"seats":[{"body":"kite","email":"no address","role":"member"}]}""", "seats[0].account")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery"}],"seats":[{"body":"kite","email":"a@kite.example","role":"member","termStart":"2030-01-01T00:00:00Z","termEnd":"2029-01-01T00:00:00Z"}]}""", "R36")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery"}],"seats":[{"body":"kite","email":"a@kite.example","role":"member","appointment":"elected","employer":"One"},{"body":"kite","email":"b@kite.example","role":"member","appointment":"elected","employer":"one"},{"body":"kite","email":"c@kite.example","role":"member","appointment":"elected","employer":"ONE"}]}""", "R34")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery"}],"events":[{"slug":"con","name":"Con","producer":"other","from":"2026-12-02T00:00:00Z","to":"2026-12-01T00:00:00Z"}]}""", "events[0].to")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery","policies":[{"effectiveFrom":"2060-01-01T00:00:00Z","terms":{}}]}]}""", "bodies[0].policies")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery","policies":[{"effectiveFrom":"2020-01-01T00:00:00Z","terms":{}},{"effectiveFrom":"2060-01-01T00:00:00Z","terms":{"memberSeats":2,"quorum":"3"}}]}]}""", "R42")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery","policies":[null]}]}""", "bodies[0].policies")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery","duty":["6f9d2b40-0000-4000-8000-000000000001","6f9d2b40-0000-4000-8000-000000000002"]}]}""", "R11")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery","oversight":[{"id":"6f9d2b40-0000-4000-8000-000000000001","relation":"likes","name":"B"}]}]}""", "bodies[0].oversight[0].relation")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery","oversight":[{"id":"6f9d2b40-0000-4000-8000-000000000001","relation":"funds","body":"kite"}]}]}""", "P7")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery","oversight":[{"id":"6f9d2b40-0000-4000-8000-000000000001","relation":"funds","body":"nowhere"}]}]}""", "nowhere")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery"}],"seats":[{"body":"kite","email":"a@kite.example","role":"member","emeritus":true}]}""", "seats[0].emeritus")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery"}],"seats":[{"body":"kite","email":"a@kite.example","role":"member","endedAt":"2060-01-01T00:00:00Z"}]}""", "seats[0].endedAt")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery"}],"seats":[{"body":"kite","email":"a@kite.example","role":"member","termStart":"2020-01-01T00:00:00Z","termEnd":"2019-01-01T00:00:00Z","endedAt":"2020-06-01T00:00:00Z"}]}""", "R36")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery","policy":{"quorum":"3"}}],"seats":[{"body":"kite","email":"a@kite.example","role":"member"},{"body":"kite","email":"b@kite.example","role":"member"}]}""", "R42")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery","policy":{"panelMinimum":3}}],"seats":[{"body":"kite","email":"a@kite.example","role":"member"},{"body":"kite","email":"b@kite.example","role":"member"}]}""", "P1")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery","policy":{"calendar":{"weekdays":[],"holidays":[]}}}]}""", "R9")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery","policies":[{"effectiveFrom":"2020-01-01T00:00:00Z","terms":{}},{"effectiveFrom":"2059-01-01T00:00:00Z","terms":{"arbiter":"kestrel"}}]},{"slug":"kestrel","name":"Kestrel","kind":"project","handling":"own","foundation":"orrery","policies":[{"effectiveFrom":"2020-01-01T00:00:00Z","terms":{}},{"effectiveFrom":"2060-01-01T00:00:00Z","terms":{"arbiter":"kite"}}]}]}""", "R17")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery"}],"seats":[{"body":"kite","email":"a@kite.example","role":"member","name":"A","ownNames":["B"]}]}""", "seats[0].ownNames")]
    [InlineData("""{"bodies":[null]}""", "bodies[0]")]
    [InlineData("""{"bodies":7}""", "line 1")]
    public async Task A_file_with_one_fault_applies_nothing(string file, string says)
    {
        var failure = await Should.ThrowAsync<ImportFailure>(() => ImportAsync(liaison.App, file, "json"));

        failure.Message.ShouldContain(says);
        (await liaison.Anyone.GetAsync("/api/bodies/kite")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("record,slug,name,kind,handling,foundation\nbody,kite,Kite,project,own,orrery\nbird,x,,,,\n", "line 3, column record")]
    [InlineData("record,slug,name,kind,handling,foundation,verified_on\nbody,kite,Kite,project,own,orrery,soon\n", "line 2, column verified_on")]
    [InlineData("record,slug,name,kind,handling,foundation,body,seats\nbody,kite,Kite,project,own,orrery,,\nduty,,,,,,kestrel,\n", "line 3, column seats")]
    [InlineData("record,body,effective_from,policy\npolicy,kestrel,2020-01-01,{}\n", "line 2, column body")]
    [InlineData("record,body,effective_from,policy\npolicy,kestrel,soon,{}\n", "line 2, column effective_from")]
    [InlineData("slug,name\nkite,Kite\n", "line 1, column record")]
    [InlineData("record,slug,name,kind,handling,foundation\nbody,kite,Kite\n", "line 2")]
    public async Task A_bad_table_names_its_line_and_column(string table, string says) =>
        (await Should.ThrowAsync<ImportFailure>(() => ImportAsync(liaison.App, table, "csv"))).Message.ShouldContain(says);
}
