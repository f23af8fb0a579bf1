using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Integration.Fixtures;
using Coc.Platform.Security;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>What a panel does before it decides (R37): ordered at once, undone at its end; a class of its own, because it moves the clock.</summary>
public sealed class InterimMeasures(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    [Fact]
    public async Task It_is_in_force_and_ordered_at_once_and_undone_at_its_end()
    {
        var (taken, account) = await TakenAsync();

        (await StandingAsync(account)).ShouldBe("limited");
        var order = (await OpenAsync(ChatAdmin, account)).ShouldHaveSingleItem();
        order.GetProperty("action").GetString().ShouldBe("mute");
        (await OpenAsync(GithubOwner, account)).ShouldBeEmpty();
        await sanctions.PostAsync(ChatAdmin, $"/api/orders/{order.GetProperty("id").GetGuid()}/done");

        sanctions.Clock.Offset += TimeSpan.FromHours(49);

        (await StandingAsync(account)).ShouldBe("clear");
        await RestoredAsync(account);
        taken.Measure.ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task A_review_that_reverses_it_undoes_it()
    {
        var (taken, account) = await TakenAsync();
        await sanctions.PostAsync(ChatAdmin, $"/api/orders/{(await OpenAsync(ChatAdmin, account))[0].GetProperty("id").GetGuid()}/done");

        await sanctions.SayAsync(new InterimMeasureReviewed(Origin(), taken.Case, taken.Measure, "reversed", sanctions.Clock.GetUtcNow()));

        (await StandingAsync(account)).ShouldBe("clear");
        await RestoredAsync(account);
    }

    [Fact]
    public async Task Said_twice_or_by_the_case_s_next_owner_it_is_one_measure()
    {
        var (taken, account) = await TakenAsync();

        await sanctions.SayAsync(taken);
        await sanctions.SayAsync(taken with { Origin = Origin("orrery") });

        (await OpenAsync(ChatAdmin, account)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task It_exists_for_whom_its_case_exists_and_is_no_prior_violation()
    {
        var (taken, account) = await TakenAsync();

        using var http = sanctions.App.As(Ira);
        (await http.GetAsync($"/api/sanctions/{taken.Measure}", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        sanctions.Open(Ira, taken.Case);
        (await sanctions.GetAsync(Ira, $"/api/sanctions/{taken.Measure}")).GetProperty("basis").GetString().ShouldBe("interim");
        var eligible = await sanctions.App.AsService("liaison").PostAsync(
            "/internal/eligibility", System.Net.Http.Json.JsonContent.Create(new Coc.Contracts.Channel.EligibilityQuestion([account], DateTimeOffset.UnixEpoch)), TestContext.Current.CancellationToken);
        (await eligible.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("false");
    }

    [Fact]
    public async Task Where_it_was_somebody_else_what_was_decided_is_overturned_and_undone()
    {
        var account = $"chat:{Guid.NewGuid():N}";
        var person = (await sanctions.ReportAsync(account)).Single();
        var other = await sanctions.DecideAsync(person, permission: "danger", type: "noContact");
        var decided = await sanctions.DecideAsync(person, permission: "danger");
        await sanctions.PostAsync(ChatAdmin, $"/api/orders/{(await OpenAsync(ChatAdmin, account)).First(o => o.GetProperty("action").GetString() == "suspend").GetProperty("id").GetGuid()}/done");

        await sanctions.SayAsync(new SubjectMistaken(Origin(), decided.Case, person));

        (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetProperty("state").GetString().ShouldBe("overturned");
        (await sanctions.GetAsync(Ira, $"/api/sanctions/{other.Sanction}")).GetProperty("state").GetString().ShouldBe("active", "another case knows whom it means");
        (await StandingAsync(account)).ShouldBe("limited");
        await RestoredAsync(account);
    }

    [Fact]
    public async Task A_foreign_one_is_carried_out_by_who_looks_after_the_space_and_seen_by_no_other_seat_there()
    {
        var account = $"chat:{Guid.NewGuid():N}";
        var person = (await sanctions.ReportAsync(account)).Single();
        var taken = new InterimMeasureTaken(
            Origin("orrery") with { At = sanctions.Clock.GetUtcNow() }, Guid.NewGuid(), Guid.NewGuid(), person, "mute", ["sextant"], ["chat:sextant"], sanctions.Clock.GetUtcNow().AddDays(2));
        await sanctions.SayAsync(taken);
        sanctions.Open(Eun, taken.Case);
        var order = (await OpenAsync(ChatAdmin, account)).ShouldHaveSingleItem().GetProperty("id").GetGuid();

        (await sanctions.GetAsync(Ira, "/api/bodies/sextant/orders?limit=200")).ToString().ShouldNotContain(order.ToString());
        foreach (var verb in new[] { "waive", "verify" })
        {
            using var foreign = await sanctions.PostAsync(Ira, $"/api/orders/{order}/{verb}", new { reason = "he is fine" });
            foreign.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        }

        using var unseen = await sanctions.PostAsync(Ada, $"/api/orders/{order}/waive", new { reason = "x" });
        unseen.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound, "the case is not there for her");
        using var own = await sanctions.PostAsync(Eun, $"/api/orders/{order}/waive", new { reason = "over" });
        own.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_has_the_case_that_holds_it_sees_and_waives_its_orders_whoever_took_it()
    {
        var (taken, account) = await TakenAsync();
        var order = (await OpenAsync(ChatAdmin, account)).ShouldHaveSingleItem().GetProperty("id").GetGuid();
        async Task<System.Net.HttpStatusCode> StatusAsync(Caller who, string path)
        {
            using var answer = await sanctions.PostAsync(who, path, new { reason = "the account is gone" });
            return answer.StatusCode;
        }

        (await StatusAsync(Vera, $"/api/orders/{order}/waive")).ShouldBe(System.Net.HttpStatusCode.NotFound);
        sanctions.Open(Vera, taken.Measure); // it went with the case

        var seen = await sanctions.GetAsync(Vera, $"/api/sanctions/{taken.Measure}");
        seen.GetProperty("orders")[0].GetProperty("id").GetGuid().ShouldBe(order);
        (await StatusAsync(Wim, $"/api/orders/{order}/waive")).ShouldBe(System.Net.HttpStatusCode.NotFound, "the case is not there for him");
        (await StatusAsync(Vera, $"/api/sanctions/{taken.Measure}/lift")).ShouldBe(System.Net.HttpStatusCode.NotFound, "it ends by a review in the case");
        (await StatusAsync(Vera, $"/api/orders/{order}/claim")).ShouldBe(System.Net.HttpStatusCode.NotFound, "she looks after no space");
        (await StatusAsync(Vera, $"/api/orders/{order}/waive")).ShouldBe(System.Net.HttpStatusCode.OK);
        (await OpenAsync(ChatAdmin, account)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_was_let_read_the_case_and_no_more_neither_waives_nor_verifies()
    {
        var (taken, account) = await TakenAsync();
        var order = (await OpenAsync(ChatAdmin, account)).ShouldHaveSingleItem().GetProperty("id").GetGuid();
        sanctions.OpenToRead(Vera, taken.Measure);
        sanctions.OpenToRead(Ira, taken.Case);
        foreach (var who in new[] { Vera, Ira })
        {
            (await sanctions.GetAsync(who, $"/api/sanctions/{taken.Measure}")).GetProperty("orders")[0].GetProperty("id").GetGuid().ShouldBe(order);
            await RefusedAsync(who, $"/api/orders/{order}/waive");
            await RefusedAsync(who, $"/api/orders/{order}/verify");
        }

        await RefusedAsync(Ira, $"/api/sanctions/{taken.Measure}/lift");
        (await OpenAsync(ChatAdmin, account)).ShouldHaveSingleItem().GetProperty("state").GetString().ShouldBe("open");

        sanctions.Open(Vera, taken.Measure);
        using var waived = await sanctions.PostAsync(Vera, $"/api/orders/{order}/waive", new { reason = "the account is gone" });
        waived.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);

        async Task RefusedAsync(Caller who, string path)
        {
            using var answer = await sanctions.PostAsync(who, path, new { reason = "he is a friend" });
            answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Conflict, path);
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("R27");
        }
    }

    [Fact]
    public async Task Who_has_the_case_now_calls_the_person_as_the_case_does_and_hears_nothing_of_them_where_it_was_over_before()
    {
        var (taken, account) = await TakenAsync();
        var order = (await OpenAsync(ChatAdmin, account)).ShouldHaveSingleItem().GetProperty("id").GetGuid();
        sanctions.Open(Ira, taken.Case);
        sanctions.Open(Vera, taken.Measure);
        async Task<string?> NameAsync(Caller who) => (await sanctions.GetAsync(who, $"/api/sanctions/{taken.Measure}")).GetProperty("person").GetProperty("codeName").GetString();

        (await NameAsync(Ira)).ShouldBe(await CodeNameAsync("sextant"));
        (await NameAsync(Vera)).ShouldBe(await CodeNameAsync("astrolabe"));

        sanctions.OverBefore.Add(taken.Measure);
        var seen = await sanctions.GetAsync(Vera, $"/api/sanctions/{taken.Measure}");
        seen.TryGetProperty("person", out _).ShouldBeFalse();
        (seen.GetProperty("type").GetString(), seen.GetProperty("orders")[0].GetProperty("space").GetString()).ShouldBe(("mute", "chat:sextant"));
        sanctions.Open(Juno, taken.Measure);
        (await sanctions.GetAsync(Juno, "/api/bodies/sextant/orders?limit=200")).GetProperty("items").EnumerateArray().Single(o => o.GetProperty("id").GetGuid() == order).TryGetProperty("account", out _).ShouldBeFalse();
        using var waived = await sanctions.PostAsync(Vera, $"/api/orders/{order}/waive", new { reason = "it is over" });
        waived.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        (await waived.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain(account);

        async Task<string> CodeNameAsync(string body)
        {
            using var cases = sanctions.App.AsService("cases");
            using var answer = await cases.PostAsJsonAsync("/internal/code-names", new CodeNameQuestion(body, [taken.Person]), TestContext.Current.CancellationToken);
            return (await answer.Content.ReadFromJsonAsync<CodeNameAnswer>(TestContext.Current.CancellationToken))!.CodeNames.Single();
        }
    }

    [Fact]
    public async Task Of_what_another_body_decided_the_order_is_seen_and_not_let_go()
    {
        var account = $"chat:{Guid.NewGuid():N}";
        var decided = await sanctions.DecideAsync((await sanctions.ReportAsync(account)).Single(), "orrery", permission: "danger", binding: true, bodies: ["sextant"]);
        var order = (await OpenAsync(ChatAdmin, account))[0].GetProperty("id").GetGuid();

        (await sanctions.GetAsync(Juno, "/api/bodies/sextant/orders?limit=200")).ToString().ShouldContain(order.ToString());
        using var waived = await sanctions.PostAsync(Vera, $"/api/orders/{order}/waive", new { reason = "x" });
        waived.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        using var foreign = await sanctions.PostAsync(Seat("sextant", "member"), $"/api/orders/{order}/waive", new { reason = "x" });
        foreign.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        using var own = await sanctions.PostAsync(Ada, $"/api/orders/{order}/waive", new { reason = "the account is gone" });
        own.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        decided.Body.ShouldBe("orrery");
    }

    private async Task<(InterimMeasureTaken Taken, string Account)> TakenAsync()
    {
        var account = $"chat:{Guid.NewGuid():N}";
        var person = (await sanctions.ReportAsync(account)).Single();
        var taken = new InterimMeasureTaken(
            Origin() with { At = sanctions.Clock.GetUtcNow() }, Guid.NewGuid(), Guid.NewGuid(), person, "mute", ["sextant"], ["chat:sextant"], sanctions.Clock.GetUtcNow().AddDays(2));
        await sanctions.SayAsync(taken);
        return (taken, account);
    }

    private Task<string> StandingAsync(string account) => sanctions.StandingAsync(Ira, account, "sextant", "chat:sextant");

    private Task RestoredAsync(string account) => Eventually.TrueAsync(
        async () => (await OpenAsync(ChatAdmin, account)).Any(o => o.GetProperty("action").GetString() == "restore"), "nobody undoes it");

    private async Task<IReadOnlyList<JsonElement>> OpenAsync(Caller who, string account) =>
        [.. (await sanctions.GetAsync(who, "/api/orders?assignee=me&limit=200")).GetProperty("items").EnumerateArray().Where(o => o.GetProperty("account").GetString() == account)];
}
