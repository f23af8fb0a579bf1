using System.Net;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.Integration.Fixtures;
using Coc.Platform.Security;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>Who wished to be told before an end is told seven days ahead (P14); a class of its own, because it moves the clock.</summary>
public sealed class TellingAhead(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private readonly string account = $"github:{Guid.NewGuid():N}";

    [Fact]
    public async Task A_term_is_told_seven_days_before_it_ends()
    {
        var decided = await DecidedAsync("automatic", TimeSpan.FromDays(30));
        sanctions.Clock.Offset += TimeSpan.FromDays(22);
        (await AnnouncedAsync(decided)).ShouldBe(0);

        sanctions.Clock.Offset += TimeSpan.FromDays(2);

        await Eventually.TrueAsync(async () => await AnnouncedAsync(decided) == 1, "nobody is told");
    }

    [Fact]
    public async Task A_lift_by_the_panel_waits_for_who_wished_to_be_told_and_an_overturned_one_does_not()
    {
        var decided = await DecidedAsync("onRequest", TimeSpan.FromDays(300));
        Wish(decided);
        await LiftAsync(decided, Ira, HttpStatusCode.Accepted);
        await LiftAsync(decided, Juno, HttpStatusCode.OK);
        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("suspended");
        (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetProperty("liftFrom").GetDateTimeOffset().ShouldBe(sanctions.Clock.GetUtcNow().AddDays(7), TimeSpan.FromMinutes(2));
        await Eventually.TrueAsync(async () => await AnnouncedAsync(decided) == 1, "nobody is told");

        sanctions.Clock.Offset += TimeSpan.FromDays(8);
        await Eventually.TrueAsync(async () => (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetProperty("state").GetString() == "lifted", "it is never lifted");
        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("clear");

        var wrong = await DecidedAsync("onRequest", TimeSpan.FromDays(300));
        Wish(wrong);
        await sanctions.SayAsync(new Contracts.Cases.SanctionsOverturned(Origin(), wrong.Case, [wrong.Sanction], "overturned"));
        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("clear");
    }

    [Fact]
    public async Task A_return_is_from_a_week_later_on_and_a_step_before_is_refused()
    {
        var decided = await DecidedAsync("onRequest", TimeSpan.FromDays(300));
        var request = Guid.NewGuid();
        await sanctions.SayAsync(new ReadmissionAsked(Origin("*intake*") with { At = sanctions.Clock.GetUtcNow() }, Guid.NewGuid(), request, decided.Sanction));
        Wish(decided);
        var path = $"/api/sanctions/{decided.Sanction}/readmission-requests/{request}/decide";
        (await sanctions.PostAsync(Ira, path, new { outcome = "returnInSteps", reasons = "x", steps = new[] { new { from = sanctions.Clock.GetUtcNow().AddDays(6) } } })).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        (await sanctions.PostAsync(Ira, path, new { outcome = "return", reasons = "Welcome." })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await sanctions.PostAsync(Juno, path, new { outcome = "return", reasons = "Welcome." })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("suspended");
        await Eventually.TrueAsync(async () => await AnnouncedAsync(decided) == 1, "nobody is told");
        sanctions.Clock.Offset += TimeSpan.FromDays(8);
        await Eventually.TrueAsync(async () => (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetProperty("state").GetString() == "ended", "they do not come back");
    }

    [Fact]
    public async Task Where_nobody_can_say_whether_somebody_wishes_so_nothing_is_let_go()
    {
        var decided = await DecidedAsync("onRequest", TimeSpan.FromDays(300));
        sanctions.App.Neighbours.Answer<object>($"GET /internal/told-ahead/{decided.Sanction}", _ => throw new InvalidOperationException("away"));

        await LiftAsync(decided, Ira, HttpStatusCode.ServiceUnavailable);
    }

    private Task<Decided> DecidedAsync(string readmission, TimeSpan lasts) => DecidedAsync(readmission, lasts, sanctions.ReportAsync(account));

    private async Task<Decided> DecidedAsync(string readmission, TimeSpan lasts, Task<IReadOnlyList<Guid>> persons) =>
        await sanctions.DecideAsync((await persons).Single(), lasts: lasts, permission: "danger", readmission: readmission);

    private void Wish(Decided decided) => sanctions.App.Neighbours.Answer($"GET /internal/told-ahead/{decided.Sanction}", new AheadAnswer(true));

    private async Task LiftAsync(Decided decided, Caller seat, HttpStatusCode answers)
    {
        using var answer = await sanctions.PostAsync(seat, $"/api/sanctions/{decided.Sanction}/lift");
        answer.StatusCode.ShouldBe(answers);
    }

    private async Task<long> AnnouncedAsync(Decided decided)
    {
        await using var command = sanctions.App.Daemon.CreateCommand("select count(*) from mt.mt_events where type = 'end_announced' and stream_id = $1");
        command.Parameters.AddWithValue(decided.Sanction);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
