using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Coc.Integration.Cases;

/// <summary>While another service takes its time to answer, somebody writes in the case: that is no reason for a command to be refused, nor to ask again.</summary>
public sealed class SlowNeighbours(CasesApp cases) : IClassFixture<CasesApp>
{
    private int asked;
    private int writing;

    [Fact]
    public async Task A_case_is_offered_whoever_writes_in_it_while_Liaison_answers()
    {
        var id = await OpenedAsync();
        Slow("POST /internal/handling/orrery", CasesApp.Orrery, id);

        var offered = await cases.As("ira").DoAsync(id, "transfers", new { to = "orrery", share = "summary" });

        ((string)offered["transfer"]!["to"]!).ShouldBe("orrery");
        asked.ShouldBe(1);
    }

    [Fact]
    public async Task What_changed_meanwhile_for_what_was_asked_is_asked_again()
    {
        var (report, person) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno");
        var (more, _) = await cases.RouteAsync(person: person);
        await cases.TakeUpAsync(more, "sextant", "ira", "juno");
        cases.App.Neighbours.Serve("POST /internal/handling/orrery", async context =>
        {
            if (Interlocked.Increment(ref asked) == 1)
            {
                await cases.As("juno").DoAsync(id, "link-reports", new { report = more });
                await cases.As("juno").DoAsync(id, "risk-factors", new { factor = "suspectedLawViolation", present = true }); // now a rule names who is to have it
            }

            await context.Response.WriteAsJsonAsync(CasesApp.Orrery, Json.Options);
        });

        await cases.As("ira").DoAsync(id, "transfers", new { to = "orrery", share = "summary" });

        asked.ShouldBe(2);
        var consents = cases.App.Neighbours.Asked.Select(a => a.Route).ToList();
        consents.ShouldContain($"GET /internal/reports/{more}/consents");
    }

    [Fact]
    public async Task What_a_reporter_takes_back_while_somebody_writes_is_taken_back_before_the_case_hears_of_it()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno");
        cases.App.Neighbours.Answer("POST /internal/handling/orrery", CasesApp.Orrery);
        cases.App.Neighbours.Serve($"GET /internal/reports/{report}/consents", async context =>
        {
            var first = Interlocked.Increment(ref asked) == 1;
            if (first)
            {
                await cases.As("juno").DoAsync(id, "notes", new { text = "meanwhile" });
            }

            await context.Response.WriteAsJsonAsync(new ReportConsents(report, [new("foundation", first ? "yes" : "no")]), Json.Options);
        });

        (await cases.As("ira").RefusedAsync(id, "transfers", new { to = "orrery", share = "summary" })).ShouldBe("noConsent");
    }

    [Fact]
    public async Task What_a_reporter_takes_back_after_Intake_answered_and_before_it_is_written_is_taken_back()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno");
        cases.App.Neighbours.Answer("POST /internal/handling/orrery", CasesApp.Orrery);
        cases.App.Neighbours.Serve($"GET /internal/reports/{report}/consents", async context =>
        {
            var first = Interlocked.Increment(ref asked) == 1;
            if (first)
            {
                await cases.HandAsync(new ReporterWrote(cases.Origin(), report, Guid.NewGuid(), "consent"));
            }

            await context.Response.WriteAsJsonAsync(new ReportConsents(report, [new("foundation", first ? "yes" : "no")]), Json.Options);
        });

        (await cases.As("ira").RefusedAsync(id, "transfers", new { to = "orrery", share = "summary" })).ShouldBe("noConsent");
        (await cases.ScalarAsync($"select count(*) from mt.mt_events where stream_id = '{id}' and type = 'case_offered'")).ShouldBe(0L);
    }

    [Fact]
    public async Task What_is_open_is_handed_on_whoever_writes_meanwhile()
    {
        var (id, now) = (await OpenedAsync(), cases.Now);
        Slow("GET /internal/bodies/sextant/duty", new BodyDuty("sextant", [new(CasesApp.SeatOf("ira", "sextant"), now.AddHours(-9), now.AddHours(15)), new(CasesApp.SeatOf("juno", "sextant"), now.AddHours(15), now.AddHours(39))]), id);

        var handed = await cases.As("ira").DoAsync(id, "hand-on", new { text = "Two witnesses wait." });

        ((Guid)handed["handingOn"]!["to"]!).ShouldBe(CasesApp.SeatOf("juno", "sextant"));
    }

    private async Task<Guid> OpenedAsync() => await cases.TakeUpAsync((await cases.RouteAsync()).Report, "sextant", "ira", "juno");

    // Each time it is asked, a note is written first; the note itself may make it be asked.
    private void Slow(string route, object answer, Guid id) => cases.App.Neighbours.Serve(route, async context =>
    {
        if (Interlocked.Exchange(ref writing, 1) == 0)
        {
            Interlocked.Increment(ref asked);
            await cases.As("juno").DoAsync(id, "notes", new { text = "meanwhile" });
            Interlocked.Exchange(ref writing, 0);
        }

        await context.Response.WriteAsJsonAsync(answer, answer.GetType(), Json.Options);
    });
}
