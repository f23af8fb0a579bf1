using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Liaison;

public sealed class Transferring(LiaisonApp liaison) : IClassFixture<LiaisonApp>
{
    [Fact]
    public async Task The_chair_accepts_after_notBefore_and_Cases_gets_the_receiver()
    {
        var (transfer, report) = await OfferedAsync(TimeSpan.FromHours(-1), LiaisonApp.SeatOf("ada", "orrery"));
        TransferAcceptance? asked = null;
        liaison.App.Neighbours.Answer<TransferAcceptance>($"POST /internal/transfers/{transfer}/accept", a => (asked = a) is null ? null : new TransferOutcome(transfer, "accepted", Guid.NewGuid()));

        var (status, answer) = await liaison.Eun.PostAsync($"/api/transfers/{transfer}/accept");

        (status, (string?)answer["state"]).ShouldBe((200, "accepted"));
        asked!.Receiver.Slug.ShouldBe("orrery");
        asked.Receiver.Seats.Select(s => s.Seat).ShouldNotContain(LiaisonApp.SeatOf("ada", "orrery"));
        (await liaison.As("bo", "orrery").PostAsync($"/api/transfers/{transfer}/accept")).ShouldBeRefusal("P16");
        await liaison.HandAsync(new CaseTransferred(LiaisonApp.Origin("sextant", Now), transfer, Guid.NewGuid(), Guid.NewGuid(), "sextant", "orrery", [report]));
    }

    [Fact]
    public async Task Nobody_accepts_before_notBefore()
    {
        var (transfer, _) = await OfferedAsync(TimeSpan.FromHours(48));

        (await liaison.Eun.PostAsync($"/api/transfers/{transfer}/accept")).ShouldBeRefusal("P16");
    }

    [Fact]
    public async Task Two_members_do_what_the_chair_does()
    {
        var (transfer, _) = await OfferedAsync(TimeSpan.FromHours(-1));
        liaison.App.Neighbours.Answer($"POST /internal/transfers/{transfer}/refuse", new TransferOutcome(transfer, "refused", null));

        (await liaison.As("bo", "orrery").PostAsync($"/api/transfers/{transfer}/refuse", new { reason = "because" })).Status.ShouldBe(400);
        var first = await liaison.As("bo", "orrery").PostAsync($"/api/transfers/{transfer}/refuse", new { reason = "noPanel" });
        var again = await liaison.As("bo", "orrery").PostAsync($"/api/transfers/{transfer}/refuse", new { reason = "noPanel" });
        var second = await liaison.As("cleo", "orrery").PostAsync($"/api/transfers/{transfer}/refuse", new { reason = "noPanel" });

        ((string?)first.Json["state"], (string?)again.Json["state"], (string?)second.Json["state"]).ShouldBe(("offered", "offered", "refused"));
    }

    [Fact]
    public async Task Who_is_set_aside_or_of_another_body_sees_no_transfer_and_the_next_in_order_acts_as_chair()
    {
        var (transfer, _) = await OfferedAsync(TimeSpan.FromHours(-1), LiaisonApp.SeatOf("eun", "orrery"));
        liaison.App.Neighbours.Answer($"POST /internal/transfers/{transfer}/accept", new TransferOutcome(transfer, "accepted", Guid.NewGuid()));

        (await ListedAsync(liaison.Eun, "orrery")).ShouldNotContain(transfer);
        (await liaison.Eun.PostAsync($"/api/transfers/{transfer}/accept")).Status.ShouldBe(404);
        (await liaison.Ira.PostAsync($"/api/transfers/{transfer}/accept")).Status.ShouldBe(404);
        (await liaison.As("vera", "astrolabe", chair: true).PostAsync($"/api/transfers/{transfer}/accept")).Status.ShouldBe(404);
        (await liaison.As("ada", "orrery").PostAsync($"/api/transfers/{transfer}/accept")).Json["state"]!.ToString().ShouldBe("accepted");
    }

    [Fact]
    public async Task For_whom_the_case_is_not_there_there_is_no_transfer_of_it()
    {
        var (transfer, _) = await OfferedAsync(TimeSpan.FromHours(48));
        var juno = liaison.As("juno", "sextant");
        liaison.Walled.Add((transfer, LiaisonApp.SeatOf("juno", "sextant")));

        (await ListedAsync(juno, "sextant")).ShouldNotContain(transfer);
        (await juno.PostAsync($"/api/transfers/{transfer}/recall")).Status.ShouldBe(404);
        (await juno.PostAsync($"/api/transfers/{transfer}/dispute")).Status.ShouldBe(404);
        (await ListedAsync(liaison.As("kai", "sextant"), "sextant")).ShouldContain(transfer);
    }

    [Fact]
    public async Task Both_bodies_list_it_with_codes_only()
    {
        var (transfer, _) = await OfferedAsync(TimeSpan.FromHours(48));

        (await ListedAsync(liaison.Ira, "sextant")).ShouldContain(transfer);
        (await ListedAsync(liaison.As("dev", "orrery"), "orrery")).ShouldContain(transfer);
        (await liaison.Ira.GetAsync("/api/bodies/orrery/transfers")).Status.ShouldBe(404);
        await liaison.HandAsync(new TransferEnded(LiaisonApp.Origin("sextant", Now), transfer, Guid.NewGuid(), "recalled"));
        var (_, list) = await liaison.Ira.GetAsync("/api/bodies/sextant/transfers");
        var item = list["items"]!.AsArray().Single(t => (string)t!["id"]! == transfer.ToString())!;
        ((string)item["state"]!).ShouldBe("recalled");
        ((string)item["codeName"]!).ShouldBe("Amber Kite");
    }

    [Fact]
    public async Task The_named_arbiter_sees_rules_and_codes_once_it_is_disputed_and_settles_it()
    {
        var (transfer, report) = await OfferedAsync(TimeSpan.FromHours(-1), LiaisonApp.SeatOf("milo", "meridian"));
        var maya = liaison.As("maya", "meridian", chair: true);
        (await maya.GetAsync($"/api/transfers/{transfer}")).Status.ShouldBe(404);
        (await maya.PostAsync($"/api/transfers/{transfer}/settle", new { owner = "sextant" })).Status.ShouldBe(404);
        liaison.App.Neighbours.Answer($"POST /internal/transfers/{transfer}/refuse", new TransferOutcome(transfer, "disputed", null));
        (await liaison.Eun.PostAsync($"/api/transfers/{transfer}/refuse", new { reason = "noPanel" })).Json["state"]!.ToString().ShouldBe("disputed");
        await liaison.HandAsync(new TransferReminded(LiaisonApp.Origin("sextant", Now), transfer, Guid.NewGuid()));
        await liaison.HandAsync(new TransferDisputed(LiaisonApp.Origin("sextant", Now), transfer, Guid.NewGuid(), "refused", "noPanel", "meridian", Now.AddDays(3)));

        var (status, seen) = await maya.GetAsync($"/api/transfers/{transfer}");
        (status, (string?)seen["because"], (string?)seen["reason"], (string?)seen["rule"]).ShouldBe((200, "refused", "noPanel", "J4"));
        seen.ToJsonString().ShouldNotContain(report.ToString());
        (await ListedAsync(maya, "meridian")).ShouldContain(transfer);
        (await liaison.As("milo", "meridian").GetAsync($"/api/transfers/{transfer}")).Status.ShouldBe(404);
        (await liaison.Eun.PostAsync($"/api/transfers/{transfer}/settle", new { owner = "sextant" })).Status.ShouldBe(404);
        (await maya.PostAsync($"/api/transfers/{transfer}/settle", new { owner = "gnomon" })).Status.ShouldBe(400);
        (await maya.PostAsync($"/api/transfers/{transfer}/settle")).Status.ShouldBe(400);

        TransferSettlement? asked = null;
        liaison.App.Neighbours.Answer<TransferSettlement>($"POST /internal/transfers/{transfer}/settle", s => (asked = s) is null ? null : new TransferOutcome(transfer, "settled", null));
        (await maya.PostAsync($"/api/transfers/{transfer}/settle", new { owner = "sextant" })).Json["state"]!.ToString().ShouldBe("settled");
        (asked!.Owner, asked.Receiver).ShouldBe(("sextant", null));
        await liaison.HandAsync(new TransferSettled(LiaisonApp.Origin("sextant", Now), transfer, Guid.NewGuid(), "sextant", "arbiter"));
        (await liaison.Eun.PostAsync($"/api/transfers/{transfer}/accept")).ShouldBeRefusal("P16");
    }

    [Fact]
    public async Task An_incident_notice_is_walled_per_seat_and_forgets_the_person_when_struck()
    {
        var (notice, report, person) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        liaison.SetAside(report, LiaisonApp.SeatOf("bo", "orrery"));
        liaison.App.Neighbours.Answer<CodeNameQuestion>("POST /internal/code-names", q => new CodeNameAnswer([.. q.Persons.Select(_ => "Grey Heron")]));
        await liaison.HandAsync(new IncidentNoticed(LiaisonApp.Origin("sextant", Now), notice, Guid.NewGuid(), [report], "orrery", person, "harassment"));

        var (_, seen) = await liaison.As("ada", "orrery").GetAsync("/api/bodies/orrery/incident-notices");
        var item = seen["items"]!.AsArray().Single(n => (string)n!["id"]! == notice.ToString())!;
        ((string)item["codeName"]!, (string)item["category"]!, (string)item["body"]!, (string)item["state"]!).ShouldBe(("Grey Heron", "harassment", "sextant", "open"));
        (await liaison.As("bo", "orrery").GetAsync("/api/bodies/orrery/incident-notices")).Json.ToJsonString().ShouldNotContain(notice.ToString());
        (await liaison.Ira.GetAsync("/api/bodies/orrery/incident-notices")).Status.ShouldBe(404);

        await liaison.HandAsync(new IncidentNoticed(LiaisonApp.Origin("sextant", Now), notice, Guid.NewGuid(), [report], "orrery", person, "stalking"));
        (await liaison.As("ada", "orrery").GetAsync("/api/bodies/orrery/incident-notices")).Json.ToJsonString().ShouldContain("stalking");

        await liaison.HandAsync(new IncidentNoticeStruck(LiaisonApp.Origin("sextant", Now), notice, Guid.NewGuid()));
        var (_, after) = await liaison.As("ada", "orrery").GetAsync("/api/bodies/orrery/incident-notices");
        after.ToJsonString().ShouldNotContain(person.ToString());
        after.ToJsonString().ShouldContain("struck");
    }

    [Fact]
    public async Task About_somebody_of_the_foundation_the_parent_is_told_and_the_foundation_is_not()
    {
        var (notice, report) = (Guid.NewGuid(), Guid.NewGuid());
        liaison.App.Neighbours.Answer<SetAsideQuestion>(
            $"POST /internal/reports/{report}/set-aside", q => new SetAsideAnswer([], [.. q.Seats.Select(s => s.Seat).Where(s => s == LiaisonApp.SeatOf("bo", "orrery"))]));
        await liaison.HandAsync(new IncidentNoticed(LiaisonApp.Origin("sextant", Now), notice, Guid.NewGuid(), [report], "orrery", Guid.NewGuid(), "harassment"));

        (await liaison.ScalarAsync($"select reader from app.incident_notice_readers where notice = '{notice}'")).ShouldBe("meridian");
        (await liaison.As("ada", "orrery").GetAsync("/api/bodies/orrery/incident-notices")).Json.ToJsonString().ShouldNotContain(notice.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_resolution_notice_ends_the_notice_or_stands_alone_where_nobody_was_named(bool named)
    {
        var (notice, report, inCase) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        liaison.SetAside(report);
        liaison.App.Neighbours.Answer<CodeNameQuestion>("POST /internal/code-names", q => new CodeNameAnswer([.. q.Persons.Select(_ => "Grey Heron")]));
        if (named)
        {
            await liaison.HandAsync(new IncidentNoticed(LiaisonApp.Origin("sextant", Now), notice, inCase, [report], "orrery", Guid.NewGuid(), "harassment"));
        }

        await liaison.HandAsync(new ResolutionNoticed(LiaisonApp.Origin("sextant", Now), inCase, "orrery", "violation", named ? [notice] : [], [report]));

        var id = named ? notice : Coc.Platform.Ids.V5(inCase, "resolution");
        var (_, list) = await liaison.As("ada", "orrery").GetAsync("/api/bodies/orrery/incident-notices");
        ((string)list["items"]!.AsArray().Single(n => (string)n!["id"]! == id.ToString())!["state"]!).ShouldBe("resolved");
    }

    private DateTimeOffset Now => liaison.App.Services.GetRequiredService<DomainClock>().GetUtcNow();

    private static async Task<IReadOnlyList<Guid>> ListedAsync(Asking who, string body)
    {
        var (status, list) = await who.GetAsync($"/api/bodies/{body}/transfers");
        status.ShouldBe(200, list.ToJsonString());
        return [.. list["items"]!.AsArray().Select(t => Guid.Parse((string)t!["id"]!))];
    }

    private async Task<(Guid Transfer, Guid Report)> OfferedAsync(TimeSpan notBefore, params Guid[] aside)
    {
        var (transfer, report) = (Guid.NewGuid(), Guid.NewGuid());
        liaison.SetAside(report, aside);
        await liaison.HandAsync(new TransferOffered(
            LiaisonApp.Origin("sextant", Now), transfer, Guid.NewGuid(), [report], "sextant", "orrery", "J4", "Amber Kite", Now + notBefore, Now.AddDays(3)));
        return (transfer, report);
    }
}
