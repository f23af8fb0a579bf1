using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Liaison;

/// <summary>What may still happen to a transfer once the case has changed hands.</summary>
public sealed class Returning(LiaisonApp liaison) : IClassFixture<LiaisonApp>
{
    [Fact]
    public async Task For_seven_days_the_receiver_gives_it_back_and_Cases_gets_the_sender_as_it_is_now()
    {
        var (transfer, report) = await AcceptedAsync();
        liaison.SetAside(report, LiaisonApp.SeatOf("kai", "sextant"));
        TransferReturn? asked = null;
        liaison.App.Neighbours.Answer<TransferReturn>($"POST /internal/transfers/{transfer}/return", r => (asked = r) is null ? null : new TransferOutcome(transfer, "returned", null));

        (await liaison.Eun.PostAsync($"/api/transfers/{transfer}/return", new { reason = "because" })).Status.ShouldBe(400);
        (await liaison.Eun.PostAsync($"/api/transfers/{transfer}/return")).Status.ShouldBe(400);
        (await liaison.Ira.PostAsync($"/api/transfers/{transfer}/return", new { reason = "wrongBody" })).Status.ShouldBe(404);
        var (status, answer) = await liaison.Eun.PostAsync($"/api/transfers/{transfer}/return", new { reason = "wrongBody", text = "It is theirs." });

        (status, (string?)answer["state"]).ShouldBe((200, "returned"));
        (asked!.Reason, asked.Text, asked.Sender.Slug).ShouldBe(("wrongBody", "It is theirs.", "sextant"));
        asked.Sender.Seats.Select(s => s.Seat).ShouldNotContain(LiaisonApp.SeatOf("kai", "sextant"));
        (await liaison.Eun.PostAsync($"/api/transfers/{transfer}/return", new { reason = "other" })).ShouldBeRefusal("P16");
        (await StateOfAsync(liaison.Ira, "sextant", transfer)).ShouldBe("returned");
        (await liaison.Ira.GetAsync("/api/bodies/sextant/transfers")).Json.ToJsonString().ShouldNotContain("It is theirs.");
    }

    [Fact]
    public async Task For_whom_the_case_is_not_there_it_is_not_there_to_give_back_either()
    {
        var (transfer, _) = await AcceptedAsync();
        liaison.Walled.Add((transfer, LiaisonApp.SeatOf("eun", "orrery")));
        liaison.Walled.Add((transfer, LiaisonApp.SeatOf("ira", "sextant")));

        (await liaison.Eun.PostAsync($"/api/transfers/{transfer}/return", new { reason = "wrongBody" })).Status.ShouldBe(404);
        (await liaison.Ira.PostAsync($"/api/transfers/{transfer}/recall")).Status.ShouldBe(404);
        (await liaison.Ira.PostAsync($"/api/transfers/{transfer}/dispute")).Status.ShouldBe(404);
        (await ListedAsync(liaison.Eun, "orrery")).ShouldNotContain(transfer);
        (await liaison.As("vera", "astrolabe", chair: true).PostAsync($"/api/transfers/{transfer}/return", new { reason = "wrongBody" })).Status.ShouldBe(404);
        liaison.App.Neighbours.Answer($"POST /internal/transfers/{transfer}/return", new TransferOutcome(transfer, "returned", null));
        (await liaison.As("bo", "orrery").PostAsync($"/api/transfers/{transfer}/return", new { reason = "wrongBody" })).Json["state"]!.ToString().ShouldBe("accepted", "one member is not enough");
        (await liaison.As("ada", "orrery").PostAsync($"/api/transfers/{transfer}/return", new { reason = "other" })).Json["state"]!.ToString().ShouldBe("returned", "the next in order acts as chair");
    }

    [Fact]
    public async Task What_Cases_refuses_is_refused_here_and_nothing_changes()
    {
        var (transfer, _) = await AcceptedAsync();

        (await liaison.Ira.PostAsync($"/api/transfers/{transfer}/recall")).Status.ShouldBe(404); // Cases knows it no more

        (await StateOfAsync(liaison.Ira, "sextant", transfer)).ShouldBe("accepted");
    }

    [Fact]
    public async Task A_dispute_after_the_hand_over_comes_before_the_arbiter_and_goes_back_by_its_word()
    {
        var (transfer, _) = await AcceptedAsync();
        liaison.App.Neighbours.Answer($"POST /internal/transfers/{transfer}/contest", new TransferOutcome(transfer, "contested", null));
        (await liaison.Ira.PostAsync($"/api/transfers/{transfer}/dispute")).Json["state"]!.ToString().ShouldBe("contested");
        await liaison.HandAsync(new TransferDisputed(LiaisonApp.Origin("sextant", Now), transfer, Guid.NewGuid(), "afterAcceptance", null, "meridian", Now.AddDays(3)));
        var maya = liaison.As("maya", "meridian", chair: true);
        ((string?)(await maya.GetAsync($"/api/transfers/{transfer}")).Json["because"]).ShouldBe("afterAcceptance");

        TransferSettlement? asked = null;
        liaison.App.Neighbours.Answer<TransferSettlement>($"POST /internal/transfers/{transfer}/settle", s => (asked = s) is null ? null : new TransferOutcome(transfer, "returned", null));
        (await maya.PostAsync($"/api/transfers/{transfer}/settle", new { owner = "sextant" })).Json["state"]!.ToString().ShouldBe("returned");
        (asked!.Owner, asked.Receiver!.Slug).ShouldBe(("sextant", "sextant"));
    }

    [Fact]
    public async Task What_it_may_be_taken_into_is_shown_to_the_receiver_and_said_by_whoever_accepts()
    {
        var (transfer, _) = await OfferedAsync(TimeSpan.FromHours(-1));
        var one = Guid.NewGuid();
        liaison.App.Neighbours.Answer<JoinableQuestion>(
            $"POST /internal/transfers/{transfer}/joinable", q => q.Seat == LiaisonApp.SeatOf("eun", "orrery") && q.Body == "orrery" ? new JoinableAnswer([new(one, "Amber Kite")]) : null);
        ((string?)(await liaison.Eun.GetAsync($"/api/transfers/{transfer}")).Json["mayJoin"]![0]!["case"]).ShouldBe(one.ToString());
        (await liaison.Ira.GetAsync($"/api/transfers/{transfer}")).Json["mayJoin"]!.AsArray().ShouldBeEmpty();

        TransferAcceptance? asked = null;
        liaison.App.Neighbours.Answer<TransferAcceptance>($"POST /internal/transfers/{transfer}/accept", a => (asked = a) is null ? null : new TransferOutcome(transfer, "accepted", one));
        (await liaison.Eun.PostAsync($"/api/transfers/{transfer}/accept", new { into = one })).Status.ShouldBe(200);
        asked!.Into.ShouldBe(one);
    }

    [Fact]
    public async Task Messages_of_a_transfer_in_any_order_and_twice_end_where_it_ended()
    {
        foreach (var order in Orders([0, 1, 2, 3]))
        {
            var (transfer, report) = (Guid.NewGuid(), Guid.NewGuid());
            liaison.SetAside(report);
            foreach (var which in order.Concat(order))
            {
                var origin = LiaisonApp.Origin("sextant", Now);
                await (which switch
                {
                    0 => liaison.HandAsync(new TransferOffered(origin, transfer, Guid.NewGuid(), [report], "sextant", "orrery", "J7", "Amber Kite", Now, Now.AddDays(3))),
                    1 => liaison.HandAsync(new CaseTransferred(origin, transfer, Guid.NewGuid(), Guid.NewGuid(), "sextant", "orrery", [report], 1)),
                    2 => liaison.HandAsync(new TransferDisputed(origin, transfer, Guid.NewGuid(), "afterAcceptance", null, "meridian", Now.AddDays(3))),
                    _ => ReturnedAsync(origin, transfer, report),
                });
            }

            (await StateOfAsync(liaison.Ira, "sextant", transfer)).ShouldBe("returned", string.Join(' ', order));
        }
    }

    // That it went back is said twice: to those who follow cases, and to those who follow transfers.
    private async Task ReturnedAsync(Coc.Contracts.Origin origin, Guid transfer, Guid report)
    {
        await liaison.HandAsync(new CaseTransferred(origin, transfer, Guid.NewGuid(), Guid.NewGuid(), "orrery", "sextant", [report], 2));
        await liaison.HandAsync(new TransferEnded(origin, transfer, Guid.NewGuid(), "returned"));
    }

    private static IEnumerable<int[]> Orders(int[] of) => of.Length == 1 ? [of] : of.SelectMany(first => Orders([.. of.Where(o => o != first)]).Select(rest => (int[])[first, .. rest]));

    private static async Task<string?> StateOfAsync(Asking who, string body, Guid transfer) =>
        (string?)(await who.GetAsync($"/api/bodies/{body}/transfers?limit=200")).Json["items"]!.AsArray().Single(t => (string)t!["id"]! == transfer.ToString())!["state"];

    private async Task<(Guid Transfer, Guid Report)> AcceptedAsync()
    {
        var (transfer, report) = await OfferedAsync(TimeSpan.FromHours(-1));
        await liaison.HandAsync(new CaseTransferred(LiaisonApp.Origin("sextant", Now), transfer, Guid.NewGuid(), Guid.NewGuid(), "sextant", "orrery", [report], 1));
        return (transfer, report);
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
