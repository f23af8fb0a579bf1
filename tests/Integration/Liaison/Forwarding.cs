using System.Collections.Concurrent;
using Coc.Contracts.Channel;

namespace Coc.Integration.Liaison;

/// <summary>Who may bring a report for somebody else through a body, and what they see of it (P5, R21).</summary>
public sealed class Forwarding : IClassFixture<LiaisonApp>
{
    private readonly LiaisonApp liaison;
    private readonly ConcurrentBag<ForwardingRequest> sent = [];

    public Forwarding(LiaisonApp liaison)
    {
        this.liaison = liaison;
        liaison.App.Neighbours.Answer<ForwardingRequest>("POST /internal/forwardings", r =>
        {
            sent.Add(r);
            return r.Report.Contains("nothing", StringComparison.Ordinal)
                ? new ForwardingAnswer(null, new Dictionary<string, string[]> { ["description"] = ["must not be empty"] })
                : new ForwardingAnswer("CLAIM-CODE", null);
        });
    }

    [Theory]
    [InlineData("nia", "quadrant", "liaison", "forwarded", 201)]
    [InlineData("nia", "quadrant", "liaison", "transcribed", 404)]
    [InlineData("ira", "sextant", "member", "transcribed", 201)]
    [InlineData("finn", "orrery", "alternate", "forwarded", 201)]
    [InlineData("auditor", "orrery", "auditor", "forwarded", 404)]
    [InlineData("events", "meridian", "eventStaff", "transcribed", 201)]
    [InlineData("counsel", "meridian", "counsel", "transcribed", 404)]
    public async Task Each_role_brings_what_it_may(string name, string body, string role, string @as, int status)
    {
        var (got, answer) = await liaison.As(name, body, role).PostAsync($"/api/bodies/{body}/reports", new { @as, description = "He shouted.", context = "At the desk." });

        got.ShouldBe(status, answer.ToJsonString());
        if (status == 201)
        {
            ((string)answer["claimCode"]!).ShouldBe("CLAIM-CODE");
            answer.AsObject().Select(m => m.Key).ShouldBe(["forwarding", "claimCode"], ignoreOrder: true);
            sent.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
                r => r.Seat.ShouldBe(LiaisonApp.SeatOf(name, body, role)), r => r.Body.ShouldBe(body), r => r.Report.ShouldContain("At the desk."));
        }
    }

    [Fact]
    public async Task Nobody_brings_one_through_a_body_they_have_no_seat_in()
    {
        (await liaison.As("nia", "quadrant", "liaison").PostAsync("/api/bodies/gnomon/reports", new { @as = "forwarded", description = "x" })).Status.ShouldBe(404);
        (await liaison.Anyone.PostAsync("/api/bodies/gnomon/reports", new { @as = "forwarded", description = "x" })).Status.ShouldBe(401);
        sent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"description":"x"}""", 400)]
    [InlineData("""{"as":"whispered","description":"x"}""", 400)]
    [InlineData("""{"as":"forwarded","description":"nothing"}""", 400)]
    [InlineData("[]", 400)]
    [InlineData("7", 400)]
    public async Task Bad_input_is_answered_as_such(string body, int status) =>
        (await liaison.As("nia", "quadrant", "liaison").PostAsync("/api/bodies/quadrant/reports", System.Text.Json.Nodes.JsonNode.Parse(body))).Status.ShouldBe(status);

    [Fact]
    public async Task A_forwarder_reads_received_or_accepted_and_a_project_without_a_committee_measures_the_hand_over()
    {
        var nia = LiaisonApp.SeatOf("nia", "quadrant", "liaison");
        var (one, two, three) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var filed = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        liaison.App.Neighbours.Answer<ForwardingsQuestion>("POST /internal/forwardings/of-seats", q => new ForwardingsAnswer(q.Seats.Any(s => s.Seat == nia)
            ?
            [
                new(one, nia, "quadrant", "forwarded", filed, "accepted", filed.AddHours(5), filed.AddDays(3)), new(two, nia, "quadrant", "forwarded", filed, "accepted", filed.AddHours(50), filed.AddDays(3)),
                new(three, nia, "quadrant", "forwarded", filed, "received", null, filed.AddDays(3)),
            ]
            : []));
        var asking = liaison.As("nia", "quadrant", "liaison");

        var (_, list) = await asking.GetAsync("/api/bodies/quadrant/reports");
        list["items"]!.AsArray().Count.ShouldBe(3);
        list["items"]!.AsArray().ShouldAllBe(i => i!.AsObject().Select(m => m.Key).Order().SequenceEqual(new[] { "as", "at", "forwarding", "state" }));
        ((string)(await asking.GetAsync($"/api/bodies/quadrant/reports/{three}")).Json["state"]!).ShouldBe("received");
        (await asking.GetAsync($"/api/bodies/quadrant/reports/{Guid.NewGuid()}")).Status.ShouldBe(404);

        var (status, view) = await asking.GetAsync("/api/bodies/quadrant/oversight");
        status.ShouldBe(200, view.ToJsonString());
        ((string)view["handler"]!).ShouldBe("orrery");
        view["readers"]!.AsArray().Count.ShouldBe(8);
        ((int)view["brought"]!, (int)view["accepted"]!, (int)view["overdue"]!, (double)view["longestHoursToAccept"]!).ShouldBe((3, 2, 1, 50.0));
        (await liaison.As("gus", "gnomon", "liaison").GetAsync("/api/bodies/quadrant/oversight")).Status.ShouldBe(404);
        (await liaison.As("gus", "gnomon", "liaison").GetAsync("/api/bodies/gnomon/reports")).Json["items"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ada", "member")]
    [InlineData("finn", "alternate")]
    [InlineData("admin", "admin")]
    [InlineData("auditor", "auditor")]
    public async Task Who_did_not_bring_it_sees_nothing_that_changes_with_a_single_report(string name, string role)
    {
        var (nia, filed) = (LiaisonApp.SeatOf("nia", "quadrant", "liaison"), new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        async Task<string> SeenWith(params ForwardingState[] brought)
        {
            liaison.App.Neighbours.Answer<ForwardingsQuestion>("POST /internal/forwardings/of-seats", q => new ForwardingsAnswer(q.Seats.Any(s => s.Seat == nia) ? brought : []));
            var (status, view) = await liaison.As(name, "orrery", role).GetAsync("/api/bodies/quadrant/oversight");
            status.ShouldBe(200, view.ToJsonString());
            return view.ToJsonString();
        }

        var before = await SeenWith();

        (await SeenWith(new ForwardingState(Guid.NewGuid(), nia, "quadrant", "forwarded", filed, "received", null, filed.AddDays(3)))).ShouldBe(before);
        (await SeenWith(new ForwardingState(Guid.NewGuid(), nia, "quadrant", "forwarded", filed, "accepted", filed.AddHours(5), filed.AddDays(3)))).ShouldBe(before);
        before.ShouldContain("\"handler\":\"orrery\"");
    }
}
