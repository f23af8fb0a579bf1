using System.Net;
using System.Net.Http.Json;
using Coc.Contracts.Channel;

namespace Coc.Integration.Intake;

/// <summary>The person asks in their room to come back (R52); whether they may, the registry of sanctions says.</summary>
public sealed class AskingBack(IntakeApp intake) : IClassFixture<IntakeApp>
{
    private const string Route = "POST /internal/ways-back";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly Dictionary<Guid, WayBackShown> ways = [];

    [Fact]
    public async Task It_is_taken_once_is_read_by_the_panel_and_is_shown_with_what_is_asked_and_answered()
    {
        var (desk, measure) = await ShownAsync();

        var (status, taken) = await desk.SendAsync("readmission-requests", new { statement = "CANARYstatement" });

        status.ShouldBe(HttpStatusCode.Created, taken.ToJsonString());
        var entry = (Guid)taken["id"]!;
        (await desk.ReadAsync(Guid.NewGuid())).Entries.Single().ShouldSatisfyAllConditions(e => e.Kind.ShouldBe("readmission"), e => e.About.ShouldBe(measure), e => e.Text.ShouldBe("CANARYstatement"));
        (await PlaintextSearch.HitsAsync(intake.App.Database, "CANARYstatement", Token)).ShouldBeEmpty();
        (await RefusedAsync(desk)).ShouldBe("requestOpen", "it is on its way");

        ways[measure] = ways[measure] with
        {
            MayAsk = false, Because = "tooEarly", Detail = "You can ask again from 2026-09-01.", Requests = [new(entry, desk.Now, desk.Now.AddDays(30), "answered", "notYet", desk.Now, "Too soon.", desk.Now.AddDays(90), [], null, null)],
        };
        var way = (await desk.LookAsync()).GetProperty("waysBack")[0];
        way.GetProperty("conditions")[0].GetProperty("state").GetString().ShouldBe("open");
        way.GetProperty("requests")[0].GetProperty("reasons").GetString().ShouldBe("Too soon.");
        (await RefusedAsync(desk)).ShouldBe("tooEarly");
        ways[measure] = ways[measure] with { MayAsk = true, Because = null, Detail = null };
        (await desk.SendAsync("readmission-requests", new { statement = "Again." })).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Two_at_once_are_one_and_a_repeated_one_is_the_same()
    {
        var (desk, _) = await ShownAsync();
        using var http = desk.AsPerson();
        http.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        var same = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var answer = await http.PostAsJsonAsync("/api/room/readmission-requests", new { statement = "Please." }, Token);
            same.Add(await answer.Content.ReadAsStringAsync(Token));
        }

        same.Distinct().ShouldHaveSingleItem();
        (desk, _) = await ShownAsync();
        var both = await Task.WhenAll(desk.SendAsync("readmission-requests", new { statement = "One." }), desk.SendAsync("readmission-requests", new { statement = "Two." }));
        both.Select(b => b.Status).ShouldBe([HttpStatusCode.Created, HttpStatusCode.Conflict], ignoreOrder: true);
    }

    [Fact]
    public async Task Where_there_is_nothing_to_ask_it_is_said_so_and_nothing_is_kept()
    {
        var nothing = await new RoomDesk(intake).EnteredAsync();
        var (desk, measure) = await ShownAsync();
        var before = await intake.EventsAsync();

        (await RefusedAsync(nothing)).ShouldBe("nothingToAsk");
        ways[measure] = ways[measure] with { MayAsk = false, Because = "returningInSteps", Detail = "You are coming back already." };
        (await RefusedAsync(desk)).ShouldBe("returningInSteps");
        foreach (var bad in new object[] { new { }, new { statement = "" }, new { statement = "x", measure = Guid.NewGuid() }, new { statement = new string('x', 50_001) } })
        {
            (await desk.SendAsync("readmission-requests", bad)).Status.ShouldBe(HttpStatusCode.BadRequest);
        }

        using var stranger = desk.AsPerson("wrong");
        using var refused = await stranger.PostAsJsonAsync("/api/room/readmission-requests", new { statement = "x" }, Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await intake.EventsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task The_room_is_shown_also_when_the_registry_does_not_answer()
    {
        var (desk, _) = await ShownAsync();
        intake.App.Neighbours.Silent = true;
        try
        {
            var look = await desk.LookAsync();
            look.GetProperty("state").GetString().ShouldNotBeNull();
            look.TryGetProperty("waysBack", out _).ShouldBeFalse();
            (await desk.SendAsync("readmission-requests", new { statement = "x" })).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            intake.App.Neighbours.Silent = false;
        }
    }

    private async Task<(RoomDesk Desk, Guid Measure)> ShownAsync()
    {
        var (desk, measure) = (await new RoomDesk(intake).EnteredAsync(), Guid.NewGuid());
        await desk.ReleaseAsync(new ReleasedItem(measure, "measure", "sextant", null, "active", null, null, null, new ReleasedMeasure("ban", ["sextant"], [], desk.Now, null, true, "onRequest", """[{"type":"statement"}]""")));
        ways[measure] = new WayBackShown(measure, true, null, null, null, [new(1, "statement", null, "open", null)], []);
        intake.App.Neighbours.Answer<WaysBackQuestion>(Route, q => new WaysBackAnswer([.. q.Measures.Where(ways.ContainsKey).Select(m => ways[m])]));
        return (desk, measure);
    }

    private static async Task<string?> RefusedAsync(RoomDesk desk)
    {
        var (status, answer) = await desk.SendAsync("readmission-requests", new { statement = "x" });
        status.ShouldBe(HttpStatusCode.Conflict, answer.ToJsonString());
        ((string?)answer["detail"]).ShouldNotBeNullOrEmpty();
        return (string?)answer["code"];
    }
}
