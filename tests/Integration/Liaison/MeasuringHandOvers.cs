using System.Text.Json.Nodes;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.Contracts.Sanctions;
using Coc.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Liaison;

/// <summary>
/// A liaison of a project without a committee measures how long everything routed or handed over for the project waited, whoever brought it, and reads nothing by it (issue 4): whole months only, and
/// nothing of fewer than 20 in 24 months (P23).
/// </summary>
public sealed class MeasuringHandOvers : IClassFixture<LiaisonApp>
{
    private readonly LiaisonApp liaison;

    public MeasuringHandOvers(LiaisonApp liaison)
    {
        this.liaison = liaison;
        liaison.App.Neighbours.Answer<ForwardingsQuestion>("POST /internal/forwardings/of-seats", _ => new ForwardingsAnswer([]));
    }

    private DomainClock Clock => liaison.App.Services.GetRequiredService<DomainClock>();

    [Fact]
    public async Task Twenty_are_shown_in_sums_fewer_only_in_the_foundations_and_this_month_not_at_all()
    {
        var begun = Clock.GetUtcNow();
        var reports = new List<Guid>();
        for (var i = 0; i < 17; i++)
        {
            reports.Add(await RoutedAsync("gnomon", begun));
        }

        await RoutedAsync("quadrant", begun);
        foreach (var report in reports.Take(13))
        {
            await TakenUpAsync(report, begun.AddHours(30), due: begun.AddHours(72));
        }

        await TakenUpAsync(reports[13], begun.AddHours(80), due: begun.AddHours(72));
        await TakenUpAsync(reports[0], begun.AddHours(500), due: begun.AddHours(72)); // what follows changes nothing

        // An offer of a case of the project to another body waits like a report; one that is taken back waited for nobody.
        var (accepted, recalled) = (await OfferedAsync(reports[14], begun), await OfferedAsync(reports[15], begun));
        await liaison.HandAsync(new CaseTransferred(LiaisonApp.Origin("orrery", begun.AddHours(20)), accepted, Guid.NewGuid(), Guid.NewGuid(), "orrery", "meridian", [reports[14]], 1));
        await liaison.HandAsync(new TransferEnded(LiaisonApp.Origin("orrery", begun.AddHours(20)), recalled, Guid.NewGuid(), "recalled"));

        (await SeenAsync()).ShouldBeNull("this month is not over");
        Clock.Offset += TimeSpan.FromDays(62);
        (await SeenAsync()).ShouldBeNull("18 of the project, 18 with the other project at the foundation");

        var later = Clock.GetUtcNow();
        await RoutedAsync("quadrant", later);
        await RoutedAsync("gnomon", later);
        Clock.Offset += TimeSpan.FromDays(62);
        var total = (await SeenAsync()).ShouldNotBeNull("20 at the foundation");
        ((string)total["of"]!, (int)total["received"]!, (int)total["takenUp"]!, (int)total["inTime"]!, (string)total["median"]!).ShouldBe(("orrery", 20, 14, 13, "withinThreeDays"));

        await RoutedAsync("gnomon", Clock.GetUtcNow());
        Clock.Offset += TimeSpan.FromDays(62);
        var own = (await SeenAsync()).ShouldNotBeNull();
        ((string)own["of"]!, (int)own["received"]!, (int)own["takenUp"]!, (int)own["inTime"]!).ShouldBe(("gnomon", 20, 15, 14));
        own.AsObject().Select(m => m.Key).Order().ShouldBe(["from", "inTime", "median", "of", "received", "takenUp", "until"]);
        ((string)(await SeenAsync("nia", "quadrant")).ShouldNotBeNull()["of"]!).ShouldBe("orrery", "the other project is too small by itself");
        (await liaison.As("gus", "gnomon", "liaison").GetAsync("/api/bodies/quadrant/oversight")).Status.ShouldBe(404);

        Clock.Offset += TimeSpan.FromDays(800);
        (await SeenAsync()).ShouldBeNull("after 24 months it is past");
    }

    [Theory]
    [InlineData(24, "withinADay")]
    [InlineData(24.01, "withinThreeDays")]
    [InlineData(72, "withinThreeDays")]
    [InlineData(72.01, "withinAWeek")]
    [InlineData(168, "withinAWeek")]
    [InlineData(168.01, "longer")]
    public void Times_are_told_in_bands(double hours, string band) => Coc.Liaison.Features.MeasuringHandOvers.HandOverTimes.Band(hours).ShouldBe(band);

    private async Task<JsonNode?> SeenAsync(string name = "gus", string body = "gnomon")
    {
        var (status, view) = await liaison.As(name, body, "liaison").GetAsync($"/api/bodies/{body}/oversight");
        status.ShouldBe(200, view.ToJsonString());
        return view["handOvers"];
    }

    private async Task<Guid> RoutedAsync(string project, DateTimeOffset receivedAt)
    {
        var report = Guid.NewGuid();
        liaison.SetAside(report);
        await liaison.HandAsync(new ReportReceived(LiaisonApp.Origin("*intake*", receivedAt), report, Guid.NewGuid(), receivedAt, "report", "web", "normal", [project], null, 1, false, null));
        await liaison.HandAsync(new SubjectsIdentified(LiaisonApp.Origin("*registry*", receivedAt), report, []));
        return report;
    }

    private Task TakenUpAsync(Guid report, DateTimeOffset at, DateTimeOffset due) =>
        liaison.HandAsync(new CaseProgressed(LiaisonApp.Origin("orrery", at), Guid.NewGuid(), [report], "acknowledged", due, at));

    private async Task<Guid> OfferedAsync(Guid report, DateTimeOffset at)
    {
        var transfer = Guid.NewGuid();
        await liaison.HandAsync(new TransferOffered(LiaisonApp.Origin("orrery", at), transfer, Guid.NewGuid(), [report], "orrery", "meridian", "J8", "Amber Kite", at, at.AddDays(3)));
        return transfer;
    }
}
