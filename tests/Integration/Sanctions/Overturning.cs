using System.Net;
using Coc.Contracts.Cases;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>An appeal takes a measure away (S21): standing and orders follow at once, and who adopted it decides anew.</summary>
public sealed class Overturning(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_overturned_ends_here_and_who_adopted_it_decides_anew()
    {
        var (account, decided, notice, copy) = await AdoptedAsync();
        var message = new SanctionsOverturned(Origin("orrery"), Guid.NewGuid(), [decided.Sanction], "overturn");
        await sanctions.SayAsync(message);
        await sanctions.SayAsync(message);

        (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetProperty("state").GetString().ShouldBe("overturned");
        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("clear");
        (await sanctions.StandingAsync(Wim, account, "astrolabe")).ShouldBe("suspended");
        (await sanctions.GetAsync(Vera, "/api/bodies/astrolabe/notices?state=redecide")).GetProperty("items").EnumerateArray().Select(n => n.GetProperty("id").GetGuid()).ShouldContain(notice);

        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/redecide", new { })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await sanctions.PostAsync(Ira, $"/api/notices/{notice}/redecide", new { keepOnOwnGrounds = true })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await sanctions.PostAsync(Wim, $"/api/notices/{notice}/redecide", new { keepOnOwnGrounds = false })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await sanctions.PostAsync(Xia, $"/api/notices/{notice}/redecide", new { keepOnOwnGrounds = false })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await sanctions.StandingAsync(Wim, account, "astrolabe")).ShouldBe("clear");
        (await sanctions.GetAsync(Wim, $"/api/sanctions/{copy}")).GetProperty("state").GetString().ShouldBe("ended");
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/redecide", new { keepOnOwnGrounds = true })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Who_has_grounds_of_its_own_keeps_it_to_its_end()
    {
        var (account, decided, notice, _) = await AdoptedAsync();
        await sanctions.SayAsync(new SanctionsOverturned(Origin("orrery"), Guid.NewGuid(), [decided.Sanction], "overturn"));

        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/redecide", new { keepOnOwnGrounds = true })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/redecide", new { keepOnOwnGrounds = true })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await sanctions.StandingAsync(Wim, account, "astrolabe")).ShouldBe("suspended");
        (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("state").GetString().ShouldBe("adopted");
    }

    [Fact]
    public async Task Of_somebody_who_was_mistaken_for_another_nothing_is_kept_anywhere()
    {
        var (account, decided, notice, _) = await AdoptedAsync();

        await sanctions.SayAsync(new SubjectMistaken(Origin(), decided.Case, decided.Person));

        (await sanctions.StandingAsync(Wim, account, "astrolabe")).ShouldBe("clear");
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/redecide", new { keepOnOwnGrounds = true })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task What_was_never_told_is_overturned_too()
    {
        var account = $"github:o-{Guid.NewGuid():N}";
        var decided = await sanctions.DecideAsync((await sanctions.ReportAsync(account))[0], lasts: TimeSpan.FromDays(30));
        await sanctions.SayAsync(new SanctionsOverturned(Origin("orrery"), Guid.NewGuid(), [decided.Sanction], "overturn"));
        await sanctions.TellAsync(decided);

        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("clear");
        (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetProperty("state").GetString().ShouldBe("overturned");
    }

    [Fact]
    public async Task Telling_somebody_of_a_second_decision_puts_the_first_into_force_for_nobody()
    {
        var account = $"github:o-{Guid.NewGuid():N}";
        var first = await sanctions.DecideAsync((await sanctions.ReportAsync(account))[0], lasts: TimeSpan.FromDays(30));

        await sanctions.SayAsync(new PersonTold(Origin(), first.Case, first.Person, []));

        (await sanctions.GetAsync(Ira, $"/api/sanctions/{first.Sanction}")).GetProperty("state").GetString().ShouldBe("awaitingNotice");
        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("clear");
        await sanctions.SayAsync(new PersonTold(Origin(), first.Case, first.Person, [first.Sanction]));
        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("suspended");
    }

    [Fact]
    public async Task What_a_second_decision_takes_the_place_of_ends()
    {
        var account = $"github:o-{Guid.NewGuid():N}";
        var first = await sanctions.DecideAsync((await sanctions.ReportAsync(account))[0], lasts: TimeSpan.FromDays(30), permission: "danger");

        await sanctions.SayAsync(new SanctionsOverturned(Origin(), first.Case, [first.Sanction], "superseded"));

        (await sanctions.GetAsync(Ira, $"/api/sanctions/{first.Sanction}")).GetProperty("state").GetString().ShouldBe("ended");
        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("clear");
    }

    [Fact]
    public async Task What_was_over_when_it_turned_out_wrong_is_held_against_nobody()
    {
        var account = $"github:o-{Guid.NewGuid():N}";
        var over = await sanctions.DecideAsync((await sanctions.ReportAsync(account))[0], lasts: TimeSpan.FromDays(30), permission: "danger");
        (await sanctions.PostAsync(Ira, $"/api/sanctions/{over.Sanction}/lift")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await sanctions.PostAsync(Juno, $"/api/sanctions/{over.Sanction}/lift")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await EligibleAsync(account)).ShouldContain("true");

        await sanctions.SayAsync(new SubjectMistaken(Origin(), over.Case, over.Person));

        (await sanctions.GetAsync(Ira, $"/api/sanctions/{over.Sanction}")).GetProperty("state").GetString().ShouldBe("overturned");
        (await EligibleAsync(account)).ShouldContain("false");
    }

    [Fact]
    public async Task What_a_body_kept_ends_when_it_turns_out_to_have_been_somebody_else()
    {
        var (account, decided, notice, copy) = await AdoptedAsync();
        await sanctions.SayAsync(new SanctionsOverturned(Origin("orrery"), Guid.NewGuid(), [decided.Sanction], "overturn"));
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/redecide", new { keepOnOwnGrounds = true })).StatusCode.ShouldBe(HttpStatusCode.OK);

        await sanctions.SayAsync(new SubjectMistaken(Origin(), decided.Case, decided.Person));

        (await sanctions.StandingAsync(Wim, account, "astrolabe")).ShouldBe("clear");
        (await sanctions.GetAsync(Wim, $"/api/sanctions/{copy}")).GetProperty("state").GetString().ShouldBe("ended");
    }

    [Fact]
    public async Task Who_opened_a_notice_of_somebody_else_says_that_they_know_and_is_told_nothing_of_it_any_more()
    {
        var (account, decided, notice, _) = await AdoptedAsync();
        await sanctions.SayAsync(new SubjectMistaken(Origin(), decided.Case, decided.Person));

        var told = await sanctions.NoticeAsync(Vera, "astrolabe", decided);
        told.GetProperty("correction").GetProperty("cause").GetString().ShouldBe("mistaken");
        told.GetProperty("correction").GetProperty("acknowledged").GetBoolean().ShouldBeFalse();
        told.ToString().ShouldNotContain(account);
        told.TryGetProperty("type", out _).ShouldBeFalse();
        (await sanctions.NoticeAsync(Wim, "astrolabe", decided)).TryGetProperty("correction", out _).ShouldBeFalse();
        (await CountAsync(decided)).ShouldBe("mistaken 1 1", "how many, not who");

        (await sanctions.PostAsync(Wim, $"/api/notices/{notice}/acknowledge-correction")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await sanctions.PostAsync(Ira, $"/api/notices/{notice}/acknowledge-correction")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/acknowledge-correction")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/acknowledge-correction")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("correction").GetProperty("acknowledged").GetBoolean().ShouldBeTrue();
        (await CountAsync(decided)).ShouldBe("mistaken 1 0");
    }

    // What the issuer sees of who knows.
    private async Task<string> CountAsync(Decided decided)
    {
        var sanction = await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}");
        sanction.ToString().ShouldNotContain(Vera.Seats[0].Id.ToString());
        var correction = sanction.GetProperty("notices")[0].GetProperty("correction");
        return $"{correction.GetProperty("cause").GetString()} {correction.GetProperty("opened").GetInt32()} {correction.GetProperty("unacknowledged").GetInt32()}";
    }

    private async Task<(string Account, Decided Decided, Guid Notice, Guid Copy)> AdoptedAsync()
    {
        var account = $"github:o-{Guid.NewGuid():N}";
        var person = (await sanctions.ReportAsync(account))[0];
        var decided = await sanctions.DecideAsync(person, lasts: TimeSpan.FromDays(30), offer: new DecidedOffer(["astrolabe"], "sameSpaces", sanctions.Clock.GetUtcNow().AddDays(10)), panel: [Ira, Juno, Vera, Wim]);
        await sanctions.TellAsync(decided);
        var notice = (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("id").GetGuid();
        using var adopted = await sanctions.PostAsync(Vera, $"/api/notices/{notice}/adopt");
        adopted.StatusCode.ShouldBe(HttpStatusCode.OK, await adopted.Content.ReadAsStringAsync(Token));
        (await sanctions.StandingAsync(Wim, account, "astrolabe")).ShouldBe("suspended");
        return (account, decided, notice, System.Text.Json.JsonDocument.Parse(await adopted.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("copy").GetGuid());
    }

    private async Task<string> EligibleAsync(string account)
    {
        using var answer = await sanctions.App.AsService("liaison").PostAsync(
            "/internal/eligibility", System.Net.Http.Json.JsonContent.Create(new Coc.Contracts.Channel.EligibilityQuestion([account], DateTimeOffset.UnixEpoch)), Token);
        return await answer.Content.ReadAsStringAsync(Token);
    }

    [Fact]
    public async Task A_measure_that_is_not_here_yet_is_waited_for() => await Should.ThrowAsync<InvalidOperationException>(
        () => sanctions.SayAsync(new SanctionsOverturned(Origin("orrery"), Guid.NewGuid(), [Guid.NewGuid()], "overturn")));
}
