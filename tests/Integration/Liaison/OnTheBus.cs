using System.Text.Json;
using Coc.Contracts;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.Contracts.Liaison;
using Coc.Contracts.Sanctions;
using Coc.Integration.Fixtures;
using Coc.Liaison.Features.Importing;
using Coc.Platform.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Liaison;

/// <summary>Liaison with its bus, and the others on it.</summary>
public sealed class LiaisonOnTheBus(PostgresServer server, RabbitServer rabbit) : IAsyncLifetime
{
    public ServiceApp App { get; private set; } = null!;

    public Listener Routes { get; private set; } = null!;

    public Listener Directory { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var broker = await rabbit.VirtualHostAsync();
        Routes = await Listener.StartAsync<ReportRouted, StepRecorded>(broker);
        Directory = await Listener.StartAsync<BodyListed, SeatFilled>(broker);
        App = await ServiceApp.StartAsync(server, LiaisonApp.Service, broker);
        await App.Services.GetRequiredService<DirectoryImporter>().FoundationAsync(LiaisonApp.DemoFile, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Routes.DisposeAsync();
        await Directory.DisposeAsync();
        await App.DisposeAsync();
    }
}

public sealed class OnTheBus(LiaisonOnTheBus liaison) : IClassFixture<LiaisonOnTheBus>
{
    [Fact]
    public async Task Bodies_and_seats_are_told_without_their_holders()
    {
        var quadrant = await liaison.Directory.HearAsync<BodyListed>(m => m.Slug == "quadrant");
        (quadrant.Kind, quadrant.Handling, quadrant.Foundation, quadrant.Parent).ShouldBe(("project", "foundation", "orrery", "meridian"));
        var eun = await liaison.Directory.HearAsync<SeatFilled>(m => m.Seat == LiaisonApp.SeatOf("eun", "orrery"));
        (eun.Slug, eun.Account, eun.Role, eun.Chair, eun.Origin.Body).ShouldBe(("orrery", LiaisonApp.AccountOf("eun@orrery.example"), "member", true, "orrery"));

        var all = JsonSerializer.Serialize(liaison.Directory.Heard.Cast<object>().ToArray(), Json.Options);
        foreach (var person in new[] { "Hwang", "eun@", "github:eun", "Brightwater", "Lindqvist" })
        {
            all.ShouldNotContain(person, Case.Insensitive);
        }
    }

    [Fact]
    public async Task A_report_is_routed_when_both_messages_have_come()
    {
        var (report, incident, person) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        liaison.App.Neighbours.Answer<SetAsideQuestion>($"POST /internal/reports/{report}/set-aside", _ => new SetAsideAnswer([LiaisonApp.SeatOf("ira", "sextant")]));
        var now = TimeProvider.System.GetUtcNow();

        await liaison.Routes.SayAsync(new SubjectsIdentified(LiaisonApp.Origin("*registry*", now), report, [new(0, person, "claimed")]));
        await liaison.Routes.SayAsync(new ReportReceived(LiaisonApp.Origin("*intake*", now), report, incident, now, "report", "web", "urgent", ["sextant"], null, 1, false, null));

        var routed = await liaison.Routes.HearAsync<ReportRouted>(m => m.Report == report);
        (routed.To, routed.Rule, routed.Because, routed.Urgency).ShouldBe(("sextant", "J1", "withinProject", "urgent"));
        routed.Subjects.ShouldBe([new IdentifiedSubject(0, person, "claimed")]);
        (routed.Origin.Incident, routed.Origin.Body, routed.Origin.PolicyVersion).ShouldBe((incident, "sextant", 1));
        var step = await liaison.Routes.HearAsync<StepRecorded>(m => m.Report == report);
        (step.Step, step.Rule, step.Outcome, step.Case).ShouldBe(("routed", "J1", "withinProject", null));
    }
}
