using System.Text.Json;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.Contracts.Liaison;
using Coc.Contracts.Sanctions;
using Coc.Integration.Fixtures;
using Coc.Platform.Http;
using Coc.Sanctions;

namespace Coc.Integration.Sanctions;

/// <summary>Sanctions with its bus, and the others on it.</summary>
public sealed class OnTheBus(PostgresServer server, RabbitServer rabbit)
{
    [Fact]
    public async Task Who_is_meant_and_what_becomes_of_a_measure_is_told_by_ids_and_states()
    {
        const string canary = "github:canarybus";
        var broker = await rabbit.VirtualHostAsync();
        await using var others = await Listener.StartAsync<SubjectsIdentified, SanctionProgressed>(broker);
        await using var app = await ServiceApp.StartAsync(server, new("sanctions", typeof(SanctionsModule).Assembly, (b, s) => b.AddSanctions(s), a => a.MapSanctions()), broker);
        await others.SayAsync(new BodyListed(SanctionsApp.Origin("*directory*"), "sextant", "project", "own", "orrery", null));
        var report = Guid.NewGuid();
        app.Neighbours.Answer($"GET /internal/reports/{report}/subjects", new ReportSubjects(report, [new StatedPerson([canary], "Canaryname", null), new StatedPerson([], null, "tall")]));

        await others.SayAsync(new ReportReceived(
            SanctionsApp.Origin("*intake*"), report, Guid.NewGuid(), DateTimeOffset.UnixEpoch, "report", "web", "normal", ["sextant"], null, 2, false, null));
        var identified = await others.HearAsync<SubjectsIdentified>(m => m.Report == report);
        identified.Subjects.Select(s => s.Identification).ShouldBe(["claimed", "unknown"]);

        var (inCase, sanction, person) = (Guid.NewGuid(), Guid.NewGuid(), identified.Subjects[0].Person);
        var origin = SanctionsApp.Origin();
        var decided = new DecisionRecorded(
            origin, inCase, Guid.NewGuid(), [new(sanction, person, "ban", ["sextant"], [], DateTimeOffset.UnixEpoch, null, "automatic", "harassment", null)], null, null, false);
        await others.SayAsync(decided);
        await others.SayAsync(decided);
        var told = origin with { Event = Guid.NewGuid(), Version = 2, Previous = new Dictionary<string, long> { [nameof(DecisionRecorded)] = 1 } };
        await others.SayAsync(new PersonTold(told, inCase, person));

        await others.HearAsync<SanctionProgressed>(m => m.Sanction == sanction && m.State == "awaitingNotice" && m.Case == inCase);
        var active = await others.HearAsync<SanctionProgressed>(m => m.Sanction == sanction && m.State == "active");
        active.Origin.Previous[nameof(SanctionProgressed)].ShouldBe(1);
        others.Heard.OfType<SanctionProgressed>().Count(m => m.State == "awaitingNotice").ShouldBe(1);
        JsonSerializer.Serialize(others.Heard.ToArray(), Json.Options).ShouldNotContain("canary", Case.Insensitive);
    }
}
