using System.Text.Json.Nodes;
using Coc.Contracts.Channel;

namespace Coc.Integration.Cases;

/// <summary>Cases on their way between sextant and orrery, for the tests of what may happen there.</summary>
internal sealed class HandOvers(CasesApp cases)
{
    public static TransferAcceptance Acceptance => new(CasesApp.SeatOf("eun", "orrery"), "member", Guid.NewGuid(), CasesApp.Orrery);

    public static TransferReturn GivingBack => new(CasesApp.SeatOf("eun", "orrery"), "member", Guid.NewGuid(), "wrongBody", "It is theirs.", CasesApp.Sextant);

    public static TransferReturn TakingBack => GivingBack with { Seat = CasesApp.SeatOf("ira", "sextant"), Reason = null, Text = null };

    public Asking Liaison => new(cases.App.AsService("liaison"));

    public Asking Ira => cases.As("ira");

    public Asking Eun => cases.As("eun", "orrery");

    /// <summary>Taken up, acknowledged and noted on in sextant, and offered to orrery without any rule that demands it; orrery may take it.</summary>
    public async Task<(Guid Id, Guid Report, Guid Transfer)> OfferedAsync(Guid? person = null)
    {
        var (report, _) = await cases.RouteAsync(person: person);
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno", "kai");
        await Ira.DoAsync(id, "acknowledge", new { message = "We have it." });
        await Ira.DoAsync(id, "notes", new { text = "our note" });
        var offered = await Ira.DoAsync(id, "transfers", new { to = "orrery", context = "our view", share = "all" });
        cases.Advance(TimeSpan.FromHours(48));
        return (id, report, (Guid)offered["transfer"]!["id"]!);
    }

    /// <summary>… and accepted there.</summary>
    public async Task<(Guid Id, Guid Report, Guid Transfer, Guid There)> HandedOverAsync(bool takenUp = true)
    {
        var (id, report, transfer) = await OfferedAsync();
        var there = (Guid)(await SayAsync(transfer, "accept", Acceptance))["newCase"]!;
        if (takenUp)
        {
            (await cases.TakeUpAsync(report, "orrery", "ada", "bo", "eun")).ShouldBe(there);
        }

        return (id, report, transfer, there);
    }

    public async Task<JsonNode> SayAsync(Guid transfer, string what, object body)
    {
        var (status, answer) = await Liaison.PostAsync($"/internal/transfers/{transfer}/{what}", body);
        status.ShouldBe(200, answer.ToJsonString());
        return answer;
    }

    public async Task<string?> RefusedAsync(Guid transfer, string what, object body)
    {
        var (status, answer) = await Liaison.PostAsync($"/internal/transfers/{transfer}/{what}", body);
        status.ShouldBe(409, answer.ToJsonString());
        return (string?)answer["code"];
    }

    /// <summary>The body whose case it is; there is exactly one, its keys are in use, and of what any other body had only the notice is left.</summary>
    /// <param name="report">its report</param>
    /// <param name="besides">a body that has a case of its own of it, jointly</param>
    public async Task<string> OwnerAsync(Guid report, string? besides = null)
    {
        var owners = (string?)await cases.ScalarAsync(
            $"select string_agg(i.tenant_id, ' ') from app.case_things t join app.case_index i using (tenant_id, case_id) where t.thing = '{report}' and t.kind = 'report' and i.moved_to is null and i.tenant_id <> '{besides}'");
        owners.ShouldNotBeNull("somebody has it").ShouldNotContain(" ", Case.Insensitive, "one body has it");
        (await cases.ScalarAsync(
            $"""
            select count(*) from mt.coc_keys k join app.case_things t on t.tenant_id = k.tenant_id and t.case_id = k.stream_id and t.thing = '{report}' and t.kind = 'report'
            join app.case_index i on i.tenant_id = k.tenant_id and i.case_id = k.stream_id
            where k.owner not like 'reporter:%' and ((i.moved_to is null) = (k.disabled is not null or k.destroyed is not null))
            """)).ShouldBe(0L, "keys are in use where the case is, and nowhere else");
        return owners;
    }

    /// <summary>Nothing of a case but the notice, for anybody of its body.</summary>
    public static async Task NoticeOnlyAsync(Asking who, Guid id, Guid report, string to)
    {
        var notice = (await who.GetAsync($"/api/cases/{id}")).Json.AsObject();
        notice.Select(m => m.Key).ShouldBe(["id", "codeName", "state", "to", "at"], ignoreOrder: true);
        ((string?)notice["to"]).ShouldBe(to);
        foreach (var path in new[] { "history", "reads", $"reports/{report}" })
        {
            (await who.GetAsync($"/api/cases/{id}/{path}")).Status.ShouldBe(404);
        }

        (await who.PostAsync($"/api/cases/{id}/notes", new { text = "late" })).Status.ShouldBe(404);
    }
}
