using Coc.Contracts.Intake;
using Coc.Contracts.Sanctions;
using Coc.Liaison.Domain.Routing;
using Coc.Liaison.Routing;
using Coc.EventStore;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Liaison;

public sealed class Routing(LiaisonApp liaison) : IClassFixture<LiaisonApp>
{
    [Theory]
    [InlineData("sextant", "J1", "sextant")]
    [InlineData("orrery", "J2", "sextant,astrolabe")]
    [InlineData("orrery", "J6", "gnomon")]
    public async Task A_report_finds_its_body_once_both_halves_are_known(string body, string rule, string projects)
    {
        var report = Guid.NewGuid();
        liaison.SetAside(report);

        await liaison.HandAsync(Received(report, projects.Split(',')));
        (await RoutedAsync(report)).ShouldBeNull();
        await liaison.HandAsync(new SubjectsIdentified(LiaisonApp.Origin("*registry*", Now), report, [new(0, Guid.NewGuid(), "claimed")]));

        var routed = await RoutedAsync(report);
        (routed!.To, routed.Rule).ShouldBe((body, rule));
        routed.Subjects.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("orrery", "orrery", "J12")]
    [InlineData("a seat of orrery", "orrery", "J12")]
    [InlineData("a seat of sextant", "sextant", "J1")]
    [InlineData("nobody's seat", "sextant", "J1")]
    public async Task Who_addresses_a_seat_addresses_its_body(string to, string body, string rule)
    {
        var report = Guid.NewGuid();
        liaison.SetAside(report);
        var addressed = to switch
        {
            "a seat of orrery" => LiaisonApp.SeatOf("ada", "orrery").ToString(), "a seat of sextant" => LiaisonApp.SeatOf("lou", "sextant").ToString(), "orrery" => to, _ => Guid.NewGuid().ToString(),
        };

        await liaison.HandAsync(Received(report, ["sextant"]) with { AddressTo = addressed });
        await liaison.HandAsync(new SubjectsIdentified(LiaisonApp.Origin("*registry*", Now), report, []));

        var routed = await RoutedAsync(report);
        (routed!.To, routed.Rule).ShouldBe((body, rule));
        routed.Explained!.Select(r => r.Rule).ShouldBe(Enumerable.Range(1, 12).Select(n => $"J{n}"));
        var (_, handling) = await liaison.Cases.GetAsync($"/internal/routings/{report}/{body}");
        handling["seats"]!.AsArray().Where(s => (int?)s!["duty"] == 0).Select(s => (string)s!["seat"]!).ShouldBe(to.StartsWith("a seat of", StringComparison.Ordinal) ? [addressed] : [], "it is asked before those on duty (R2)");
    }

    [Theory]
    [InlineData("J2", "outsideMediator", true)]
    [InlineData("J2", "orrery", false)] // it says the same
    [InlineData("J3", "outsideMediator", false)] // the rule does not hold
    public async Task What_a_projects_own_text_says_otherwise_is_on_record_from_the_routing_on(string says, string to, bool noted)
    {
        var (slug, report) = ("own-" + Guid.NewGuid().ToString("N")[..8], Guid.NewGuid());
        (await liaison.Admin.PostAsync("/api/bodies", new { slug, name = slug, kind = "project", handling = "own", policy = new { ownText = new[] { new { rule = says, to } } } })).Status.ShouldBe(201);
        liaison.SetAside(report);

        await liaison.HandAsync(Received(report, [slug, "sextant"]));
        await liaison.HandAsync(new SubjectsIdentified(LiaisonApp.Origin("*registry*", Now), report, []));

        var routed = await RoutedAsync(report);
        (routed!.To, routed.Rule).ShouldBe(("orrery", "J2"));
        routed.Notes!.Select(n => (n.Rule, n.Project, n.ProjectPolicy, n.Says, n.Foundation, n.Wins)).ShouldBe(noted ? [("J2", slug, 1, "outsideMediator", "orrery", "orrery")] : []);
    }

    [Fact]
    public async Task The_other_order_does_as_well_and_repetition_does_nothing()
    {
        var report = Guid.NewGuid();
        liaison.SetAside(report);
        var subjects = new SubjectsIdentified(LiaisonApp.Origin("*registry*", Now), report, []);
        var received = Received(report, ["sextant"]);

        await liaison.HandAsync(subjects);
        await liaison.HandAsync(received);
        await liaison.HandAsync(received);

        (await RoutedAsync(report))!.To.ShouldBe("sextant");
    }

    [Fact]
    public async Task Seats_set_aside_neither_count_nor_appear()
    {
        var (one, most) = (Guid.NewGuid(), Guid.NewGuid());
        liaison.SetAside(one, LiaisonApp.SeatOf("kai", "sextant"));
        liaison.SetAside(most, [.. new[] { "ira", "juno", "kai", "lou" }.Select(n => LiaisonApp.SeatOf(n, "sextant")), LiaisonApp.SeatOf("ada", "orrery")]);
        await RouteAsync(one, "sextant");
        await RouteAsync(most, "sextant");

        (await RoutedAsync(one))!.Rule.ShouldBe("J1");
        var routed = (await RoutedAsync(most))!;
        (routed.To, routed.Rule, routed.Because).ShouldBe(("orrery", "J6", "tooFewSeats"));

        var (_, handling) = await liaison.Cases.GetAsync($"/internal/routings/{most}/orrery");
        var seats = handling["seats"]!.AsArray().Select(s => Guid.Parse((string)s!["seat"]!)).ToList();
        seats.Count.ShouldBe(7);
        seats.ShouldNotContain(LiaisonApp.SeatOf("ada", "orrery"));
        seats[0].ShouldBe(LiaisonApp.SeatOf("bo", "orrery"));
        ((string)handling["policy"]!["quorum"]!).ShouldBe("majority");
        ((long)(await liaison.ScalarAsync($"select count(*) from mt.mt_events where data::text like '%{LiaisonApp.SeatOf("ada", "orrery")}%' and stream_id = '{most}'"))!).ShouldBe(0);
    }

    [Fact]
    public async Task While_Intake_is_silent_nothing_is_routed()
    {
        var report = Guid.NewGuid();
        await liaison.HandAsync(Received(report, ["sextant"]));

        await Should.ThrowAsync<HttpRequestException>(() => liaison.HandAsync(new SubjectsIdentified(LiaisonApp.Origin("*registry*", Now), report, [])));

        (await RoutedAsync(report)).ShouldBeNull();
    }

    [Fact]
    public async Task A_preview_names_the_readers_and_stores_nothing()
    {
        var before = await liaison.ScalarAsync("select count(*) from mt.mt_events");

        var (status, preview) = await liaison.Anyone.PostAsync("/api/reports/preview", new { projects = new[] { "gnomon" }, spaces = new[] { "chat:gnomon" } });

        status.ShouldBe(200);
        ((string)preview["body"]!).ShouldBe("orrery");
        preview["readers"]!.AsArray().Count.ShouldBe(8);
        preview["mayTransferTo"]!.AsArray().Select(b => (string)b!).ShouldBe(["meridian"]);
        (await liaison.ScalarAsync("select count(*) from mt.mt_events")).ShouldBe(before);
        (await liaison.Anyone.PostAsync("/api/reports/preview", new { projects = new[] { "sextant", "nowhere" } })).Json["errors"]!["projects[1]"].ShouldNotBeNull();
    }

    [Fact]
    public async Task The_rules_explain_themselves_to_seats_only()
    {
        var (status, explained) = await liaison.Ira.PostAsync("/api/jurisdiction/explain", new { projects = new[] { "sextant" }, riskFactors = new[] { "suspectedLawViolation" } });

        status.ShouldBe(200);
        ((string)explained["body"]!).ShouldBe("orrery");
        explained["rules"]!.AsArray().Count.ShouldBe(12);
        ((string)explained["rules"]![3]!["because"]!).ShouldBe("holds because laws or regulations may have been violated");
        (await liaison.Anyone.PostAsync("/api/jurisdiction/explain")).Status.ShouldBe(401);
        (await liaison.Ira.PostAsync("/api/jurisdiction/explain", new { riskFactors = new[] { "rain" } })).Status.ShouldBe(400);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static ReportReceived Received(Guid report, IReadOnlyList<string> projects) =>
        new(LiaisonApp.Origin("*intake*", Now), report, Guid.NewGuid(), Now, "report", "web", "normal", projects, null, 1, false, null);

    private async Task RouteAsync(Guid report, string project)
    {
        await liaison.HandAsync(Received(report, [project]));
        await liaison.HandAsync(new SubjectsIdentified(LiaisonApp.Origin("*registry*", Now), report, []));
    }

    private async Task<RoutingEvent.ReportRouted?> RoutedAsync(Guid report) =>
        RoutingExecutor.Fold(await liaison.App.Services.GetRequiredService<IEventStore>().ReadAsync(RoutingExecutor.StreamOf(report))).Routed;
}
