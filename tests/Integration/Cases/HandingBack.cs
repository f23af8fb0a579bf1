using Coc.Contracts.Channel;

namespace Coc.Integration.Cases;

/// <summary>A hand-over undone within seven days, and what is left of it afterwards.</summary>
public sealed class HandingBack(CasesApp cases) : IClassFixture<CasesApp>
{
    private readonly HandOvers over = new(cases);

    [Fact]
    public async Task Given_back_the_old_id_is_the_case_again_with_all_it_held_and_what_was_done_elsewhere()
    {
        var (id, report, transfer, there) = await over.HandedOverAsync();
        await HandOvers.NoticeOnlyAsync(over.Ira, id, report, "orrery");
        await over.Eun.DoAsync(there, "notes", new { text = "their note" });

        var answer = await over.SayAsync(transfer, "return", HandOvers.GivingBack);
        var again = await over.SayAsync(transfer, "return", HandOvers.GivingBack);

        ((string?)answer["state"], again.ToJsonString()).ShouldBe(("returned", answer.ToJsonString()));
        (await over.OwnerAsync(report)).ShouldBe("sextant");
        var seen = (await over.Ira.GetAsync($"/api/cases/{id}")).Json;
        seen["notes"]!.AsArray().Select(n => (string?)n!["text"]).ShouldBe(["our note"]);
        seen["carried"]!.AsArray().Select(t => (string?)t!["text"]).ShouldBe(["It is theirs.", "their note"]);
        seen["cameBack"]!["work"]!.AsArray().Select(w => (string?)w).ShouldBe(["noted"]);
        (await over.Ira.GetAsync("/api/bodies/sextant/cases?limit=200")).Json.ToJsonString().ShouldContain(id.ToString());
        await over.Ira.DoAsync(id, "notes", new { text = "we go on" });
        await HandOvers.NoticeOnlyAsync(over.Eun, there, report, "sextant");
        (await over.Eun.GetAsync("/api/bodies/orrery/cases?limit=200")).Json.ToJsonString().ShouldNotContain(there.ToString());
        (await over.Eun.GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
        await TrailGoesBackAsync(id, report, there);
    }

    private async Task TrailGoesBackAsync(Guid id, Guid report, Guid there)
    {
        var ledger = new Asking(cases.App.AsService("ledger"));
        async Task<IEnumerable<Guid>> Visible(string name, string body) =>
            (await ledger.PostAsync("/internal/visible", new VisibleQuestion([new(CasesApp.SeatOf(name, body), body, "member")], [id, report, there]))).Json["ids"]!.AsArray().Select(i => (Guid)i!);
        (await Visible("ira", "sextant")).ShouldBe([id, report, there], ignoreOrder: true);
        (await Visible("eun", "orrery")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whom_the_other_body_found_out_stays_a_subject_when_the_case_comes_back()
    {
        var lark = Guid.NewGuid();
        var (id, report, transfer, there) = await over.HandedOverAsync();
        cases.App.Neighbours.Answer<PersonStated>("POST /internal/persons/identify", q => new PersonKnown(lark));
        await over.Eun.DoAsync(there, "subjects", new { add = true, accounts = new[] { "github:lark" }, identification = "claimed" });

        await over.SayAsync(transfer, "return", HandOvers.GivingBack);

        (await over.Ira.GetAsync($"/api/cases/{id}")).Status.ShouldBe(404, "nobody reads before they have answered for this person too");
        (await cases.ItemAsync("ira", report))!["subjects"]!.ToJsonString().ShouldContain("github:lark");
        await cases.TakeUpAsync(report, "sextant", "ira");
        var subject = (await over.Ira.GetAsync($"/api/cases/{id}")).Json["subjects"]!.AsArray().Single(s => (Guid)s!["person"]! == lark)!;
        ((string?)subject["codeName"]).ShouldBe($"sextant-{lark.ToString()[..4]}");
    }

    [Fact]
    public async Task What_either_body_wrote_to_the_reporter_is_still_given_out_once()
    {
        var (id, report, transfer, there) = await over.HandedOverAsync();
        await over.Eun.DoAsync(there, "messages", new { report, text = "written there" });
        await over.SayAsync(transfer, "return", HandOvers.GivingBack);
        var intake = new Asking(cases.App.AsService("intake"));

        foreach (var (@case, text) in new[] { (id, "We have it."), (there, "written there"), (id, "sextant has your report again") })
        {
            var message = Guid.Parse(((string)(await cases.ScalarAsync(
                $"select string_agg(data ->> 'message', ' ' order by version {(text[0] == 's' ? "desc" : "asc")}) from mt.mt_events where stream_id = '{@case}' and type = 'reporter_messaged'"))!).Split(' ')[0]);
            ((string?)(await intake.GetAsync($"/internal/cases/{@case}/messages/{message}")).Json["text"]).ShouldNotBeNull().ShouldContain(text);
        }
    }

    [Fact]
    public async Task After_seven_days_the_copy_is_destroyed_its_stream_is_closed_and_giving_back_says_so()
    {
        var (id, report, transfer, _) = await over.HandedOverAsync();
        cases.Advance(TimeSpan.FromDays(7));
        await DestroyedAsync(id);

        (await over.RefusedAsync(transfer, "return", HandOvers.GivingBack)).ShouldBe("recallWindowOver");
        (await over.RefusedAsync(transfer, "take-back", HandOvers.TakingBack)).ShouldBe("recallWindowOver");
        (await over.RefusedAsync(transfer, "contest", new TransferRefusal(CasesApp.SeatOf("ira", "sextant"), "member", Guid.NewGuid(), null, null))).ShouldBe("recallWindowOver");
        (await over.OwnerAsync(report)).ShouldBe("orrery");
        await HandOvers.NoticeOnlyAsync(over.Ira, id, report, "orrery");
        (await cases.ScalarAsync($"select is_archived from mt.mt_streams where id = '{id}'")).ShouldBe(true);
        (await cases.ScalarAsync($"select count(*) from app.due where case_id = '{id}'")).ShouldBe(0L);
    }

    [Fact]
    public async Task What_was_linked_into_it_is_destroyed_with_it()
    {
        var (report, person) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno", "kai");
        await over.Ira.DoAsync(id, "acknowledge", new { message = "We have it." });
        var (other, _) = await cases.RouteAsync(person: person);
        var own = await cases.TakeUpAsync(other, "sextant", "ira", "juno", "kai");
        await over.Ira.DoAsync(own, "acknowledge", new { message = "We have it." });
        await over.Ira.DoAsync(own, "notes", new { text = "our note" });
        await over.Ira.DoAsync(id, "link-reports", new { report = other });
        var transfer = (Guid)(await over.Ira.DoAsync(id, "transfers", new { to = "orrery", share = "all" }))["transfer"]!["id"]!;
        cases.Advance(TimeSpan.FromHours(48));
        await over.SayAsync(transfer, "accept", HandOvers.Acceptance);
        (await cases.ScalarAsync($"select count(*) from mt.coc_keys where stream_id = '{own}' and destroyed is null")).ShouldNotBe(0L);

        cases.Advance(TimeSpan.FromDays(7));

        await DestroyedAsync(id);
        await DestroyedAsync(own);
    }

    [Fact]
    public async Task Given_back_the_receivers_copy_is_destroyed_after_seven_days_and_the_senders_is_not()
    {
        var (id, report, transfer, there) = await over.HandedOverAsync();
        await over.SayAsync(transfer, "return", HandOvers.GivingBack);

        cases.Advance(TimeSpan.FromDays(7));

        await DestroyedAsync(there);
        (await over.OwnerAsync(report)).ShouldBe("sextant");
        ((string?)(await over.Ira.GetAsync($"/api/cases/{id}")).Json["notes"]![0]!["text"]).ShouldBe("our note");
        (await cases.ScalarAsync($"select count(*) from mt.coc_keys where stream_id = '{id}' and (destroyed is not null or disabled is not null)")).ShouldBe(0L);
    }

    [Fact]
    public async Task The_sender_takes_it_back_as_long_as_nobody_took_it_up()
    {
        var (_, report, transfer, _) = await over.HandedOverAsync(takenUp: false);
        ((string?)(await over.SayAsync(transfer, "take-back", HandOvers.TakingBack))["state"]).ShouldBe("returned");
        (await over.OwnerAsync(report)).ShouldBe("sextant");

        (_, report, transfer, _) = await over.HandedOverAsync();
        (await over.RefusedAsync(transfer, "take-back", HandOvers.TakingBack)).ShouldBe("takenUp");
        (await over.OwnerAsync(report)).ShouldBe("orrery");
    }

    [Theory]
    [InlineData("sextant")]
    [InlineData("orrery")]
    public async Task An_arbiter_settles_a_dispute_about_a_hand_over_that_happened(string owner)
    {
        var (id, report, transfer, there) = await over.HandedOverAsync();
        var asking = new TransferRefusal(CasesApp.SeatOf("ira", "sextant"), "member", Guid.NewGuid(), null, null);
        ((string?)(await over.SayAsync(transfer, "contest", asking))["state"]).ShouldBe("contested");
        ((string?)(await over.Eun.GetAsync($"/api/cases/{there}")).Json["contested"]!["arbiter"]).ShouldBe("meridian");
        (await over.Eun.RefusedAsync(there, "transfers", new { to = "sextant", share = "all" })).ShouldBe("transferDisputed");
        (await over.OwnerAsync(report)).ShouldBe("orrery");
        var word = new TransferSettlement(Guid.NewGuid(), "member", Guid.NewGuid(), owner, owner == "sextant" ? CasesApp.Sextant : null);

        var settled = await over.SayAsync(transfer, "settle", word);
        var again = await over.SayAsync(transfer, "settle", word);

        ((string?)settled["state"], again.ToJsonString()).ShouldBe((owner == "sextant" ? "returned" : "confirmed", settled.ToJsonString()));
        (await over.OwnerAsync(report)).ShouldBe(owner);
        (await over.RefusedAsync(transfer, "contest", asking)).ShouldBe("transferEnded");
        await (owner == "sextant" ? over.Ira.DoAsync(id, "notes", new { text = "ours" }) : over.Eun.DoAsync(there, "notes", new { text = "ours" }));
    }

    [Fact]
    public async Task A_silent_arbiter_leaves_it_where_it_is_and_the_copy_goes_when_its_time_has_come()
    {
        var (id, report, transfer, there) = await over.HandedOverAsync();
        cases.Advance(TimeSpan.FromDays(6));
        await over.SayAsync(transfer, "contest", new TransferRefusal(CasesApp.SeatOf("ira", "sextant"), "member", Guid.NewGuid(), null, null));
        cases.Advance(TimeSpan.FromDays(2));
        (await cases.ScalarAsync($"select count(*) from mt.coc_keys where stream_id = '{id}' and destroyed is not null")).ShouldBe(0L, "what an arbiter may still give back is kept");

        cases.Advance(TimeSpan.FromDays(4));

        await DestroyedAsync(id);
        (await over.OwnerAsync(report)).ShouldBe("orrery");
        (await over.Eun.GetAsync($"/api/cases/{there}")).Json["contested"].ShouldBeNull();
    }

    [Fact]
    public async Task A_transfer_exists_for_whom_the_case_exists_on_its_side_and_for_nobody_else()
    {
        var (_, _, transfer, _) = await over.HandedOverAsync();
        async Task<bool> Exists(string name, string body) => (await over.Liaison.PostAsync(
            "/internal/transfers/visible", new VisibleQuestion([new(CasesApp.SeatOf(name, body), body, "member")], [transfer, Guid.NewGuid()]))).Json["ids"]!.AsArray().Count == 1;

        (await Exists("ira", "sextant")).ShouldBeTrue();
        (await Exists("eun", "orrery")).ShouldBeTrue();
        (await Exists("mo", "sextant")).ShouldBeFalse("mo has not answered");
        (await Exists("dev", "orrery")).ShouldBeFalse("dev has not answered");
        (await Exists("ira", "orrery")).ShouldBeFalse();
        (await new Asking(cases.App.AsService("ledger")).PostAsync("/internal/transfers/visible", new VisibleQuestion([], [transfer]))).Status.ShouldBe(404);
        (await new Asking(cases.App.AsService("ledger")).PostAsync($"/internal/transfers/{transfer}/return", HandOvers.GivingBack)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Another_bodys_name_another_seat_and_an_unknown_transfer_give_nothing_back()
    {
        var (_, report, transfer, _) = await over.HandedOverAsync();

        (await over.Liaison.PostAsync($"/internal/transfers/{transfer}/return", HandOvers.GivingBack with { Sender = CasesApp.Body("astrolabe", "vera", "wim") })).Status.ShouldBe(404);
        (await over.Liaison.PostAsync($"/internal/transfers/{Guid.NewGuid()}/return", HandOvers.GivingBack)).Status.ShouldBe(404);
        (await over.RefusedAsync(transfer, "return", HandOvers.GivingBack with { Seat = CasesApp.SeatOf("dev", "orrery") })).ShouldBe("notOnPanel");
        (await over.RefusedAsync(transfer, "return", HandOvers.GivingBack with { Seat = CasesApp.SeatOf("ira", "sextant") })).ShouldBe("notOnPanel");
        (await over.OwnerAsync(report)).ShouldBe("orrery");
    }

    [Fact]
    public async Task What_it_may_be_taken_into_is_what_the_asker_sees_about_the_same_person()
    {
        var person = Guid.NewGuid();
        var (first, _) = await cases.RouteAsync(CasesApp.Orrery, person: person);
        var into = await cases.TakeUpAsync(first, "orrery", "ada", "eun");
        var (other, _) = await cases.RouteAsync(CasesApp.Orrery);
        var another = await cases.TakeUpAsync(other, "orrery", "eun");
        var (_, _, transfer) = await over.OfferedAsync(person);
        async Task<IEnumerable<Guid>> Joinable(string name) =>
            (await over.SayAsync(transfer, "joinable", new JoinableQuestion(CasesApp.SeatOf(name, "orrery"), "member", "orrery")))["cases"]!.AsArray().Select(c => (Guid)c!["case"]!);

        (await Joinable("eun")).ShouldBe([into]);
        (await Joinable("bo")).ShouldBeEmpty("bo has not answered there");
        (await over.RefusedAsync(transfer, "accept", HandOvers.Acceptance with { Into = another })).ShouldBe("otherSubjects");
        var bo = HandOvers.Acceptance with { Into = into, Seat = CasesApp.SeatOf("bo", "orrery") };
        (await over.Liaison.PostAsync($"/internal/transfers/{transfer}/accept", bo)).Status.ShouldBe(404, "for bo it is not there");
        (await over.Liaison.PostAsync($"/internal/transfers/{transfer}/accept", bo with { Into = Guid.NewGuid() })).Status.ShouldBe(404);

        ((Guid)(await over.SayAsync(transfer, "accept", HandOvers.Acceptance with { Into = into }))["newCase"]!).ShouldBe(into);
    }

    private Task DestroyedAsync(Guid id) => Fixtures.Eventually.TrueAsync(
        async () => (await cases.ScalarAsync($"select count(*) from mt.coc_keys where stream_id = '{id}' and (wrapped is not null or destroyed is null)")) is 0L
            && (await cases.ScalarAsync($"select count(*) from app.due where case_id = '{id}' and kind = 'destroyKeys'")) is 0L, "the keys are still there");
}
