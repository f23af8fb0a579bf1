using System.Text.Json.Nodes;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.Contracts.Liaison;
using Coc.Contracts.Sanctions;

namespace Coc.Integration.Cases;

/// <summary>J10, R20: two cases in two tenants; what one tells the other is written beside, and nobody reads across.</summary>
public sealed class HandlingJointly(CasesApp cases) : IClassFixture<CasesApp>
{
    private const string Canary = "CANARYofmeridian";

    [Fact]
    public async Task Acting_alone_informs_the_foundation_in_its_own_tenant_and_owes_it_a_summary()
    {
        var (report, lead) = await OpenAsync();
        (await cases.ItemAsync("ada", report, "orrery")).ShouldBeNull();

        var alone = await Maya.DoAsync(lead, "joint", new { mode = "alone", ground = "resolvedByConversation" });
        ((string)alone["joint"]!["ground"]!).ShouldBe("resolvedByConversation");
        (await Maya.DoAsync(lead, "joint", new { mode = "alone", ground = "resolvedByConversation" }))["version"]!.ToString().ShouldBe(alone["version"]!.ToString(), "a second click");

        var id = await TakeUpAsync(report);
        id.ShouldNotBe(lead);
        var (_, told) = await Ada.GetAsync($"/api/cases/{id}");
        ((string)told["joint"]!["with"]!).ShouldBe("meridian");
        ((string)told["joint"]!["mode"]!).ShouldBe("alone");
        told["allowed"]!.AsArray().Select(a => (string)a!).ShouldBe(["conflict-statements", "notes", "summary", "follow-up"], ignoreOrder: true);
        (await Ada.GetAsync($"/api/cases/{id}/reports/{report}")).Status.ShouldBe(404);
        (await Ada.RefusedAsync(id, "triage", new { impact = "low", risk = "low" })).ShouldBe("informedOnly");

        await Maya.DoAsync(lead, "summary", new { text = $"We spoke with both. {Canary}" });

        ((string)(await Ada.GetAsync($"/api/cases/{id}")).Json["joint"]!["summaries"]![0]!["text"]!).ShouldContain(Canary);
        ((string)(await Ada.GetAsync($"/api/cases/{id}")).Json["subjects"]![0]!["codeName"]!).ShouldStartWith("orrery-");
        ((long)(await cases.ScalarAsync($"select count(*) from mt.mt_events where data::text like '%{Canary}%'"))!).ShouldBe(0);
        ((long)(await cases.ScalarAsync($"select count(distinct tenant_id) from mt.mt_events where type in ('summary_sent', 'summary_received') and stream_id in ('{lead}', '{id}')"))!).ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_reads_across()
    {
        var (report, lead) = await OpenAsync();
        await Maya.DoAsync(lead, "joint", new { mode = "alone", ground = "vendorOnly" });
        var id = await TakeUpAsync(report);
        await Ada.DoAsync(id, "notes", new { text = "Ours alone." });
        await Maya.DoAsync(lead, "notes", new { text = "Theirs alone." });

        foreach (var (who, other) in new[] { (Maya, id), (Staff, id), (Ada, lead), (cases.As("bo", "orrery"), id) })
        {
            (await who.GetAsync($"/api/cases/{other}")).Status.ShouldBe(404);
            (await who.GetAsync($"/api/cases/{other}/history")).Status.ShouldBe(404);
            foreach (var command in new[] { "joint", "summary", "follow-up", "notes" })
            {
                (await who.PostAsync($"/api/cases/{other}/{command}", new { text = "x", mode = "together" })).Status.ShouldBe(404);
            }
        }

        (await Maya.GetAsync($"/api/cases/{lead}")).Json.ToJsonString().ShouldNotContain(id.ToString());
        (await Ada.GetAsync($"/api/cases/{id}")).Json.ToJsonString().ShouldNotContain(lead.ToString());
        (await Maya.GetAsync("/api/bodies/orrery/cases")).Status.ShouldBe(404);
        (await Staff.GetAsync("/api/bodies/orrery/conflict-requests")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_follow_up_opens_the_report_to_the_foundation_and_a_stale_click_is_412()
    {
        var (report, lead) = await OpenAsync();
        await Maya.DoAsync(lead, "joint", new { mode = "alone", ground = "immediateHarm" });
        var id = await TakeUpAsync(report);
        var version = (long)(await Ada.GetAsync($"/api/cases/{id}")).Json["version"]!;
        await Ada.DoAsync(id, "notes", new { text = "To be followed up." });
        (await Ada.SendAsync(HttpMethod.Post, $"/api/cases/{id}/follow-up", new { }, ("If-Match", $"\"{version}\""))).Status.ShouldBe(412);

        var open = await Ada.DoAsync(id, "follow-up");

        ((bool)open["joint"]!["followedUp"]!).ShouldBeTrue();
        ((string)open["joint"]!["limitedTo"]!).ShouldBe("onlineSpaces");
        (await Ada.RefusedAsync(id, "follow-up")).ShouldBe("alreadyFollowedUp");
        (await Ada.RefusedAsync(id, "acknowledge", new { message = "again" })).ShouldBe("alreadyAcknowledged");
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}", Content(report));
        (await Ada.GetAsync($"/api/cases/{id}/reports/{report}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task What_turns_out_to_be_urgent_where_it_is_led_the_other_panel_learns_with_the_same_click_and_once()
    {
        var (report, lead) = await OpenAsync();
        await Maya.DoAsync(lead, "joint", new { mode = "together" });
        var id = await TakeUpAsync(report);
        var before = (await Ada.GetAsync($"/api/cases/{id}")).Json;
        ((string)before["urgency"]!, before["minor"]).ShouldBe(("normal", null));

        await Maya.DoAsync(lead, "minor", new { });

        var after = (await Ada.GetAsync($"/api/cases/{id}")).Json;
        ((string)after["urgency"]!).ShouldBe("urgent");
        ((string)after["minor"]!["since"]!).ShouldBe((string)(await Maya.GetAsync($"/api/cases/{lead}")).Json["minor"]!["since"]!);
        after["clocks"]!.AsArray().Select(c => (string)c!["kind"]!).ShouldContain("safeguarding");
        ((long)(await cases.ScalarAsync($"select count(distinct correlation_id) from mt.mt_events where type = 'minor_noted' and stream_id in ('{lead}', '{id}')"))!).ShouldBe(1, "one click");
        await Maya.DoAsync(lead, "notes", new { text = "Asked." });
        ((long)(await cases.ScalarAsync($"select count(*) from mt.mt_events where type in ('minor_noted', 'urgency_raised') and stream_id = '{id}'"))!).ShouldBe(2);
    }

    [Theory]
    [InlineData("joint", """{}""")]
    [InlineData("joint", """{"mode":"alone"}""")]
    [InlineData("joint", """{"mode":"alone","ground":"because"}""")]
    [InlineData("joint", """{"mode":"together","ground":"vendorOnly"}""")]
    [InlineData("joint", """{"mode":7}""")]
    [InlineData("summary", """{}""")]
    [InlineData("summary", """{"text":" "}""")]
    public async Task What_cannot_be_is_400_and_nothing_is_applied(string command, string body)
    {
        var (_, lead) = await OpenAsync();
        await Maya.DoAsync(lead, "joint", new { mode = "alone", ground = "vendorOnly" });
        var before = (long)(await Maya.GetAsync($"/api/cases/{lead}")).Json["version"]!;

        (await Maya.PostAsync($"/api/cases/{lead}/{command}", JsonNode.Parse(body))).Status.ShouldBe(400);

        ((long)(await Maya.GetAsync($"/api/cases/{lead}")).Json["version"]!).ShouldBe(before);
    }

    [Fact]
    public async Task Event_staff_works_the_joint_case_and_a_case_that_is_not_joint_does_not_exist_for_it()
    {
        var (report, lead) = await OpenAsync();
        (await Staff.GetAsync($"/api/cases/{lead}")).Status.ShouldBe(404); // before the conflict answer
        var request = await cases.RequestAsync("events", report, "meridian", "eventStaff");
        ((Guid)(await Staff.PostAsync($"/api/conflict-requests/{request}/answer", new { answer = "none" })).Json["case"]!).ShouldBe(lead);

        (await Staff.GetAsync("/api/bodies/meridian/cases")).Json["items"]!.AsArray().Select(c => (Guid)c!["id"]!).ShouldContain(lead);
        await Staff.DoAsync(lead, "notes", new { text = "He was at the door." });
        (await Staff.RefusedAsync(lead, "joint", new { mode = "together" })).ShouldBe("noVote");
        (await Staff.RefusedAsync(lead, "transfers", new { to = "orrery", share = "all" })).ShouldBe("noVote");

        var (other, _) = await cases.RouteAsync(Meridian with { Seats = [.. Meridian.Seats.Where(s => s.Role == "member")] });
        var notJoint = await TakeUpAsync(other, "meridian", "maya");
        (await Staff.GetAsync($"/api/cases/{notJoint}")).Status.ShouldBe(404);
        (await Staff.GetAsync("/api/bodies/meridian/conflict-requests")).Json.ToJsonString().ShouldNotContain(other.ToString());
        (await Staff.GetAsync("/api/bodies/meridian/cases")).Json.ToJsonString().ShouldNotContain(notJoint.ToString());
    }

    [Fact]
    public async Task Event_staff_see_no_page_and_nothing_that_was_written_to_one_or_came_from_it()
    {
        var (report, lead) = await OpenAsync();
        var affected = Guid.NewGuid();
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/affected-knowledge", new AffectedKnowledge(report, true, [new(affected, false, "yes")]));
        cases.App.Neighbours.Answer<AffectedPageRequest>("POST /internal/affected", _ => new AffectedPageAnswer("AAAA-BBBB-CCCC-DDDD-FFFF"));
        var asked = new List<IReadOnlyList<Guid>>();
        cases.App.Neighbours.Answer<EvidenceOfCase>("POST /internal/evidence/of-case", q =>
        {
            asked.Add(q.Reports);
            return new EvidenceList([]);
        });
        (await Staff.PostAsync($"/api/conflict-requests/{await cases.RequestAsync("events", report, "meridian", "eventStaff")}/answer", new { answer = "none" })).Status.ShouldBe(200);
        await Maya.DoAsync(lead, "affected-codes", new { affected });
        foreach (var kind in new[] { "entered", "withdrawal" })
        {
            await cases.HandAsync(new ReporterWrote(cases.Origin(), affected, Guid.NewGuid(), kind));
        }

        await Maya.DoAsync(lead, "messages", new { report = affected, text = "CANARYtothepage" });

        var (status, seen) = await Staff.GetAsync($"/api/cases/{lead}");

        status.ShouldBe(200);
        seen["affected"]!.AsArray().ShouldBeEmpty();
        foreach (var telling in new[] { affected.ToString(), "CANARYtothepage", "withdrawnByReporter" })
        {
            seen.ToJsonString().ShouldNotContain(telling);
        }

        (await Maya.GetAsync($"/api/cases/{lead}")).Json.ToJsonString().ShouldContain("CANARYtothepage");
        (await Staff.GetAsync($"/api/cases/{lead}/reports/{affected}")).Status.ShouldBe(404);
        (await Staff.PostAsync($"/api/cases/{lead}/messages", new { report = affected, text = "t" })).Status.ShouldBe(400);
        (await Staff.GetAsync($"/api/cases/{lead}/evidence")).Status.ShouldBe(200);
        asked[^1].ShouldBe([report]);
        await Maya.GetAsync($"/api/cases/{lead}/evidence");
        asked[^1].ShouldBe([report, affected]);
    }

    [Fact]
    public async Task An_emergency_measure_waits_for_its_case_and_is_acting_alone()
    {
        var report = Guid.NewGuid();
        var taken = new EmergencyTaken(
            cases.Origin(), Guid.NewGuid(), report, Guid.NewGuid(), "escortOut", ["event:orrerycon"], cases.Now.AddHours(20), true, CasesApp.SeatOf("events", "meridian", "eventStaff"),
            Guid.NewGuid(), cases.Now);
        await cases.HandAsync(taken);

        var (_, lead) = await OpenAsync(report);

        var seen = await EventuallyAsync(async () => (await Maya.GetAsync($"/api/cases/{lead}")).Json is { } json && json["interim"]!.AsArray().Count == 1 && (string)json["joint"]!["mode"]! == "alone" ? json : null);
        ((Guid)seen["interim"]![0]!["id"]!).ShouldBe(taken.Measure);
        ((string)seen["joint"]!["ground"]!).ShouldBe("immediateHarm");
        seen["clocks"]!.AsArray().Select(c => (string)c!["kind"]!).ShouldContain("measureReview");
        await cases.HandAsync(taken with { Origin = cases.Origin() });
        await EventuallyAsync(async () => (long)(await cases.ScalarAsync("select count(*) from app.emergencies"))! == 0 ? "" : null);
        (await Maya.GetAsync($"/api/cases/{lead}")).Json["interim"]!.AsArray().Count.ShouldBe(1);
        await TakeUpAsync(report); // the foundation was informed
    }

    private Asking Maya => cases.As("maya", "meridian");

    private Asking Ada => cases.As("ada", "orrery");

    private Asking Staff => cases.As("events", "meridian", "eventStaff");

    private static HandlingBody Meridian => CasesApp.Body("meridian", "maya", "milo") is var body
        ? body with
        {
            Kind = "parent", Foundation = "meridian", Parent = null,
            Seats = [.. body.Seats, new HandlingSeat(CasesApp.SeatOf("events", "meridian", "eventStaff"), Guid.NewGuid(), "eventStaff", false, "appointed", 1)],
        }
        : throw new InvalidOperationException();

    private async Task<(Guid Report, Guid Lead)> OpenAsync(Guid? known = null)
    {
        var report = known ?? Guid.NewGuid();
        cases.App.Neighbours.Answer($"GET /internal/routings/{report}/meridian", Meridian);
        cases.App.Neighbours.Answer("POST /internal/handling/orrery", CasesApp.Orrery);
        cases.App.Neighbours.Answer(
            $"GET /internal/reports/{report}/conflict-view", new ConflictView(report, cases.Now, [], "orrerycon", [new StatedPerson(["event:rex"], "Rex", null)], []));
        await cases.HandAsync(new ReportRouted(
            cases.Origin(Guid.NewGuid()), report, "meridian", "J10", "jointEvent", cases.Now, "normal", [], "orrerycon", [new IdentifiedSubject(0, Guid.NewGuid(), "claimed")], JointWith: "orrery"));
        return (report, await TakeUpAsync(report, "meridian", "maya"));
    }

    private async Task<Guid> TakeUpAsync(Guid report, string body = "orrery", string name = "ada")
    {
        await EventuallyAsync(() => cases.ItemAsync(name, report, body));
        return await cases.TakeUpAsync(report, body, name);
    }

    private static async Task<T> EventuallyAsync<T>(Func<Task<T?>> find) where T : class
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            if (await find() is { } found)
            {
                return found;
            }

            await tick.WaitForNextTickAsync(deadline.Token);
        }
    }

    private ReportContent Content(Guid report) => new(
        report, cases.Now, "transcribed", "report", "normal", [], "orrerycon", [], "What was told.", null, null, null, null, false, null, null, [], [], new StatedReporter("named", "Ana", "by phone", true), []);
}
