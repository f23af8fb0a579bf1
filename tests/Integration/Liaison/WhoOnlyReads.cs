using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Liaison;

/// <summary>A seat with a soft conflict that was let read the case, and no more, reads the transfer and neither answers nor disputes it (R27).</summary>
public sealed class WhoOnlyReads(LiaisonApp liaison) : IClassFixture<LiaisonApp>
{
    private DateTimeOffset Now => liaison.App.Services.GetRequiredService<DomainClock>().GetUtcNow();

    [Theory]
    [InlineData(false, "ira", "sextant", "recall dispute")]
    [InlineData(true, "ira", "sextant", "recall dispute")]
    [InlineData(true, "eun", "orrery", "return dispute")]
    public async Task Reads_it_and_is_told_by_rule_that_they_may_not_answer(bool accepted, string name, string body, string answers)
    {
        var transfer = await OfferedAsync(accepted);
        CasesDoes(transfer, "recall recalled", "dispute disputed", "contest contested", "take-back returned", "return returned");
        liaison.Reading.Add((transfer, LiaisonApp.SeatOf(name, body)));
        var who = liaison.As(name, body, chair: true);

        (await who.GetAsync($"/api/transfers/{transfer}")).Status.ShouldBe(200);
        foreach (var answer in answers.Split(' '))
        {
            var (status, refused) = await who.PostAsync($"/api/transfers/{transfer}/{answer}", new { reason = "wrongBody" });
            (status, (string?)refused["code"], (string?)refused["rule"]).ShouldBe((409, "softConflict", "R27"), answer);
        }

        ((string?)(await who.GetAsync($"/api/transfers/{transfer}")).Json["state"]).ShouldBe(accepted ? "accepted" : "offered");
        liaison.Walled.Add((transfer, LiaisonApp.SeatOf(name, body)));
        (await who.PostAsync($"/api/transfers/{transfer}/dispute")).Status.ShouldBe(404, "for whom it does not exist it still does not");
    }

    [Theory]
    [InlineData("recall", "sextant", "juno kai lou", false)]
    [InlineData("recall", "sextant", "juno kai lou", true)]
    [InlineData("return", "orrery", "ada bo cleo", true)]
    public async Task What_they_voted_before_is_not_the_first_of_two(string answer, string body, string members, bool accepted)
    {
        var (first, second, third) = members.Split(' ') is [var a, var b, var c] ? (a, b, c) : default;
        var transfer = await OfferedAsync(accepted);
        CasesDoes(transfer, "recall recalled", "take-back returned", "return returned");
        var open = accepted ? "accepted" : "offered";
        (await AnswerAsync(first, body, transfer, answer)).ShouldBe(open);

        liaison.Reading.Add((transfer, LiaisonApp.SeatOf(first, body))); // a soft conflict, as it turned out

        (await AnswerAsync(second, body, transfer, answer)).ShouldBe(open);
        (await AnswerAsync(third, body, transfer, answer)).ShouldBe(accepted ? "returned" : "recalled");
    }

    [Fact]
    public async Task As_chair_acts_the_next_who_takes_part()
    {
        foreach (var (name, state) in new[] { ("bo", "accepted"), ("ada", "returned") }) // ada is the next in order, bo comes after her
        {
            var transfer = await OfferedAsync(accepted: true);
            CasesDoes(transfer, "return returned");
            liaison.Reading.Add((transfer, LiaisonApp.SeatOf("eun", "orrery")));

            (await AnswerAsync(name, "orrery", transfer, "return")).ShouldBe(state, name);
        }
    }

    [Fact]
    public async Task Where_the_case_is_only_offered_nobody_was_asked_yet_and_the_bodys_own_screening_says_who_accepts()
    {
        var transfer = await OfferedAsync(accepted: false);
        CasesDoes(transfer, "accept accepted");
        liaison.Walled.Add((transfer, LiaisonApp.SeatOf("eun", "orrery"))); // as Cases would say of a body that has no case

        (await AnswerAsync("eun", "orrery", transfer, "accept")).ShouldBe("accepted");
    }

    [Fact]
    public async Task Where_Cases_does_not_say_who_takes_part_nobody_does()
    {
        var transfer = await OfferedAsync(accepted: false);
        CasesDoes(transfer, "dispute disputed");
        liaison.CasesSaysWhoTakesPart = false;
        (await liaison.Ira.PostAsync($"/api/transfers/{transfer}/dispute")).ShouldBeRefusal("R27");
        liaison.CasesSaysWhoTakesPart = true;

        ((string?)(await liaison.Ira.PostAsync($"/api/transfers/{transfer}/dispute")).Json["state"]).ShouldBe("disputed");
    }

    private async Task<string?> AnswerAsync(string name, string body, Guid transfer, string answer)
    {
        var (status, answered) = await liaison.As(name, body).PostAsync($"/api/transfers/{transfer}/{answer}", answer == "return" ? new { reason = "wrongBody" } : new { });
        status.ShouldBe(200, answered.ToJsonString());
        return (string?)answered["state"];
    }

    // Cases carries out whatever it is asked to.
    private void CasesDoes(Guid transfer, params string[] answers)
    {
        foreach (var (what, state) in answers.Select(a => a.Split(' ') is [var said, var then] ? (said, then) : default))
        {
            liaison.App.Neighbours.Answer($"POST /internal/transfers/{transfer}/{what}", new TransferOutcome(transfer, state, Guid.NewGuid()));
        }
    }

    private async Task<Guid> OfferedAsync(bool accepted)
    {
        var (transfer, report) = (Guid.NewGuid(), Guid.NewGuid());
        liaison.SetAside(report);
        await liaison.HandAsync(new TransferOffered(
            LiaisonApp.Origin("sextant", Now), transfer, Guid.NewGuid(), [report], "sextant", "orrery", "J4", "Amber Kite", Now.AddHours(-1), Now.AddDays(3)));
        if (accepted)
        {
            await liaison.HandAsync(new CaseTransferred(LiaisonApp.Origin("sextant", Now), transfer, Guid.NewGuid(), Guid.NewGuid(), "sextant", "orrery", [report], 1));
        }

        return transfer;
    }
}
