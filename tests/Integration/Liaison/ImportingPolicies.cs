using Coc.Integration.Fixtures;
using Coc.Liaison.Features.Importing;
using static Coc.Integration.Liaison.DirectoryTexts;

namespace Coc.Integration.Liaison;

/// <summary>Dated policies of a file: the one in force and those to come are held against the seats of the file, what was before is history.</summary>
public sealed class ImportingPolicies(LiaisonApp liaison, PostgresServer server) : IClassFixture<LiaisonApp>
{
    private const string Past = """{"effectiveFrom":"2020-01-01T00:00:00Z","terms":{}}""";

    [Theory]
    [InlineData("""{"effectiveFrom":"2020-01-01T00:00:00Z","terms":{"quorum":"9"}}""", "bodies[0].policies[0]: kite: A quorum of 9 can never be reached by 3 members. (R42)")]
    [InlineData(Past + """,{"effectiveFrom":"2059-01-01T00:00:00Z","terms":{"quorum":"4"}}""", "bodies[0].policies[1]: kite: A quorum of 4 can never be reached by 3 members. (R42)")]
    [InlineData("""{"effectiveFrom":"2059-01-01T00:00:00Z","terms":{"panelMinimum":4}},""" + Past, "bodies[0].policies[0]: kite: A panel of 4 can never be formed from 3 seats. (P1)")]
    [InlineData("""{"effectiveFrom":"2020-01-01T00:00:00Z","terms":{"calendar":{"weekdays":[],"holidays":[]}}}""", "(R9)")]
    public async Task A_policy_that_could_never_work_is_refused_with_its_place_and_rule_and_nothing_applied(string policies, string says)
    {
        (await Should.ThrowAsync<ImportFailure>(() => ImportAsync(liaison.App, Kite("kite", policies), "json"))).Message.ShouldContain(says);

        (await liaison.Anyone.GetAsync("/api/bodies/kite")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("", "policy,,,,,,kite,2020-01-01,\"{\"\"quorum\"\":\"\"9\"\"}\",", "line 3, column policy: kite: A quorum of 9 can never be reached by 3 members. (R42)")]
    [InlineData("", "policy,,,,,,kite,2020-01-01,{},\npolicy,,,,,,kite,2059-01-01,\"{\"\"quorum\"\":\"\"9\"\"}\",", "line 4, column policy: kite: A quorum of 9 can never be reached by 3 members. (R42)")]
    [InlineData("\"{\"\"quorum\"\":\"\"9\"\"}\"", "", "line 2, column policy: kite: A quorum of 9 can never be reached by 3 members. (R42)")]
    public async Task A_table_says_in_which_row_and_column(string inTheBody, string rows, string says)
    {
        var seats = string.Concat("abc".Select(name => $"seat,,,,,,kite,,,{name}@kite.example:member\n")).Replace(":", ",", StringComparison.Ordinal);
        var table = $"record,slug,name,kind,handling,foundation,body,effective_from,policy,email,role\nbody,kite,Kite,project,own,orrery,,,{inTheBody},,\n"
            + string.Concat(rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row + ",\n")) + seats;

        (await Should.ThrowAsync<ImportFailure>(() => ImportAsync(liaison.App, table, "csv"))).Message.ShouldContain(says);

        (await liaison.Anyone.GetAsync("/api/bodies/kite")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task What_was_before_is_history() =>
        (await ImportAsync(liaison.App, Kite("kestrel", """{"effectiveFrom":"2020-01-01T00:00:00Z","terms":{"quorum":"9"}},{"effectiveFrom":"2021-01-01T00:00:00Z","terms":{"quorum":"3"}}"""), "json")).Added.ShouldBe(1);

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    public async Task A_body_that_lost_seats_since_its_policy_took_effect_goes_out_and_comes_in_as_it_is(string format)
    {
        var slug = "plover-" + format;
        const string Four = """{"effectiveFrom":"2020-01-01T00:00:00Z","terms":{"quorum":"4"}}""";
        const string Gone = ""","termStart":"2021-01-01T00:00:00Z","endedAt":"2024-01-01T00:00:00Z" """;
        (await ImportAsync(liaison.App, Kite(slug, Four, Gone), "json")).Added.ShouldBe(1, "four sat together until 2024");

        await using var elsewhere = await ServiceApp.StartAsync(server, LiaisonApp.Service);
        var exported = await ExportAsync(liaison.App, format);
        await ImportAsync(elsewhere, exported, format);

        (await ExportAsync(elsewhere, format)).ShouldBe(exported);
    }

    // Three members since 2019, and somebody of before when it is said from when to when.
    private static string Kite(string slug, string policies, string? gone = null)
    {
        const string Since = ""","termStart":"2019-01-01T00:00:00Z" """;
        var seats = "abc".Select(name => Seat($"{name}", Since)).Concat(gone is null ? [] : [Seat("gone", gone)]);
        return $$"""{"bodies":[{"slug":"{{slug}}","name":"Kite","kind":"project","handling":"own","foundation":"orrery","policies":[{{policies}}]}],"seats":[{{string.Join(',', seats)}}]}""";

        string Seat(string name, string more) => $$"""{"body":"{{slug}}","email":"{{name}}@{{slug}}.example","role":"member"{{more}}}""";
    }
}
