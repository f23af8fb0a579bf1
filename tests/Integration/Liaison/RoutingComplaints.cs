using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.Contracts.Sanctions;
using Coc.EventStore;
using Coc.Liaison.Domain.Routing;
using Coc.Liaison.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Liaison;

/// <summary>A complaint about handling finds those who had no part in it (P21).</summary>
public sealed class RoutingComplaints(LiaisonApp liaison) : IClassFixture<LiaisonApp>
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Theory]
    [InlineData("sextant", "orrery", "aboveThoseConcerned")]
    [InlineData("orrery", "meridian", "aboveThoseConcerned")]
    [InlineData("meridian", "meridian", "unconcernedSeats")]
    [InlineData(null, "orrery", "aboveThoseConcerned")]
    public async Task The_body_above_hears_it(string? about, string body, string because)
    {
        var routed = await RouteAsync(about);

        (routed.To, routed.Rule, routed.Because, routed.Kind).ShouldBe((body, "P21", because, "complaint"));
        routed.FollowsUp.ShouldNotBeNull();
    }

    [Fact]
    public async Task Without_anybody_above_alternates_who_had_no_part_hear_it()
    {
        Guid[] concerned =
        [
            .. new[] { "ada", "bo", "cleo", "dev", "eun" }.Select(n => LiaisonApp.SeatOf(n, "orrery")), LiaisonApp.SeatOf("maya", "meridian"), LiaisonApp.SeatOf("milo", "meridian"),
        ];

        var routed = await RouteAsync("orrery", concerned);

        (routed.To, routed.Because).ShouldBe(("orrery", "unconcernedSeats"));
        var (_, handling) = await liaison.Cases.GetAsync($"/internal/routings/{routed.Report}/orrery");
        handling["seats"]!.AsArray().Select(s => Guid.Parse((string)s!["seat"]!)).ShouldBe(new[] { "finn", "gia", "hugo" }.Select(n => LiaisonApp.SeatOf(n, "orrery", "alternate")), ignoreOrder: true);
    }

    [Fact]
    public async Task Cases_hears_which_seats_of_a_body_must_not_read_some_reports()
    {
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
        liaison.SetAside(one, LiaisonApp.SeatOf("kai", "sextant"));
        liaison.SetAside(two, LiaisonApp.SeatOf("mo", "sextant"), LiaisonApp.SeatOf("ada", "orrery"));

        (await AskAsync("sextant", one, two)).ShouldBe([LiaisonApp.SeatOf("kai", "sextant"), LiaisonApp.SeatOf("mo", "sextant")], ignoreOrder: true);
        (await AskAsync("gnomon", two)).ShouldBe([LiaisonApp.SeatOf("ada", "orrery")]); // orrery acts for it
        (await new Asking(liaison.App.AsService("intake")).PostAsync("/internal/set-aside/sextant", new HandlingQuestion([one]))).Status.ShouldBe(404);
        (await liaison.Ira.PostAsync("/internal/set-aside/sextant", new HandlingQuestion([one]))).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Cases_hears_whether_an_auditor_is_somebody_in_it_or_was_too_close_before()
    {
        var (auditor, kai) = (LiaisonApp.SeatOf("auditor", "orrery", "auditor"), LiaisonApp.SeatOf("kai", "sextant"));
        var report = Guid.NewGuid();
        liaison.SetAside(report, auditor);

        (await AuditorsAsync(new([auditor, kai], new([report])))).ShouldBe([auditor]);
        (await AuditorsAsync(new([kai], new([report])))).ShouldBeEmpty("who is not asked about is not told of");
        (await AuditorsAsync(new([auditor], new([], null, [LiaisonApp.AccountOf("auditor@orrery.example")])))).ShouldBe([auditor]);
        (await AuditorsAsync(new([auditor], new([])))).ShouldBeEmpty();
        (await liaison.Cases.PostAsync("/internal/seats/set-aside", new SeatsSetAsideQuestion([Guid.NewGuid()], new([])))).Status.ShouldBe(404);
        (await liaison.Cases.PostAsync("/internal/seats/set-aside", new SeatsSetAsideQuestion([auditor], new([Guid.NewGuid()])))).Status.ShouldBe(503, "Intake does not know it");
        (await new Asking(liaison.App.AsService("ledger")).PostAsync("/internal/seats/set-aside", new SeatsSetAsideQuestion([auditor], new([])))).Status.ShouldBe(404);

        async Task<IReadOnlyList<Guid>> AuditorsAsync(SeatsSetAsideQuestion question)
        {
            var (status, answer) = await liaison.Cases.PostAsync("/internal/seats/set-aside", question);
            status.ShouldBe(200, answer.ToJsonString());
            return [.. answer["seats"]!.AsArray().Select(s => Guid.Parse((string)s!))];
        }
    }

    [Fact]
    public async Task As_much_is_asked_about_an_auditor_where_there_is_nothing_as_where_there_is_something()
    {
        var (auditor, report) = (LiaisonApp.SeatOf("auditor", "orrery", "auditor"), Guid.NewGuid());
        liaison.SetAside(report);
        var neighbours = liaison.App.Neighbours;
        var (something, nothing) = (new SeatsSetAsideQuestion([auditor], new([report], [new StatedPerson(["github:found"], null, null)])), new SeatsSetAsideQuestion([auditor], new([])));

        (await AskedAsync(nothing)).ShouldBe(await AskedAsync(something));

        neighbours.Silent = true;
        try
        {
            foreach (var question in new[] { something, nothing })
            {
                (await liaison.Cases.PostAsync("/internal/seats/set-aside", question)).Status.ShouldBe(503);
            }
        }
        finally
        {
            neighbours.Silent = false;
        }

        async Task<IReadOnlyList<string>> AskedAsync(SeatsSetAsideQuestion question)
        {
            neighbours.Asked.Clear();
            (await liaison.Cases.PostAsync("/internal/seats/set-aside", question)).Status.ShouldBe(200);
            return [.. neighbours.Asked.Select(a => a.Route.Split('/')).Select(r => $"{r[2]} {r[^1]}").Order(StringComparer.Ordinal)];
        }
    }

    [Fact]
    public async Task Also_those_who_are_somebody_no_report_names_or_have_a_tie_to_them()
    {
        var kai = LiaisonApp.SeatOf("kai", "sextant");
        liaison.App.Neighbours.Answer<PeopleSetAsideQuestion>("POST /internal/set-aside", q => new SetAsideAnswer(q.People.Any(p => p.Accounts.Contains("github:kai")) ? [.. q.Seats.Select(s => s.Seat).Where(s => s == kai)] : []));
        var question = new HandlingQuestion([], [new StatedPerson(["github:kai"], null, null)]);

        var (_, aside) = await liaison.Cases.PostAsync("/internal/set-aside/sextant", question);
        aside["seats"]!.AsArray().Select(s => Guid.Parse((string)s!)).ShouldBe([kai]);
        var (_, handling) = await liaison.Cases.PostAsync("/internal/handling/sextant", question);
        handling["seats"]!.AsArray().Select(s => Guid.Parse((string)s!["seat"]!)).ShouldNotContain(kai);
    }

    [Fact]
    public async Task Two_soft_ties_are_a_hard_one_over_everybody_whichever_question_found_them()
    {
        var (kai, lou, mo) = (LiaisonApp.SeatOf("kai", "sextant"), LiaisonApp.SeatOf("lou", "sextant"), LiaisonApp.SeatOf("mo", "sextant"));
        var (one, two, tied) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        liaison.App.Neighbours.Answer<SetAsideQuestion>($"POST /internal/reports/{one}/set-aside", _ => new SetAsideAnswer([], null, [new(kai, tied, 0), new(lou, tied, 0), new(mo, tied, 3)]));
        liaison.App.Neighbours.Answer<SetAsideQuestion>($"POST /internal/reports/{two}/set-aside", _ => new SetAsideAnswer([], null, [new(kai, tied, 1), new(lou, tied, 0)]));
        liaison.App.Neighbours.Answer<PeopleSetAsideQuestion>("POST /internal/set-aside", _ => new SetAsideAnswer([], null, [new(mo, tied, 0)]));
        StatedPerson[] found = [new(["github:found"], null, null)];

        Should(await ScreenAsync(new([one])), [], [kai, lou, mo]);
        Should(await ScreenAsync(new([one, two])), [kai], [lou, mo]); // the same tie found twice is one
        Should(await ScreenAsync(new([one], found)), [mo], [kai, lou]); // to whom a report names, and to whom a committee found out

        var (_, handling) = await liaison.Cases.PostAsync("/internal/handling/sextant", new HandlingQuestion([one, two], found));
        var seats = handling["seats"]!.AsArray().ToDictionary(s => Guid.Parse((string)s!["seat"]!), s => (bool?)s!["softTie"] == true);
        seats.Keys.ShouldNotContain(kai);
        seats.Keys.ShouldNotContain(mo);
        seats[lou].ShouldBeTrue();

        static void Should((IReadOnlyList<Guid> Aside, IReadOnlyList<Guid> Soft) screened, Guid[] aside, Guid[] soft)
        {
            screened.Aside.ShouldBe(aside, ignoreOrder: true);
            screened.Soft.ShouldBe(soft, ignoreOrder: true);
        }

        async Task<(IReadOnlyList<Guid> Aside, IReadOnlyList<Guid> Soft)> ScreenAsync(HandlingQuestion question)
        {
            var (_, answer) = await liaison.Cases.PostAsync("/internal/set-aside/sextant", question);
            return ([.. Ids("seats")], [.. Ids("soft")]);

            IEnumerable<Guid> Ids(string list) => answer[list]!.AsArray().Select(s => Guid.Parse((string)s!));
        }
    }

    private async Task<IReadOnlyList<Guid>> AskAsync(string body, params Guid[] reports)
    {
        var (status, answer) = await liaison.Cases.PostAsync($"/internal/set-aside/{body}", new HandlingQuestion(reports));
        status.ShouldBe(200);
        return [.. answer["seats"]!.AsArray().Select(s => Guid.Parse((string)s!))];
    }

    private async Task<RoutingEvent.ReportRouted> RouteAsync(string? about, params Guid[] setAside)
    {
        var report = Guid.NewGuid();
        liaison.SetAside(report, setAside);
        await liaison.HandAsync(new ReportReceived(
            LiaisonApp.Origin("*intake*", Now), report, Guid.NewGuid(), Now, "complaint", "receipt", "normal", ["sextant"], null, 0, false, null, Guid.NewGuid(), about));
        await liaison.HandAsync(new SubjectsIdentified(LiaisonApp.Origin("*registry*", Now), report, []));
        return RoutingExecutor.Fold(await liaison.App.Services.GetRequiredService<IEventStore>().ReadAsync(RoutingExecutor.StreamOf(report), cancellationToken: TestContext.Current.CancellationToken)).Routed!;
    }
}
