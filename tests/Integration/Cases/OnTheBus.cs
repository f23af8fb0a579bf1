using System.Text.Json;
using Coc.Contracts;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Contracts.Liaison;
using Coc.Contracts.Sanctions;
using Coc.Integration.Fixtures;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Integration.Cases;

/// <summary>Cases with its bus, and the others on it.</summary>
public sealed class CasesOnTheBus(PostgresServer server, RabbitServer rabbit) : IAsyncLifetime
{
    public ServiceApp App { get; private set; } = null!;

    public Listener Others { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var broker = await rabbit.VirtualHostAsync();
        Others = await Listener.StartAsync<CaseProgressed, StepRecorded>(broker);
        App = await ServiceApp.StartAsync(server, CasesApp.Service, broker, CasesApp.Bodies);
    }

    public async ValueTask DisposeAsync()
    {
        await Others.DisposeAsync();
        await App.DisposeAsync();
    }
}

/// <summary>A routed report opens its case once, however often the message comes; what goes out carries no word anybody wrote.</summary>
public sealed class OnTheBus(CasesOnTheBus cases) : IClassFixture<CasesOnTheBus>
{
    private const string Canary = "CANARYofthecommittee";

    [Fact]
    public async Task A_routed_report_becomes_a_case_that_others_hear_of()
    {
        var (report, person) = (Guid.NewGuid(), Guid.NewGuid());
        cases.App.Neighbours.Answer($"GET /internal/routings/{report}/sextant", CasesApp.Sextant);
        cases.App.Neighbours.Answer<CodeNameQuestion>("POST /internal/code-names", q => new CodeNameAnswer([.. q.Persons.Select(_ => "heron")]));
        var routed = new ReportRouted(
            new Origin(Guid.NewGuid(), report, 1, new Dictionary<string, long>(), "*directory*", Guid.NewGuid(), Guid.NewGuid(), null, "system", null, null, 4, CasesTime, null),
            report, "sextant", "J1", "oneProject", CasesTime, "normal", ["sextant"], null, [new IdentifiedSubject(0, person, "claimed")]);
        await cases.Others.SayAsync(routed);
        await cases.Others.SayAsync(routed);

        var progressed = await cases.Others.HearAsync<CaseProgressed>(m => m.Reports.Contains(report));
        progressed.State.ShouldBe("conflictScreening");
        progressed.Origin.Incident.ShouldBe(routed.Origin.Incident);
        progressed.Origin.Causation.ShouldBe(routed.Origin.Event);
        progressed.Origin.PolicyVersion.ShouldBe(3);
        var opened = await cases.Others.HearAsync<StepRecorded>(m => m.Step == "opened" && m.Links.Contains(report));
        opened.Rule.ShouldBe("J1");
        opened.Case.ShouldNotBe(Ids.V5(report, "case"), "whoever knows the report could work it out");

        var ira = new Asking(cases.App.As(new Caller(CallerKind.Seat, Guid.NewGuid().ToString(), [new TicketSeat(CasesApp.SeatOf("ira", "sextant"), "sextant", "member", true)])));
        var request = Ids.V5(opened.Case!.Value, $"request:{CasesApp.SeatOf("ira", "sextant")}");
        (await ira.PostAsync($"/api/conflict-requests/{request}/answer", new { answer = "none", reason = Canary })).Status.ShouldBe(200);
        await ira.DoAsync(opened.Case.Value, "triage", new { impact = "low", risk = "high", note = Canary });
        await ira.DoAsync(opened.Case.Value, "acknowledge", new { message = Canary });

        (await cases.Others.HearAsync<StepRecorded>(m => m.Step == "conflictAnswered" && m.Case == opened.Case)).Outcome.ShouldBe("none");
        (await cases.Others.HearAsync<StepRecorded>(m => m.Step == "triaged" && m.Case == opened.Case)).Origin.Seat.ShouldBe(CasesApp.SeatOf("ira", "sextant"));
        (await cases.Others.HearAsync<CaseProgressed>(m => m.Case == opened.Case && m.AcknowledgedAt is not null)).State.ShouldBe("triaged");
        cases.Others.Heard.OfType<StepRecorded>().Count(s => s.Step == "opened" && s.Case == opened.Case).ShouldBe(1);
        cases.Others.Heard.ShouldAllBe(m => !JsonSerializer.Serialize(m, m.GetType(), Json.Options).Contains(Canary));
    }

    private static DateTimeOffset CasesTime => new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
}
