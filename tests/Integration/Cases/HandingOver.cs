using System.Text.Json.Nodes;
using Coc.Contracts.Channel;

namespace Coc.Integration.Cases;

/// <summary>Transfers between bodies, and counsel's door.</summary>
public sealed class HandingOver(CasesApp cases) : IClassFixture<CasesApp>
{
    private Asking Liaison => new(cases.App.AsService("liaison"));

    private Asking Counsel => cases.As("counsel", "meridian", "counsel");

    private async Task<(Guid Id, Guid Report, Guid Transfer)> OfferedAsync()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        var ira = cases.As("ira");
        await ira.DoAsync(id, "acknowledge", new { message = "We have it." });
        await ira.DoAsync(id, "notes", new { text = "our note" });
        await ira.DoAsync(id, "risk-factors", new { factor = "suspectedLawViolation", present = true });
        var offered = await ira.DoAsync(id, "transfers", new { to = "orrery", rule = "J4", context = "police were called", share = "all" });
        offered["flags"]!.AsArray().Select(f => (string)f!).ShouldContain("transferDue");
        return (id, report, (Guid)offered["transfer"]!["id"]!);
    }

    private static TransferAcceptance Acceptance => new(CasesApp.SeatOf("eun", "orrery"), "member", Guid.NewGuid(), CasesApp.Orrery);

    [Fact]
    public async Task A_case_changes_hands_in_one_step_and_the_old_owner_keeps_a_notice()
    {
        var (old, report, transfer) = await OfferedAsync();
        ((string?)(await Liaison.PostAsync($"/internal/transfers/{transfer}/accept", Acceptance)).Json["code"]).ShouldBe("P16");
        cases.Advance(TimeSpan.FromHours(48));

        var (status, outcome) = await Liaison.PostAsync($"/internal/transfers/{transfer}/accept", Acceptance);

        status.ShouldBe(200, outcome.ToJsonString());
        var again = await Liaison.PostAsync($"/internal/transfers/{transfer}/accept", Acceptance);
        again.Json.ToJsonString().ShouldBe(outcome.ToJsonString());
        var notice = (await cases.As("ira").GetAsync($"/api/cases/{old}")).Json.AsObject();
        notice.Select(m => m.Key).ShouldBe(["id", "codeName", "state", "to", "at"], ignoreOrder: true);
        foreach (var path in new[] { "history", "reads", $"reports/{report}" })
        {
            (await cases.As("ira").GetAsync($"/api/cases/{old}/{path}")).Status.ShouldBe(404);
        }

        (await cases.As("ira").PostAsync($"/api/cases/{old}/notes", new { text = "late" })).Status.ShouldBe(404);
        (await cases.As("ira").GetAsync("/api/bodies/sextant/cases?limit=200")).Json.ToJsonString().ShouldNotContain(old.ToString());

        var taken = await cases.TakeUpAsync(report, "orrery");
        taken.ShouldBe((Guid)outcome["newCase"]!);
        var seen = (await cases.As("eun", "orrery").GetAsync($"/api/cases/{taken}")).Json;
        seen["carried"]!.AsArray().Select(t => (string)t!["text"]!).ShouldContain("our note");
        seen["riskFactors"]!.AsArray().Select(f => (string)f!).ShouldBe(["suspectedLawViolation"]);
        ((string?)seen["subjects"]![0]!["codeName"]).ShouldStartWith("orrery-");
        (await cases.As("ira").GetAsync($"/api/cases/{taken}")).Status.ShouldBe(404);
        await TrailGoesWithTheCaseAsync(old, report, taken);
    }

    private async Task TrailGoesWithTheCaseAsync(Guid old, Guid report, Guid taken)
    {
        var ledger = new Asking(cases.App.AsService("ledger"));
        async Task<IEnumerable<Guid>> Visible(string name, string body) =>
            (await ledger.PostAsync("/internal/visible", new VisibleQuestion([new(CasesApp.SeatOf(name, body), body, "member")], [old, report, taken]))).Json["ids"]!.AsArray().Select(i => (Guid)i!);
        (await Visible("eun", "orrery")).ShouldBe([old, report, taken], ignoreOrder: true);
        (await Visible("ira", "sextant")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_senders_keys_are_disabled_with_the_hand_over_and_destroyed_after_seven_days()
    {
        var (old, _, transfer) = await OfferedAsync();
        cases.Advance(TimeSpan.FromHours(48));
        (await Liaison.PostAsync($"/internal/transfers/{transfer}/accept", Acceptance)).Status.ShouldBe(200);
        (await cases.ScalarAsync($"select count(*) from mt.coc_keys where stream_id = '{old}' and destroyed is not null")).ShouldBe(0L);
        (await cases.ScalarAsync($"select string_agg(distinct split_part(owner, ':', 1), ' ') from mt.coc_keys where stream_id = '{old}' and disabled is null")).ShouldBe("reporter");
        (await cases.ScalarAsync($"select count(*) from mt.coc_keys where stream_id = '{old}' and disabled is not null")).ShouldNotBe(0L);

        cases.Advance(TimeSpan.FromDays(7));

        await Fixtures.Eventually.TrueAsync(
            async () => (await cases.ScalarAsync($"select count(*) filter (where destroyed is null) from mt.coc_keys where stream_id = '{old}'")) is 0L, "the keys are still there");
        (await cases.As("ira").GetAsync($"/api/cases/{old}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_offer_may_be_refused_or_recalled()
    {
        var (id, _, transfer) = await OfferedAsync();
        var refusal = new TransferRefusal(CasesApp.SeatOf("eun", "orrery"), "member", Guid.NewGuid(), "other", "we are two");
        await cases.As("ira").DoAsync(id, "risk-factors", new { factor = "suspectedLawViolation", present = false });
        ((string?)(await Liaison.PostAsync($"/internal/transfers/{transfer}/refuse", refusal)).Json["state"]).ShouldBe("refused");
        ((string?)(await Liaison.PostAsync($"/internal/transfers/{transfer}/refuse", refusal)).Json["state"]).ShouldBe("refused");
        var again = await cases.As("ira").DoAsync(id, "transfers", new { to = "orrery", share = "summary" });
        var second = (Guid)again["transfer"]!["id"]!;
        var recall = refusal with { Seat = CasesApp.SeatOf("ira", "sextant"), Reason = null, Text = null };
        ((string?)(await Liaison.PostAsync($"/internal/transfers/{second}/recall", recall)).Json["state"]).ShouldBe("recalled");
        (await Liaison.PostAsync($"/internal/transfers/{Guid.NewGuid()}/recall", recall)).Status.ShouldBe(404);
        (await new Asking(cases.App.AsService("intake")).PostAsync($"/internal/transfers/{second}/recall", recall)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Nobody_answers_then_a_dispute_then_silence_again_and_the_rule_gives_the_case_away()
    {
        cases.App.Neighbours.Answer("POST /internal/handling/orrery", CasesApp.Orrery);
        var (old, report, transfer) = await OfferedAsync();

        cases.Advance(TimeSpan.FromDays(6));
        await StateAsync(old, "disputed");
        ((string?)(await cases.As("ira").GetAsync($"/api/cases/{old}")).Json["transfer"]!["arbiter"]).ShouldBe("meridian");
        (await cases.As("ira").PostAsync($"/api/cases/{old}/transfers", new { to = "orrery", share = "all" })).Status.ShouldBe(409);
        cases.Advance(TimeSpan.FromDays(6));

        await Fixtures.Eventually.TrueAsync(
            async () => (string?)(await cases.As("ira").GetAsync($"/api/cases/{old}")).Json["state"] == "transferred", "the rule did not settle it");
        (await cases.ScalarAsync($"select count(*) from app.case_things where thing = '{report}' and kind = 'report'")).ShouldBe(2L);
        (await cases.ScalarAsync($"select count(*) from mt.coc_keys where stream_id = '{old}' and disabled is null and owner not like 'reporter:%'")).ShouldBe(0L);
        ((string?)(await Liaison.PostAsync($"/internal/transfers/{transfer}/accept", Acceptance)).Json["state"]).ShouldBe("accepted");
        (await cases.ScalarAsync($"select count(*) from app.case_things where thing = '{report}' and kind = 'report'")).ShouldBe(2L);
    }

    [Theory]
    [InlineData("sextant")]
    [InlineData("orrery")]
    public async Task A_refused_rule_is_settled_by_the_arbiter(string owner)
    {
        var (old, _, transfer) = await OfferedAsync();
        var refusal = new TransferRefusal(CasesApp.SeatOf("eun", "orrery"), "member", Guid.NewGuid(), "ruleDoesNotHold", "no law was broken");
        (await Liaison.PostAsync($"/internal/transfers/{transfer}/refuse", refusal with { Reason = "other" })).Status.ShouldBe(409);
        ((string?)(await Liaison.PostAsync($"/internal/transfers/{transfer}/refuse", refusal)).Json["state"]).ShouldBe("disputed");
        ((string?)(await Liaison.PostAsync($"/internal/transfers/{transfer}/refuse", refusal)).Json["state"]).ShouldBe("disputed");
        cases.Advance(TimeSpan.FromHours(48));
        var word = new TransferSettlement(Guid.NewGuid(), "member", Guid.NewGuid(), owner, owner == "orrery" ? CasesApp.Orrery : null);

        var (status, outcome) = await Liaison.PostAsync($"/internal/transfers/{transfer}/settle", word);
        var again = await Liaison.PostAsync($"/internal/transfers/{transfer}/settle", word);

        (status, (string?)outcome["state"]).ShouldBe((200, owner == "orrery" ? "accepted" : "settled"), outcome.ToJsonString());
        again.Json.ToJsonString().ShouldBe(outcome.ToJsonString());
        (await new Asking(cases.App.AsService("intake")).PostAsync($"/internal/transfers/{transfer}/settle", word)).Status.ShouldBe(404);
        (await cases.As("ira").PostAsync($"/api/cases/{old}/notes", new { text = "after it" })).Status.ShouldBe(owner == "sextant" ? 200 : 404);
    }

    private Task StateAsync(Guid id, string state) => Fixtures.Eventually.TrueAsync(
        async () => (string?)(await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["transfer"]?["state"] == state, $"the transfer is not {state}");

    [Fact]
    public async Task Counsel_sees_the_question_and_the_measure_and_nothing_else()
    {
        var (report, person) = await cases.RouteAsync(CasesApp.Orrery);
        var id = await cases.TakeUpAsync(report, "orrery");
        var eun = cases.As("eun", "orrery");
        await eun.DoAsync(id, "triage", new { impact = "high", risk = "high" });
        await eun.DoAsync(id, "hearing", new { reasonForNone = "cannot be reached" });
        var proposed = await eun.DoAsync(id, "proposals", Deciding.Suspension(person, cases.Now, 84, "all"));
        var proposal = (Guid)proposed["proposals"]![0]!["id"]!;
        foreach (var name in new[] { "ada", "bo", "cleo" })
        {
            await cases.As(name, "orrery").DoAsync(id, $"proposals/{proposal}/votes", new { vote = "yes" });
        }

        ((string?)(await eun.DoAsync(id, $"proposals/{proposal}/close"))["state"]).ShouldBe("awaitingLegal");
        await eun.DoAsync(id, "legal-requests", new { proposal, question = "May we?", include = Array.Empty<string>() });

        var item = (await Counsel.GetAsync("/api/legal-requests?assignee=me&limit=200")).Json["items"]!.AsArray()
            .Single(i => (string?)i!["codeName"] == (string?)proposed["codeName"])!.AsObject();
        item.Select(m => m.Key).ShouldBe(["id", "codeName", "question", "proposal", "included", "due"], ignoreOrder: true);
        item.ToJsonString().ShouldNotContain(person.ToString());
        item.ToJsonString().ShouldNotContain("three witnesses");
        (await Counsel.GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
        (await eun.GetAsync("/api/legal-requests?assignee=me")).Status.ShouldBe(404);
        (await eun.PostAsync($"/api/legal-requests/{item["id"]}/answer", new { outcome = "noExposure" })).Status.ShouldBe(404);
        (await Counsel.PostAsync($"/api/legal-requests/{item["id"]}/answer", new { outcome = "perhaps" })).Status.ShouldBe(400);
        (await Counsel.PostAsync($"/api/legal-requests/{item["id"]}/answer", new { outcome = "noExposure", note = "no objection" })).Status.ShouldBe(200);

        var decided = (await eun.GetAsync($"/api/cases/{id}")).Json;
        ((string?)decided["state"]).ShouldBe("decided");
        decided["decision"].ShouldNotBeNull();
        ((string?)(await Counsel.PostAsync($"/api/legal-requests/{item["id"]}/answer", new { outcome = "noExposure" })).Json["code"]).ShouldBe("alreadyAnswered");
    }

    [Fact]
    public async Task Nobody_is_offered_a_case_that_is_not_in_the_directory()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira");
        (await cases.As("ira").PostAsync($"/api/cases/{id}/transfers", new { to = "nowhere", share = "all" })).Status.ShouldBe(400);
        await cases.HandAsync(new Contracts.Liaison.BodyListed(cases.Origin(), "gnomon", "project", "foundation", "orrery", "meridian"));
        (await cases.As("ira").PostAsync($"/api/cases/{id}/transfers", new { to = "gnomon", share = "all" })).Status.ShouldBe(400, "nobody there could take it");
        ((string?)(await cases.As("ira").PostAsync($"/api/cases/{id}/transfers", JsonNode.Parse("""{"to":"sextant","share":"all"}"""))).Json["code"]).ShouldBe("wrongReceiver");
    }
}
