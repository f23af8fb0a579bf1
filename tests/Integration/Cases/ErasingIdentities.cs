using Coc.Contracts.Channel;
using Coc.Integration.Fixtures;

namespace Coc.Integration.Cases;

/// <summary>After no violation it is kept nowhere who the person was (P19); what was said in the case stays.</summary>
public sealed class ErasingIdentities(CasesApp cases) : IClassFixture<CasesApp>
{
    private async Task<(Guid Id, Guid Report, Guid Person)> ClosedAsync(string finding)
    {
        var (report, person) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        var ira = cases.As("ira");
        await ira.DoAsync(id, "acknowledge", new { message = "CANARYacknowledged" });
        await ira.DoAsync(id, "triage", new { impact = "low", risk = "low" });
        await ira.DoAsync(id, "subjects", new { person, accounts = new[] { "github:canary-rex" }, name = "CANARYname", identification = "claimed" });
        await ira.DoAsync(id, "hearing", new { person, response = "CANARYsaid" });
        var proposed = await ira.DoAsync(id, "proposals", new { route = "meeting", findings = new[] { new { person, finding, category = "harassment" } }, rationale = new { forPanel = "w" } });
        var proposal = proposed["proposals"]![0]!["id"];
        foreach (var name in new[] { "ira", "juno", "kai" })
        {
            await cases.As(name).DoAsync(id, $"proposals/{proposal}/votes", new { vote = "yes" });
        }

        await ira.DoAsync(id, $"proposals/{proposal}/close");
        var told = await ira.DoAsync(id, "communications", new { to = "accused", text = "We have decided." });
        await cases.As("juno").DoAsync(id, $"communications/{told["communications"]![0]!["id"]}/approve");
        await cases.WordAsync(id, report);
        await ira.DoAsync(id, "resolution-notice");
        await ira.DoAsync(id, "close");
        return (id, report, person);
    }

    private async Task<bool> NeededAsync(Guid person, params Guid[] reports) =>
        (bool)(await new Asking(cases.App.AsService("sanctions")).PostAsync($"/internal/persons/{person}/needed", new PersonNeededQuestion(reports))).Json["needed"]!;

    [Fact]
    public async Task Who_it_was_is_erased_ninety_days_after_the_time_to_appeal_and_needed_by_no_case_any_more()
    {
        var (id, report, person) = await ClosedAsync("notEstablished");
        (await NeededAsync(person, report)).ShouldBeTrue();
        cases.Advance(TimeSpan.FromDays(60));
        (await cases.As("juno").GetAsync($"/api/cases/{id}")).Json.ToJsonString().ShouldContain("CANARYname", Case.Sensitive, "the time to appeal is over, the ninety days are not");

        cases.Advance(TimeSpan.FromDays(75));

        await Eventually.TrueAsync(async () => (long)(await cases.ScalarAsync($"select count(*) from mt.mt_events where stream_id = '{id}' and type = 'identity_keys_destroyed'"))! == 1, "nothing was erased");
        var after = (await cases.As("juno").GetAsync($"/api/cases/{id}")).Json;
        after["subjects"]![0]!["identityErasedAt"].ShouldNotBeNull();
        after.ToJsonString().ShouldNotContain("CANARYname");
        after.ToJsonString().ShouldNotContain("canary-rex");
        after.ToJsonString().ShouldContain("CANARYsaid", Case.Sensitive, "what the person said is theirs to have erased");
        (await cases.ScalarAsync($"select data ->> 'person' from mt.mt_events where stream_id = '{id}' and type = 'identity_erased'")).ShouldBe(person.ToString());
        (await NeededAsync(person, report)).ShouldBeFalse();
        (await NeededAsync(person, report, Guid.NewGuid())).ShouldBeTrue("a report that is no case yet needs them");
        (await cases.ScalarAsync($"select count(*) from app.due where case_id = '{id}' and kind = 'identityErasure'")).ShouldBe(0L);
    }

    [Fact]
    public async Task Only_sanctions_may_ask_who_is_needed()
    {
        foreach (var other in new[] { "intake", "liaison", "ledger" })
        {
            (await new Asking(cases.App.AsService(other)).PostAsync($"/internal/persons/{Guid.NewGuid()}/needed", new PersonNeededQuestion([]))).Status.ShouldBe(404);
        }
    }
}
