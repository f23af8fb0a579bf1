using System.Net;
using System.Net.Http.Json;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.Integration.Intake;
using Coc.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Coc.Integration.Cases;

/// <summary>Intake and Cases as they are, and no broker: whom a reporter excludes reads nothing of the case from when the reporter is answered (P11).</summary>
public sealed class ExcludingAtOnce(CasesApp cases, IntakeApp intake) : IClassFixture<CasesApp>, IClassFixture<IntakeApp>
{
    private const string Route = "/internal/cases/excluded";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_any_message_the_case_and_all_ways_to_it_are_closed_when_the_reporter_is_answered()
    {
        var (report, receipt, id) = await TakenUpAsync(forwards: true);
        (await cases.ItemAsync("mo", report)).ShouldNotBeNull();

        (await ExcludeAsync(receipt, "Juno Sextant", "Mo Sextant")).ShouldBe(HttpStatusCode.Created);

        var juno = cases.As("juno");
        foreach (var path in new[] { $"/api/cases/{id}", $"/api/cases/{id}/history", $"/api/cases/{id}/reads", $"/api/cases/{id}/reports/{report}", $"/api/cases/{id}/evidence" })
        {
            (await juno.GetAsync(path)).Status.ShouldBe(404, path);
        }

        (await juno.PostAsync($"/api/cases/{id}/notes", new { text = "still here" })).Status.ShouldBe(404);
        (await juno.GetAsync("/api/bodies/sextant/cases?limit=200")).Json.ToJsonString().ShouldNotContain(id.ToString());
        (await cases.ItemAsync("mo", report)).ShouldBeNull();
        (await cases.As("ira").GetAsync($"/api/cases/{id}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_message_that_comes_later_finds_it_done()
    {
        var (report, receipt, id) = await TakenUpAsync(forwards: true);
        await ExcludeAsync(receipt, "Juno Sextant");
        var before = await EventsAsync(id);
        var entry = (Guid)(await intake.ScalarAsync($"select id from mt.mt_events where type = 'reporter_excluded' and stream_id = '{report}'"))!;
        (await cases.ScalarAsync($"select count(*) from mt.mt_events where stream_id = '{id}' and type = 'seat_left' and causation_id = '{entry}'")).ShouldBe(1L, "caused by what the reporter said, as after the message");

        await cases.HandAsync(new ReporterWrote(cases.Origin(), report, entry, "exclusion"));

        (await EventsAsync(id)).ShouldBe(before);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_reporter_said_is_kept_also_where_Cases_does_not_answer_and_then_the_message_closes_it(bool silent)
    {
        var (report, receipt, id) = await TakenUpAsync(forwards: false);
        intake.App.Neighbours.Silent = silent; // cut off; else it fails
        try
        {
            (await ExcludeAsync(receipt, "Juno Sextant")).ShouldBe(HttpStatusCode.Created);
        }
        finally
        {
            intake.App.Neighbours.Silent = false;
        }

        (await cases.As("juno").GetAsync($"/api/cases/{id}")).Status.ShouldBe(200);
        await cases.HandAsync(new ReporterWrote(cases.Origin(), report, Guid.NewGuid(), "exclusion"));
        (await cases.As("juno").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Nobody_else_may_say_so_and_of_what_has_no_case_nothing_is_told()
    {
        var told = new ExclusionTold(Guid.NewGuid(), Guid.NewGuid(), [Guid.NewGuid()]);
        foreach (var service in new[] { "sanctions", "ledger", "liaison", "identity", "gateway" })
        {
            (await new Asking(cases.App.AsService(service)).PostAsync(Route, told)).Status.ShouldBe(404, service);
        }

        (await cases.As("ira").PostAsync(Route, told)).Status.ShouldNotBe(204);
        (await new Asking(cases.App.AsService("intake")).PostAsync(Route, told)).Status.ShouldBe(204);
    }

    private async Task<long> EventsAsync(Guid id) => (long)(await cases.ScalarAsync($"select count(*) from mt.mt_events where stream_id = '{id}'"))!;

    private async Task<HttpStatusCode> ExcludeAsync(string receipt, params string[] names)
    {
        using var http = intake.App.AsReceipt(receipt);
        http.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var response = await http.PostAsJsonAsync("/api/receipt/exclusions", new { exclude = names.Select(n => new { name = n }) }, Token);
        return response.StatusCode;
    }

    private async Task<(Guid Report, string Receipt, Guid Case)> TakenUpAsync(bool forwards)
    {
        intake.App.Neighbours.Answer<TiesQuestion>("POST /internal/ties/match", _ => new TiesAnswer([], []));
        intake.App.Neighbours.Serve("POST " + Route, context => forwards ? ForwardAsync(context) : FailAsync(context));
        cases.App.Neighbours.Serve("POST /internal/set-aside/sextant", LiaisonAsync);
        var (report, receipt) = await intake.FileAsync(new { description = "d", projects = new[] { "sextant" }, subjects = new[] { new { accounts = new[] { "github:skyline" } } } });
        await cases.RouteAsync(reported: report);
        return (report, receipt, await cases.TakeUpAsync(report, "sextant", "ira", "juno"));
    }

    private async Task ForwardAsync(HttpContext context)
    {
        using var http = cases.App.AsService("intake");
        using var answer = await http.PostAsJsonAsync(Route, await context.ReadAsync<ExclusionTold>(), Json.Options, Token);
        context.Response.StatusCode = (int)answer.StatusCode;
    }

    private static Task FailAsync(HttpContext context)
    {
        context.Response.StatusCode = 500;
        return Task.CompletedTask;
    }

    // Compares as Liaison does: Intake says who is meant.
    private async Task LiaisonAsync(HttpContext context)
    {
        var aside = new List<Guid>();
        CandidateSeat[] seats = [.. new[] { "Ira", "Juno", "Kai", "Lou", "Mo" }.Select(n => new CandidateSeat(CasesApp.SeatOf(n.ToLowerInvariant(), "sextant"), Guid.NewGuid(), $"{n} Sextant", null, []))];
        using var http = intake.App.AsService("liaison");
        foreach (var report in (await context.ReadAsync<HandlingQuestion>()).Reports)
        {
            using var answer = await http.PostAsJsonAsync($"/internal/reports/{report}/set-aside", new SetAsideQuestion(seats), Json.Options, Token);
            aside.AddRange((await answer.Content.ReadFromJsonAsync<SetAsideAnswer>(Json.Options, Token))!.Seats);
        }

        await context.Response.WriteAsJsonAsync(new BodySetAside(aside), Json.Options);
    }
}
