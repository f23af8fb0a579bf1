using System.Net;
using System.Net.Http.Json;
using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Integration.Cases;

/// <summary>Who only audits, and is somebody in a case, has a tie to them or was excluded, is matched like a seat of the panel and sees nothing of it (P1, P11).</summary>
public sealed class ScreeningAuditors : IClassFixture<CasesApp>
{
    private const string Liaison = "POST /internal/seats/set-aside";
    private static readonly TicketSeat Audits = new(Guid.NewGuid(), "sextant", "auditor", false);
    private readonly CasesApp cases;

    public ScreeningAuditors(CasesApp cases)
    {
        this.cases = cases;
        Say(_ => new BodySetAside([]));
    }

    [Fact]
    public async Task An_auditor_whom_nothing_concerns_sees_who_read_and_all_is_asked_about()
    {
        var (report, id) = await OpenAsync();
        SeatsSetAsideQuestion? asked = null;
        Say(q =>
        {
            asked = q;
            return new BodySetAside([]);
        });

        (await ReadsAsync(id)).ShouldBe(200);
        (await BarredAsync(id, report)).ShouldBeEmpty();

        asked!.Seats.ShouldBe([Audits.Id]);
        asked.About.Reports.ShouldBe([report]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // nobody would ever confirm what they may do
    public async Task Who_is_meant_by_its_reports_or_has_a_tie_has_neither_its_reads_nor_its_trail(bool softly)
    {
        var (report, id) = await OpenAsync();
        Say(q => !q.About.Reports.Contains(report) ? new BodySetAside([]) : softly ? new BodySetAside([], [Audits.Id]) : new BodySetAside([Audits.Id]));

        (await ReadsAsync(id)).ShouldBe(404);
        (await BarredAsync(id, report)).ShouldBe([id, report], ignoreOrder: true);
        (await ReadsAsync((await OpenAsync()).Case)).ShouldBe(200, "of another case they see who read");
    }

    [Fact]
    public async Task Whom_the_committee_found_out_and_who_was_too_close_before_is_asked_about_too()
    {
        var sextant = CasesApp.Sextant;
        var (report, _) = await cases.RouteAsync(sextant);
        await cases.As("kai").PostAsync($"/api/conflict-requests/{await cases.RequestAsync("kai", report)}/answer", new { answer = "hard" });
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno");
        cases.App.Neighbours.Answer<PersonStated>("POST /internal/persons/identify", _ => new PersonKnown(Guid.NewGuid()));
        await cases.As("ira").DoAsync(id, "subjects", new { add = true, accounts = new[] { "github:lark" }, identification = "claimed" });
        var kai = sextant.Seats.Single(s => s.Seat == CasesApp.SeatOf("kai", "sextant")).Account;
        Say(q => new BodySetAside(q.About.People!.Any(p => p.Accounts.Contains("github:lark")) && q.About.Accounts!.Contains(kai) ? [Audits.Id] : []));

        (await ReadsAsync(id)).ShouldBe(404);
    }

    [Fact]
    public async Task While_nobody_can_say_nothing_is_shown_and_it_does_not_tell_whether_there_is_anything()
    {
        var (report, id) = await OpenAsync();
        Say(_ => null);

        (await ReadsAsync(id)).ShouldBe(503);
        (await ReadsAsync(Guid.NewGuid())).ShouldBe(503);
        (await VisibleAsync(id, report)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await cases.As("ira").GetAsync($"/api/cases/{id}/reads")).Status.ShouldBe(200, "nobody is asked about who does not audit");
    }

    private void Say(Func<SeatsSetAsideQuestion, object?> answer) => cases.App.Neighbours.Answer(Liaison, answer);

    private async Task<(Guid Report, Guid Case)> OpenAsync()
    {
        var (report, _) = await cases.RouteAsync();
        return (report, await cases.TakeUpAsync(report, "sextant", "ira", "juno"));
    }

    private async Task<int> ReadsAsync(Guid id) => (await new Asking(cases.App.As(new Caller(CallerKind.Seat, Guid.NewGuid().ToString(), [Audits]))).GetAsync($"/api/cases/{id}/reads")).Status;

    private async Task<IReadOnlyList<Guid>> BarredAsync(params Guid[] things) => (await (await VisibleAsync(things)).Content.ReadFromJsonAsync<VisibleAnswer>(Json.Options))!.Barred!;

    private Task<HttpResponseMessage> VisibleAsync(params Guid[] things) =>
        cases.App.AsService("ledger", $"seat:{Audits.Id}").PostAsJsonAsync("/internal/visible", new VisibleQuestion([new(Audits.Id, Audits.Body, Audits.Role)], things), Json.Options);
}
