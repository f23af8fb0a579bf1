using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.Contracts.Liaison;
using Coc.Integration.Fixtures;
using Coc.Platform.Http;

namespace Coc.Integration.Intake;

/// <summary>Intake with its bus, and the others on it.</summary>
public sealed class IntakeOnTheBus(PostgresServer server, RabbitServer rabbit) : IAsyncLifetime
{
    public ServiceApp App { get; private set; } = null!;

    public Listener Others { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var broker = await rabbit.VirtualHostAsync();
        Others = await Listener.StartAsync<ReportReceived, ReporterWrote>(broker);
        App = await ServiceApp.StartAsync(server, IntakeApp.Service, broker, IntakeApp.Bodies);
    }

    public async ValueTask DisposeAsync()
    {
        await Others.DisposeAsync();
        await App.DisposeAsync();
    }
}

/// <summary>What Intake tells, and how a receipt follows what the others tell.</summary>
public sealed class OnTheBus(IntakeOnTheBus intake) : IClassFixture<IntakeOnTheBus>
{
    private static readonly DateTimeOffset Day = new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);
    private readonly ServiceApp app = intake.App;
    private readonly Listener others = intake.Others;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_goes_out_and_its_receipt_follows_the_case()
    {
        const string canary = "CANARYonthebus";
        var (report, receipt) = await FileAsync(new
        {
            description = canary, projects = new[] { "sextant" }, subjects = new[] { new { name = canary } }, safetyConcern = true, addressTo = "orrery", otherCommunities = new[] { canary },
        });
        var received = await others.HearAsync<ReportReceived>(m => m.Report == report);
        received.Urgency.ShouldBe("urgent");
        received.Projects.ShouldBe(["sextant"]);
        received.Subjects.ShouldBe(1);
        received.TouchesOtherCommunities.ShouldBeTrue();
        received.Origin.Body.ShouldBe("*intake*");
        received.Origin.Incident.ShouldBe(received.Incident);
        JsonSerializer.Serialize(received, Json.Options).ShouldNotContain(canary, Case.Insensitive);

        var (inCase, next, message) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        app.Neighbours.Answer($"GET /internal/cases/{inCase}/messages/{message}", new MessageText(message, Day, "We have begun."));
        var routed = new ReportRouted(Origin(report), report, "sextant", "J1", "ownResponders", Day, "urgent", ["sextant"], null, []);
        await others.SayAsync(routed);
        await others.SayAsync(new CaseOpened(Origin(inCase, 1), inCase, [report]));
        await others.SayAsync(new CaseProgressed(Origin(inCase, 2), inCase, [report], "conflictScreening", Day.AddDays(3), null));
        await SeeAsync(receipt, v => Text(v, "body") == "sextant" && Text(v, "state") == "haveIt" && v.TryGetProperty("acknowledgeDue", out _) && v.TryGetProperty("nextDate", out _));

        await others.SayAsync(new CaseProgressed(Origin(inCase, 3), inCase, [report, Guid.NewGuid()], "acknowledged", Day.AddDays(3), Day.AddDays(1)));
        var told = new MessageToReporter(Origin(inCase, 4), inCase, report, message);
        await others.SayAsync(told);
        await others.SayAsync(told); // at least once means twice now and then
        var acknowledged = await SeeAsync(receipt, v => Text(v, "state") == "beingRead" && v.GetProperty("messages").GetArrayLength() > 0);
        acknowledged.GetProperty("acknowledgedAt").GetDateTimeOffset().ShouldBe(Day.AddDays(1));
        acknowledged.TryGetProperty("nextDate", out _).ShouldBeFalse();
        acknowledged.GetProperty("messages")[0].GetProperty("text").GetString().ShouldBe("We have begun.");

        await others.SayAsync(new CaseTransferred(Origin(inCase, 5), Guid.NewGuid(), inCase, next, "sextant", "orrery", [report]));
        await others.SayAsync(new CaseProgressed(Origin(next, 1), next, [report], "investigating", null, null));
        var moved = await SeeAsync(receipt, v => Text(v, "body") == "orrery" && Text(v, "state") == "lookingInto");
        moved.GetProperty("messages").GetArrayLength().ShouldBe(1);
        (await PlaintextSearch.HitsAsync(app.Database, "We have begun", Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Hand_overs_told_twice_and_out_of_order_leave_the_receipt_with_the_owner()
    {
        var (report, receipt) = await FileAsync(new { description = "d", projects = new[] { "sextant" } });
        var (here, there, above) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var seed = Random.Shared.Next();
        CaseTransferred[] told =
        [
            Over(Origin(here, 5), here, there, "sextant", "orrery", 1), Over(After(here, 9, 5), there, here, "orrery", "sextant", 4),
            Over(Origin(there, 4), there, above, "orrery", "meridian", 2), Over(After(there, 7, 4), above, there, "meridian", "orrery", 3),
        ];
        var order = told.Concat(told).ToArray();
        new Random(seed).Shuffle(order);

        foreach (var message in order)
        {
            await others.SayAsync(message);
        }

        await others.SayAsync(new CaseProgressed(Origin(here, 10), here, [report], "investigating", null, null));
        await Eventually.TrueAsync(async () => await HandOversAsync(report) == told.Length, "not every hand-over was heard of");
        await SeeAsync(receipt, v => Text(v, "body") == "sextant" && Text(v, "state") == "lookingInto");
        (await HandOversAsync(report)).ShouldBe(told.Length, $"once each; seed {seed}");

        CaseTransferred Over(Origin origin, Guid from, Guid to, string fromBody, string toBody, int hop) => new(origin, Guid.NewGuid(), from, to, fromBody, toBody, [report], hop);

        static Origin After(Guid stream, long version, long previous) => Origin(stream, version) with { Previous = new Dictionary<string, long> { [nameof(CaseTransferred)] = previous } };
    }

    private async Task<long> HandOversAsync(Guid report)
    {
        await using var command = app.Daemon.CreateCommand($"select count(*) from mt.mt_events where stream_id = '{report}' and type = 'case_handed_over'");
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }

    [Fact]
    public async Task What_the_reporter_writes_is_told_without_its_text()
    {
        var (report, receipt) = await FileAsync(new { description = "d" });
        using var http = app.AsReceipt(receipt);
        using var message = await http.PostAsJsonAsync("/api/receipt/messages", new { text = "CANARYmessage" }, Token);
        using var complaint = await http.PostAsJsonAsync("/api/receipt/complaints", new { ground = "delay", text = "CANARYcomplaint" }, Token);

        var written = await others.HearAsync<ReporterWrote>(m => m.Report == report && m.Kind == "message");
        await others.HearAsync<ReportReceived>(m => m.FollowsUp == report && m.Kind == "complaint");

        written.Entry.ShouldBe((await message.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetGuid());
        JsonSerializer.Serialize(others.Heard.ToArray(), Json.Options).ShouldNotContain("CANARY", Case.Sensitive);
    }

    [Fact]
    public async Task A_body_may_be_named_as_soon_as_it_is_listed()
    {
        var slug = "p" + Guid.NewGuid().ToString("N")[..8];
        await others.SayAsync(new BodyListed(Origin(Guid.NewGuid(), 2), slug, "project", "own", "orrery", null));
        using var http = app.AsPublic();

        await Eventually.TrueAsync(
            async () => (await http.PostAsJsonAsync("/api/reports", new { description = "d", projects = new[] { slug } }, Token)).IsSuccessStatusCode, "the body stayed unknown");
    }

    private static string? Text(JsonElement view, string name) => view.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static Origin Origin(Guid stream, long version = 1) =>
        new(Guid.NewGuid(), stream, version, new Dictionary<string, long>(), "sextant", null, Guid.NewGuid(), null, "system", null, null, 1, Day, null);

    private async Task<JsonElement> SeeAsync(string receipt, Func<JsonElement, bool> shows)
    {
        using var http = app.AsReceipt(receipt);
        JsonElement view = default;
        await Eventually.TrueAsync(async () => shows(view = await http.GetFromJsonAsync<JsonElement>("/api/receipt", Token)), $"the receipt still shows {view}");
        return view;
    }

    private async Task<(Guid Report, string Receipt)> FileAsync(object report)
    {
        using var http = app.AsPublic();
        using var response = await http.PostAsJsonAsync("/api/reports", report, Token);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        return (answer.GetProperty("report").GetGuid(), answer.GetProperty("receipt").GetString()!);
    }
}
