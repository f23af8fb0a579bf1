using System.Net;
using System.Net.Http.Json;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Liaison.Directory;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Liaison;

/// <summary>Who may be mailed about a transfer is who may open it and has to answer it: the receiver's seats, then the arbiter's.</summary>
public sealed class ForWhomItWaits(LiaisonApp liaison) : IClassFixture<LiaisonApp>
{
    private static readonly (string Name, string Body)[] Everybody = [("eun", "orrery"), ("ada", "orrery"), ("bo", "orrery"), ("ira", "sextant"), ("vera", "astrolabe"), ("maya", "meridian"), ("milo", "meridian")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => liaison.App.Services.GetRequiredService<DomainClock>().GetUtcNow();

    [Fact]
    public async Task An_offer_waits_for_the_receivers_seats_that_are_not_set_aside_until_it_is_answered()
    {
        var (transfer, reminder) = await OfferedAsync(LiaisonApp.SeatOf("bo", "orrery"));

        (await AskAsync(transfer, transfer)).ShouldBe(["eun", "ada"], ignoreOrder: true);
        (await AskAsync(transfer, reminder)).ShouldBe(["eun", "ada"], ignoreOrder: true);
        (await AskAsync(transfer, Guid.NewGuid())).ShouldBeNull("nobody knows of such a thing");
        await liaison.HandAsync(new TransferEnded(LiaisonApp.Origin("sextant", Now), transfer, Guid.NewGuid(), "recalled"));
        (await AskAsync(transfer, transfer)).ShouldBeNull();
    }

    [Fact]
    public async Task A_dispute_waits_for_the_arbiters_seats()
    {
        var (transfer, _) = await OfferedAsync(LiaisonApp.SeatOf("milo", "meridian"));
        var settleBy = Now.AddDays(3);
        var dispute = Ids.V5(transfer, $"waits:dispute:{settleBy.UtcTicks}");
        (await AskAsync(transfer, dispute)).ShouldBeNull();

        await liaison.HandAsync(new TransferDisputed(LiaisonApp.Origin("sextant", Now), transfer, Guid.NewGuid(), "unanswered", null, "meridian", settleBy));

        (await AskAsync(transfer, dispute)).ShouldBe(["maya"]);
        (await AskAsync(transfer, transfer)).ShouldBeNull("the offer is no news any more");
        await liaison.HandAsync(new TransferSettled(LiaisonApp.Origin("sextant", Now), transfer, Guid.NewGuid(), "sextant", "arbiter"));
        (await AskAsync(transfer, dispute)).ShouldBeNull();
    }

    [Fact]
    public async Task A_change_is_announced_to_the_body_and_its_auditor_when_it_is_wanted_and_when_it_is_made_and_never_to_who_did_it()
    {
        var guard = BodyStreams.Of("astrolabe").Id;
        var (chair, second) = (liaison.As("vera", "astrolabe"), liaison.As("wim", "astrolabe"));
        var (status, proposed) = await chair.SendAsync(HttpMethod.Put, "/api/bodies/astrolabe/policy", new { acknowledgeWithin = new { hours = 30 }, effectiveFrom = Now.AddDays(9) });
        status.ShouldBe(202, proposed.ToJsonString());
        var change = (Guid)proposed["pendingChange"]!;

        (await HearAsync(guard, change)).ShouldBe(["wim", "auditor"], ignoreOrder: true);
        (await HearAsync(BodyStreams.Of("sextant").Id, change)).ShouldBeNull("not another body's");
        (await second.PostAsync($"/api/bodies/astrolabe/pending-changes/{change}/confirm")).Status.ShouldBe(200);

        (await HearAsync(guard, change)).ShouldBeNull("it waits for nobody any more");
        (await HearAsync(guard, Ids.V5(change, "waits:made"))).ShouldBe(["vera", "auditor"], ignoreOrder: true);
        var listed = (await liaison.As("auditor", "orrery", "auditor").GetAsync("/api/bodies/astrolabe/announcements")).Json["items"]!.AsArray();
        ((string)listed[0]!["kind"]!, (string)listed[0]!["state"]!).ShouldBe(("policy", "done"));
        ((Guid)listed[0]!["by"]!["seat"]!, (Guid)listed[0]!["confirmedBy"]!["seat"]!).ShouldBe((LiaisonApp.SeatOf("vera", "astrolabe"), LiaisonApp.SeatOf("wim", "astrolabe")));
        listed.ToJsonString().ShouldNotContain("@");
        (await liaison.Ira.GetAsync("/api/bodies/astrolabe/announcements")).Status.ShouldBe(404);
    }

    // Null: nobody hears of it any more.
    private async Task<IReadOnlyList<string>?> HearAsync(Guid guard, Guid thing)
    {
        using var http = liaison.App.AsService("identity");
        var people = new[] { ("vera", "astrolabe", "member"), ("wim", "astrolabe", "member"), ("ira", "sextant", "member"), ("ada", "orrery", "member"), ("auditor", "orrery", "auditor"), ("root", "orrery", "admin") }
            .ToDictionary(e => LiaisonApp.AccountOf($"{e.Item1}@{e.Item2}.example"), e => e);
        var question = new WaitingQuestion("change", thing, "*directory*", guard, [.. people.Select(p => new AskedPerson(p.Key, [new TicketSeat(LiaisonApp.SeatOf(p.Value.Item1, p.Value.Item2, p.Value.Item3), p.Value.Item2, p.Value.Item3, false)]))]);
        using var response = await http.PostAsJsonAsync("/internal/waiting", question, Json.Options, Token);
        return response.StatusCode == HttpStatusCode.NotFound ? null : [.. (await response.Content.ReadFromJsonAsync<WaitingAnswer>(Json.Options, Token))!.Accounts.Select(a => people[a].Item1)];
    }

    [Fact]
    public async Task Nobody_but_Identity_may_ask()
    {
        foreach (var service in new[] { "cases", "intake", "sanctions", "ledger" })
        {
            using var http = liaison.App.AsService(service);
            (await http.PostAsJsonAsync("/internal/waiting", new WaitingQuestion("transfer", Guid.NewGuid(), "*directory*", Guid.NewGuid(), []), Json.Options, Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound, service);
        }
    }

    private async Task<(Guid Transfer, Guid Reminder)> OfferedAsync(params Guid[] aside)
    {
        var (transfer, report) = (Guid.NewGuid(), Guid.NewGuid());
        liaison.SetAside(report, aside);
        await liaison.HandAsync(new TransferOffered(
            LiaisonApp.Origin("sextant", Now), transfer, Guid.NewGuid(), [report], "sextant", "orrery", "J4", "Amber Kite", Now.AddHours(48), Now.AddDays(3)));
        return (transfer, Ids.V5(transfer, "waits:reminder"));
    }

    // Null: it waits for nobody any more.
    private async Task<IReadOnlyList<string>?> AskAsync(Guid transfer, Guid thing)
    {
        using var http = liaison.App.AsService("identity");
        var people = Everybody.ToDictionary(e => LiaisonApp.AccountOf($"{e.Name}@{e.Body}.example"), e => e);
        var question = new WaitingQuestion(
            "transfer", thing, "*directory*", transfer, [.. people.Select(p => new AskedPerson(p.Key, [new TicketSeat(LiaisonApp.SeatOf(p.Value.Name, p.Value.Body), p.Value.Body, "member", false)]))]);
        using var response = await http.PostAsJsonAsync("/internal/waiting", question, Json.Options, Token);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        var answer = (await response.Content.ReadFromJsonAsync<WaitingAnswer>(Json.Options, Token))!;
        answer.Bodies.Count.ShouldBe(1);
        return [.. answer.Accounts.Select(a => people[a].Name)];
    }
}
