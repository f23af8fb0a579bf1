using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Liaison;

/// <summary>Two members answer a transfer: two for whom it exists when the second one votes (P1, P16).</summary>
public sealed class VotesThatCount(LiaisonApp liaison) : IClassFixture<LiaisonApp>
{
    private DateTimeOffset Now => liaison.App.Services.GetRequiredService<DomainClock>().GetUtcNow();

    [Theory]
    [InlineData("accept")]
    [InlineData("refuse")]
    public async Task Whom_the_reporter_excluded_since_voted_for_nothing(string answer)
    {
        var (transfer, report) = await OfferedAsync(answer);
        (await VoteAsync("ada", transfer, answer)).ShouldBe("offered");

        liaison.SetAside(report, LiaisonApp.SeatOf("ada", "orrery"));

        (await VoteAsync("bo", transfer, answer)).ShouldBe("offered");
        (await VoteAsync("cleo", transfer, answer)).ShouldBe(answer == "accept" ? "accepted" : "refused");
    }

    [Fact]
    public async Task Whose_seat_ended_since_voted_for_nothing()
    {
        var (transfer, _) = await OfferedAsync("refuse");
        (await VoteAsync("dev", transfer, "refuse")).ShouldBe("offered");

        (await liaison.As("dev", "orrery").PostAsync($"/api/seats/{LiaisonApp.SeatOf("dev", "orrery")}/end")).Status.ShouldBe(200);

        (await VoteAsync("bo", transfer, "refuse")).ShouldBe("offered");
        (await VoteAsync("cleo", transfer, "refuse")).ShouldBe("refused");
    }

    [Theory]
    [InlineData("recall", "sextant", "juno kai lou")]
    [InlineData("return", "orrery", "ada bo cleo")]
    public async Task For_whom_the_case_is_not_there_any_more_voted_for_nothing(string answer, string body, string members)
    {
        var (first, second, third) = members.Split(' ') is [var a, var b, var c] ? (a, b, c) : default;
        var (transfer, report) = await OfferedAsync(answer == "recall" ? "take-back" : answer);
        await liaison.HandAsync(new CaseTransferred(LiaisonApp.Origin("sextant", Now), transfer, Guid.NewGuid(), Guid.NewGuid(), "sextant", "orrery", [report], 1));
        (await VoteAsync(first, transfer, answer, body)).ShouldBe("accepted");

        liaison.Walled.Add((transfer, LiaisonApp.SeatOf(first, body))); // it has a conflict after all

        (await VoteAsync(second, transfer, answer, body)).ShouldBe("accepted");
        (await VoteAsync(third, transfer, answer, body)).ShouldBe("returned");
    }

    private async Task<string?> VoteAsync(string name, Guid transfer, string answer, string body = "orrery")
    {
        var (status, answered) = await liaison.As(name, body).PostAsync($"/api/transfers/{transfer}/{answer}", answer switch
        {
            "refuse" => new { reason = "noPanel" },
            "return" => new { reason = "wrongBody" },
            _ => (object)new { },
        });
        status.ShouldBe(200, answered.ToJsonString());
        return (string?)answered["state"];
    }

    // Cases carries out whatever it is asked to.
    private async Task<(Guid Transfer, Guid Report)> OfferedAsync(string asked)
    {
        var (transfer, report) = (Guid.NewGuid(), Guid.NewGuid());
        liaison.SetAside(report);
        var state = asked switch { "accept" => "accepted", "refuse" => "refused", _ => "returned" };
        liaison.App.Neighbours.Answer($"POST /internal/transfers/{transfer}/{asked}", new TransferOutcome(transfer, state, Guid.NewGuid()));
        await liaison.HandAsync(new TransferOffered(
            LiaisonApp.Origin("sextant", Now), transfer, Guid.NewGuid(), [report], "sextant", "orrery", "J4", "Amber Kite", Now.AddHours(-1), Now.AddDays(3)));
        return (transfer, report);
    }
}
