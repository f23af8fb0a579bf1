using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts.Channel;
using Coc.Platform.Security;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>R24, P13: one question, one short answer, and both sides can see later that it was asked.</summary>
public sealed class PriorViolations(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Known_says_a_category_and_nothing_else_once_a_day_and_is_logged_on_both_sides()
    {
        var person = (await sanctions.ReportAsync("github:prior-1"))[0];
        var earlier = await sanctions.DecideAsync(person, lasts: TimeSpan.FromDays(30));
        var inCase = Stands(Vera, person, confirmed: true, voted: true);

        var (status, answer) = await AskAsync(Vera, inCase, person);

        status.ShouldBe(HttpStatusCode.OK);
        answer.EnumerateObject().Select(p => p.Name).ShouldBe(["answer", "categories"]);
        answer.GetProperty("answer").GetString().ShouldBe("known");
        answer.GetProperty("categories").EnumerateArray().Select(c => c.GetString()).ShouldBe(["harassment"]);
        (await CountAsync($"type = 'prior_violations_asked' and tenant_id = 'astrolabe' and data ->> 'case' = '{inCase}'")).ShouldBe(1);
        (await CountAsync($"type = 'prior_violations_told' and tenant_id = 'sextant' and data ->> 'to' = 'astrolabe' and data -> 'sanctions' ? '{earlier.Sanction}'")).ShouldBe(1);

        await RefusedAsync(Vera, inCase, person, "askedToday");
        sanctions.Clock.Offset += TimeSpan.FromDays(1);
        (await AskAsync(Vera, inCase, person)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nothing_known_is_none_also_where_the_only_measure_is_this_cases_own()
    {
        var person = (await sanctions.ReportAsync("github:prior-2"))[0];
        var own = await sanctions.DecideAsync(person);
        Answers(own.Case, Ira, person, "sextant", confirmed: true, voted: true);

        var (_, answer) = await AskAsync(Ira, own.Case, person);

        answer.GetProperty("answer").GetString().ShouldBe("none");
        answer.TryGetProperty("categories", out var categories).ShouldBe(categories.ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task A_warning_kept_inside_another_case_counts_by_its_category_and_is_logged_there()
    {
        var person = (await sanctions.ReportAsync("github:prior-5"))[0];
        var (inCase, there) = (Guid.NewGuid(), Guid.NewGuid());
        Answers(inCase, Vera, person, "astrolabe", confirmed: true, voted: true, new PriorWarning("sextant", there, "incivility"));

        var (_, answer) = await AskAsync(Vera, inCase, person);

        answer.GetProperty("answer").GetString().ShouldBe("known");
        answer.GetProperty("categories").EnumerateArray().Select(c => c.GetString()).ShouldBe(["incivility"]);
        (await CountAsync($"type = 'prior_violations_told' and tenant_id = 'sextant' and data -> 'warnings' ? '{there}'")).ShouldBe(1);
        var early = Guid.NewGuid();
        Answers(early, Vera, person, "astrolabe", confirmed: true, voted: false, new PriorWarning("sextant", there, "incivility"));
        await RefusedAsync(Vera, early, person, "sealedUntilFinding");
    }

    [Fact]
    public async Task Sealed_until_the_finding_but_for_immediate_safety_and_never_about_somebody_unconfirmed()
    {
        var person = (await sanctions.ReportAsync("github:prior-3"))[0];
        await sanctions.DecideAsync(person);
        var before = Stands(Vera, person, confirmed: true, voted: false);

        await RefusedAsync(Vera, before, person, "sealedUntilFinding");
        (await AskAsync(Vera, before, person, immediateSafety: true)).Answer.GetProperty("answer").GetString().ShouldBe("known");
        (await CountAsync($"type = 'prior_violations_asked' and data ->> 'case' = '{before}' and (data ->> 'immediateSafety')::boolean")).ShouldBe(1);
        await RefusedAsync(Vera, Stands(Vera, person, confirmed: false, voted: true), person, "P22");
    }

    [Fact]
    public async Task For_whom_the_case_does_not_exist_the_question_does_not()
    {
        var person = (await sanctions.ReportAsync("github:prior-4"))[0];
        var inCase = Stands(Vera, person, confirmed: true, voted: true);

        (await AskAsync(Wim, inCase, person)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await AskAsync(GithubOwner, inCase, person)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await AskAsync(Vera, Guid.NewGuid(), person)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await sanctions.PostAsync(Vera, "/api/prior-violations", new { })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private Guid Stands(Caller caller, Guid person, bool confirmed, bool voted)
    {
        var inCase = Guid.NewGuid();
        Answers(inCase, caller, person, caller.Seats[0].Body, confirmed, voted);
        return inCase;
    }

    private void Answers(Guid inCase, Caller caller, Guid person, string body, bool confirmed, bool voted, params PriorWarning[] warnings) => sanctions.App.Neighbours.Answer<PriorStandingQuestion>(
        $"POST /internal/cases/{inCase}/prior-standing",
        q => q.Person == person && q.Seats.Any(s => s.Seat == caller.Seats[0].Id) ? new PriorStanding(body, caller.Seats[0].Id, Guid.NewGuid(), confirmed, voted, warnings) : null);

    private async Task<(HttpStatusCode Status, JsonElement Answer)> AskAsync(Caller caller, Guid inCase, Guid person, bool? immediateSafety = null)
    {
        using var response = await sanctions.PostAsync(caller, "/api/prior-violations", new { @case = inCase, person, immediateSafety });
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Token));
    }

    private async Task RefusedAsync(Caller caller, Guid inCase, Guid person, string code)
    {
        var (status, problem) = await AskAsync(caller, inCase, person);
        status.ShouldBe(HttpStatusCode.Conflict);
        problem.GetProperty("code").GetString().ShouldBe(code);
    }

    private async Task<long> CountAsync(string where)
    {
        await using var command = sanctions.App.Daemon.CreateCommand($"select count(*) from mt.mt_events where {where}");
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
