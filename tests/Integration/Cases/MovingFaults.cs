using System.Text.Json.Nodes;
using Coc.Cases.DueWork;
using Coc.Contracts.Channel;
using Coc.Contracts.Liaison;
using Coc.Contracts.Sanctions;
using Coc.EventStore;
using Coc.Platform.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Coc.Integration.Cases;

/// <summary>Cases that move by themselves, or with another case beside them: ended at every row that is written, one body has each.</summary>
public sealed class MovingFaults(CasesApp cases, ITestOutputHelper output) : IClassFixture<CasesApp>, IAsyncDisposable
{
    private const string Receiver = "lodestar"; // an event's case goes to no project

    private readonly EveryRow rows = new(cases, output);
    private readonly HandOvers over = new(cases);

    private Asking Maya => cases.As("maya", "meridian");

    private static HandlingBody Meridian => CasesApp.Body("meridian", "maya", "milo") with { Kind = "parent", Foundation = "meridian", Parent = null };

    private static HandlingBody Lodestar => CasesApp.Body(Receiver, "vera", "wim", "xia") with { Kind = "foundation", Foundation = Receiver };

    public ValueTask DisposeAsync() => rows.DisposeAsync();

    [Fact]
    public async Task Moved_up_because_nobody_could_take_it_it_is_here_or_there()
    {
        var (report, _) = await cases.RouteAsync(urgency: "urgent"); // that moves at once, and nobody is told ahead
        cases.App.Neighbours.Answer("POST /internal/handling/orrery", CasesApp.Orrery with { Seats = [] });
        cases.App.Neighbours.Answer("POST /internal/handling/meridian", CasesApp.Orrery with { Slug = "meridian", Kind = "parent", Foundation = "meridian", Parent = null, Seats = [] });
        foreach (var name in new[] { "ira", "juno", "kai", "lou", "mo" })
        {
            var request = await cases.RequestAsync(name, report);
            (await cases.As(name).PostAsync($"/api/conflict-requests/{request}/answer", new { answer = "hard" })).Status.ShouldBe(204);
        }

        // It waits for a body with seats; from here on this test does what the worker would, and the worker leaves it alone.
        var due = $"app.due where kind = 'nobodyLeft' and case_id = (select case_id from app.case_things where thing = '{report}')";
        await Fixtures.Eventually.TrueAsync(
            async () => (await cases.ScalarAsync($"select count(*) from {due} and taken_until is not null")) is 1L
                && cases.App.Neighbours.Asked.Any(a => a.Route == "POST /internal/handling/meridian" && a.Body.Contains(report.ToString(), StringComparison.Ordinal)), // and found nobody above
            "it waits", TimeSpan.FromSeconds(60));
        var id = (Guid)(await cases.ScalarAsync($"select case_id from {due}"))!;
        await cases.ScalarAsync($"update app.due set taken_until = 'infinity' where kind = 'nobodyLeft' and case_id = '{id}'");
        cases.App.Neighbours.Answer("POST /internal/handling/orrery", CasesApp.Orrery);

        await rows.TryAsync(report, "sextant", "orrery", () => MovedUpAsync(new("sextant", id)));

        (await cases.ScalarAsync($"select count(*) from mt.mt_events where type = 'case_stepped_up' and stream_id = '{id}'")).ShouldBe(1L);
        (await cases.ItemAsync("ada", report, "orrery")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_leading_case_and_what_the_other_body_knows_of_it_move_together()
    {
        var (report, lead, other) = await JointAsync();
        var offered = await Maya.DoAsync(lead, "transfers", new { to = Receiver, share = "all" });
        var transfer = (Guid)offered["transfer"]!["id"]!;
        cases.Advance(TimeSpan.FromHours(48));
        var acceptance = new TransferAcceptance(CasesApp.SeatOf("vera", Receiver), "member", Guid.NewGuid(), Lodestar);

        await rows.TryAsync(report, "meridian", Receiver, besides: "orrery", callAsync: () => over.Liaison.PostAsync($"/internal/transfers/{transfer}/accept", acceptance));

        var there = await cases.TakeUpAsync(report, Receiver, "vera", "wim");
        var vera = cases.As("vera", Receiver);
        ((string?)(await vera.GetAsync($"/api/cases/{there}")).Json["joint"]!["with"]).ShouldBe("orrery");
        ((string?)(await cases.As("ada", "orrery").GetAsync($"/api/cases/{other}")).Json["joint"]!["with"]).ShouldBe(Receiver);
        await vera.DoAsync(there, "summary", new { text = "What they left undone." });
        await cases.As("ada", "orrery").DoAsync(other, "summary", new { text = "Thank you." });
        ((string?)(await cases.As("ada", "orrery").GetAsync($"/api/cases/{other}")).Json["joint"]!["summaries"]![0]!["text"]).ShouldBe("What they left undone.");
        ((string?)(await vera.GetAsync($"/api/cases/{there}")).Json["joint"]!["summaries"]![1]!["text"]).ShouldBe("Thank you.");

        var giving = new TransferReturn(CasesApp.SeatOf("vera", Receiver), "member", Guid.NewGuid(), "wrongBody", null, Meridian);
        await rows.TryAsync(report, Receiver, "meridian", besides: "orrery", callAsync: () => over.Liaison.PostAsync($"/internal/transfers/{transfer}/return", giving));

        ((string?)(await cases.As("ada", "orrery").GetAsync($"/api/cases/{other}")).Json["joint"]!["with"]).ShouldBe("meridian");
        (await Maya.GetAsync($"/api/cases/{lead}")).Json["joint"]!["summaries"]!.AsArray().Select(s => (string?)s!["text"]).ShouldBe(["What they left undone.", "Thank you."]);
    }

    private async Task<(Guid Report, Guid Lead, Guid Other)> JointAsync()
    {
        var report = Guid.NewGuid();
        cases.App.Neighbours.Answer($"GET /internal/routings/{report}/meridian", Meridian);
        cases.App.Neighbours.Answer("POST /internal/handling/orrery", CasesApp.Orrery);
        cases.App.Neighbours.Answer(
            $"GET /internal/reports/{report}/conflict-view", new ConflictView(report, cases.Now, [], "orrerycon", [new StatedPerson(["event:rex"], "Rex", null)], []));
        cases.Consents(report, ("foundation", "yes"), ("project", "yes"));
        await cases.HandAsync(new ReportRouted(
            cases.Origin(Guid.NewGuid()), report, "meridian", "J10", "jointEvent", cases.Now, "normal", [], "orrerycon", [new IdentifiedSubject(0, Guid.NewGuid(), "claimed")], JointWith: "orrery"));
        var lead = await cases.TakeUpAsync(report, "meridian", "maya", "milo");
        await Maya.DoAsync(lead, "joint", new { mode = "alone", ground = "vendorOnly" });
        await Fixtures.Eventually.TrueAsync(async () => await cases.ItemAsync("ada", report, "orrery") is not null, "the other body is asked", TimeSpan.FromSeconds(60));
        return (report, lead, await cases.TakeUpAsync(report, "orrery", "ada", "bo"));
    }

    private async Task<(int Status, JsonNode Json)> MovedUpAsync(StreamKey key)
    {
        try
        {
            await cases.App.Services.GetRequiredService<StepUpper>().DoAsync(key, TestContext.Current.CancellationToken);
            return (200, new JsonObject());
        }
        catch (Exception e) when (e is NpgsqlException or ProblemException)
        {
            return (503, e.Message); // the worker would try again
        }
    }
}
