using System.Text.Json.Nodes;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.Contracts.Sanctions;
using Coc.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Liaison;

/// <summary>
/// A liaison of a project without a committee measures how long every report routed or handed over for the project waited, whoever brought it, and reads nothing by it (issue 4): half-years that are over,
/// and nothing of fewer than 20 reports (P23).
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
    public async Task Twenty_reports_of_a_half_year_that_is_over_are_shown_in_sums_fewer_with_those_of_other_small_projects_and_what_was_shown_stands()
    {
        // From here on the half-year is this test's own.
        var begun = AtHalfYear();
        var reports = new List<Guid>();
        for (var i = 0; i < 18; i++)
        {
            reports.Add(await RoutedAsync(["gnomon"], begun.AddDays(1)));
        }

        await RoutedAsync(["quadrant"], begun.AddDays(1));
        foreach (var report in reports.Take(12))
        {
            await TakenUpAsync(report, begun.AddDays(1).AddHours(30), due: begun.AddDays(4));
        }

        await TakenUpAsync(reports[0], begun.AddDays(20), due: begun.AddDays(4)); // what follows changes nothing

        // A report that is handed on as well counts once: taken up when the last who waited for it did. One that is taken back waited for nobody.
        var (accepted, recalled) = (await OfferedAsync(reports[0], begun.AddDays(2)), await OfferedAsync(reports[1], begun.AddDays(2)));
        await liaison.HandAsync(new CaseTransferred(LiaisonApp.Origin("orrery", begun.AddDays(2).AddHours(20)), accepted, Guid.NewGuid(), Guid.NewGuid(), "orrery", "meridian", [reports[0]], 1));
        await liaison.HandAsync(new TransferEnded(LiaisonApp.Origin("orrery", begun.AddDays(2).AddHours(20)), recalled, Guid.NewGuid(), "recalled"));
        (await SeenAsync()).ShouldBeNull("this half-year is not over");

        await RoutedAsync(["gnomon", "quadrant"], begun.AddDays(3)); // one report, in two projects: 20 in all, and 19 of the one project
        AtHalfYear();
        var total = (await SeenAsync()).ShouldNotBeNull("20 at the foundation, of projects with fewer each");
        ((string)total["of"]!, (int)total["received"]!, (int)total["takenUp"]!, (int)total["inTime"]!, (string)total["median"]!).ShouldBe(("orrery", 20, 12, 12, "withinThreeDays"));
        total.AsObject().Select(m => m.Key).Order().ShouldBe(["from", "inTime", "median", "of", "received", "takenUp", "until"]);
        (DateTimeOffset.Parse((string)total["from"]!, System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset.Parse((string)total["until"]!, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe((begun, begun.AddMonths(6)));
        (await SeenAsync("nia", "quadrant"))!.ToJsonString().ShouldBe(total.ToJsonString(), "the other project is too small by itself, too");

        // What is learnt later of that half-year, be it a report or that one was taken up, changes no figure that was shown.
        await RoutedAsync(["gnomon"], begun.AddDays(5));
        await TakenUpAsync(reports[17], begun.AddDays(6), due: begun.AddDays(7));
        (await SeenAsync())!.ToJsonString().ShouldBe(total.ToJsonString());
        (await liaison.As("gus", "gnomon", "liaison").GetAsync("/api/bodies/quadrant/oversight")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_project_with_twenty_has_figures_of_its_own_and_is_no_part_of_the_others()
    {
        var begun = AtHalfYear();
        for (var i = 0; i < 20; i++)
        {
            await TakenUpAsync(await RoutedAsync(["gnomon"], begun.AddDays(1)), begun.AddDays(1).AddHours(i == 0 ? 100 : 10), due: begun.AddDays(4));
        }

        for (var i = 0; i < 19; i++)
        {
            await RoutedAsync(i == 0 ? ["gnomon", "quadrant"] : ["quadrant"], begun.AddDays(2));
        }

        AtHalfYear();

        var own = (await SeenAsync()).ShouldNotBeNull();
        ((string)own["of"]!, (int)own["received"]!, (int)own["takenUp"]!).ShouldBe(("gnomon", 20, 20));
        (own["inTime"], (string)own["median"]!).ShouldBe((null, "withinADay"), "one was late: that would be told by the difference");
        (await SeenAsync("nia", "quadrant")).ShouldBeNull("19 are left beside those: fewer than 20, and no part of what is shown elsewhere");
    }

    [Fact]
    public async Task A_report_of_two_large_projects_counts_once_with_the_foundations_and_in_neither_figure_of_theirs()
    {
        var begun = AtHalfYear();
        for (var i = 0; i < 20; i++)
        {
            await RoutedAsync(["gnomon"], begun.AddDays(1));
            await RoutedAsync(["quadrant"], begun.AddDays(1));
            await RoutedAsync(["gnomon", "quadrant"], begun.AddDays(2));
        }

        AtHalfYear();

        ((string)(await SeenAsync())!["of"]!, (int)(await SeenAsync())!["received"]!).ShouldBe(("gnomon", 20));
        ((string)(await SeenAsync("nia", "quadrant"))!["of"]!, (int)(await SeenAsync("nia", "quadrant"))!["received"]!).ShouldBe(("quadrant", 20));
        ((long)(await liaison.ScalarAsync("select sum(received) from app.hand_over_figures where since = (select max(since) from app.hand_over_figures)"))!).ShouldBe(60, "the sum over all is the number of reports");
    }

    private async Task<JsonNode?> SeenAsync(string name = "gus", string body = "gnomon")
    {
        var (status, view) = await liaison.As(name, body, "liaison").GetAsync($"/api/bodies/{body}/oversight");
        status.ShouldBe(200, view.ToJsonString());
        return view["handOvers"];
    }

    // The first instant of the next half-year, by the domain's clock.
    private DateTimeOffset AtHalfYear()
    {
        var now = Clock.GetUtcNow();
        var next = new DateTimeOffset(now.Month <= 6 ? now.Year : now.Year + 1, now.Month <= 6 ? 7 : 1, 1, 0, 0, 0, TimeSpan.Zero);
        Clock.Offset += next - now + TimeSpan.FromSeconds(1);
        return next;
    }

    private async Task<Guid> RoutedAsync(string[] projects, DateTimeOffset receivedAt)
    {
        var report = Guid.NewGuid();
        liaison.SetAside(report);
        await liaison.HandAsync(new ReportReceived(LiaisonApp.Origin("*intake*", receivedAt), report, Guid.NewGuid(), receivedAt, "report", "web", "normal", projects, null, 1, false, null));
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
