using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.EventStore;
using Coc.Integration.Fixtures;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Routing;
using Coc.Platform;
using Coc.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Liaison;

/// <summary>Whom a committee found out, and no report names, learns of it through Liaison no more than whom a report names (P1, P7, P15).</summary>
public sealed class PeopleFoundOut : IClassFixture<LiaisonApp>, IDisposable
{
    private const string Bo = "github:bo-orrery";
    private const string Eun = "github:eun-orrery";
    private readonly LiaisonApp liaison;

    public PeopleFoundOut(LiaisonApp liaison)
    {
        this.liaison = liaison;
        liaison.App.Neighbours.Answer<CodeNameQuestion>("POST /internal/code-names", q => new CodeNameAnswer([.. q.Persons.Select(_ => "Grey Heron")]));
    }

    private CasesNaming Cases => liaison.App.Neighbours.Naming;

    private DateTimeOffset Now => liaison.App.Services.GetRequiredService<DomainClock>().GetUtcNow();

    public void Dispose() => Cases.IsSilent = false;

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // the committee opened it itself
    public async Task A_notice_is_not_there_for_who_was_found_out_later(bool reported)
    {
        var (notice, inCase) = (Guid.NewGuid(), Guid.NewGuid());
        await liaison.HandAsync(new IncidentNoticed(LiaisonApp.Origin("sextant", Now), notice, inCase, reported ? [Reported()] : [], "orrery", Guid.NewGuid(), "harassment"));
        (await NoticesAsync("bo")).ShouldContain(notice);

        Cases.FoundOut(inCase, Bo);

        (await NoticesAsync("bo")).ShouldNotContain(notice);
        (await NoticesAsync("ada")).ShouldContain(notice);
    }

    [Fact]
    public async Task Of_a_notice_from_before_its_case_was_noted_the_reports_say_whom_it_is_about()
    {
        var (notice, report) = (Guid.NewGuid(), Reported());
        await liaison.HandAsync(new IncidentNoticed(LiaisonApp.Origin("sextant", Now), notice, Guid.NewGuid(), [report], "orrery", Guid.NewGuid(), "harassment"));
        await liaison.App.Services.GetRequiredService<IEventStore>().AppendAsync(
            new Append([], new EventContext(Now, Guid.NewGuid(), null, "system")) { Statements = [new StoreStatement("orrery", "update app.incident_notices set case_id = null where tenant_id = $1 and notice = $2", "orrery", notice)] },
            TestContext.Current.CancellationToken);

        Cases.FoundOut(report, Bo);

        (await NoticesAsync("bo")).ShouldNotContain(notice);
    }

    [Theory]
    [InlineData(Bo, "meridian")]
    [InlineData("github:rex", "orrery")]
    public async Task A_notice_about_somebody_of_the_foundation_who_was_found_out_goes_to_the_parent(string account, string reader)
    {
        var (notice, inCase) = (Guid.NewGuid(), Guid.NewGuid());
        Cases.FoundOut(inCase, account);

        await liaison.HandAsync(new IncidentNoticed(LiaisonApp.Origin("sextant", Now), notice, inCase, [Reported()], "orrery", Guid.NewGuid(), "harassment"));

        (await liaison.ScalarAsync($"select reader from app.incident_notice_readers where notice = '{notice}'")).ShouldBe(reader);
        var resolved = Guid.NewGuid();
        Cases.FoundOut(resolved, account);
        await liaison.HandAsync(new ResolutionNoticed(LiaisonApp.Origin("sextant", Now), resolved, "orrery", "violation", [], []));
        (await liaison.ScalarAsync($"select tenant_id from app.incident_notices where notice = '{Ids.V5(resolved, "resolution")}'")).ShouldBe(reader);
    }

    [Fact]
    public async Task Without_an_answer_a_notice_goes_to_nobody_yet_and_nobody_reads_one()
    {
        var notice = new IncidentNoticed(LiaisonApp.Origin("sextant", Now), Guid.NewGuid(), Guid.NewGuid(), [Reported()], "orrery", Guid.NewGuid(), "harassment");
        Cases.IsSilent = true;
        await Should.ThrowAsync<HttpRequestException>(() => liaison.HandAsync(notice));
        (await liaison.ScalarAsync($"select count(*) from app.incident_notices where notice = '{notice.Notice}'")).ShouldBe(0L);

        Cases.IsSilent = false;
        await liaison.HandAsync(notice); // retried
        (await NoticesAsync("ada")).ShouldContain(notice.Notice);
        Cases.IsSilent = true;
        (await liaison.As("ada", "orrery").GetAsync("/api/bodies/orrery/incident-notices")).Status.ShouldBe(503);
    }

    [Fact]
    public async Task A_transfer_is_not_there_for_who_was_found_out_and_the_next_in_order_acts_as_chair()
    {
        var transfer = await OfferedAsync();
        Cases.FoundOut(transfer, Eun);
        TransferAcceptance? asked = null;
        liaison.App.Neighbours.Answer<TransferAcceptance>($"POST /internal/transfers/{transfer}/accept", a => (asked = a) is null ? null : new TransferOutcome(transfer, "accepted", Guid.NewGuid()));

        (await TransfersAsync("eun")).ShouldNotContain(transfer);
        foreach (var what in new[] { "accept", "refuse", "dispute" })
        {
            (await liaison.Eun.PostAsync($"/api/transfers/{transfer}/{what}", new { reason = "noPanel" })).Status.ShouldBe(404);
        }

        (await liaison.Eun.GetAsync($"/api/transfers/{transfer}")).Status.ShouldBe(404);
        (await TransfersAsync("ada")).ShouldContain(transfer);
        ((string?)(await liaison.As("ada", "orrery").PostAsync($"/api/transfers/{transfer}/accept")).Json["state"]).ShouldBe("accepted");
        asked!.Receiver.Seats.Select(s => s.Seat).ShouldNotContain(LiaisonApp.SeatOf("eun", "orrery"));
        asked.Receiver.Seats.Select(s => s.Seat).ShouldContain(LiaisonApp.SeatOf("bo", "orrery"));
    }

    [Fact]
    public async Task Without_an_answer_nobody_comes_through_the_door()
    {
        var transfer = await OfferedAsync();
        Cases.IsSilent = true;

        (await liaison.Eun.PostAsync($"/api/transfers/{transfer}/accept")).Status.ShouldBe(503);
        (await liaison.Eun.GetAsync($"/api/transfers/{transfer}")).Status.ShouldBe(503);
        (await liaison.Eun.GetAsync("/api/bodies/orrery/transfers")).Status.ShouldBe(503);
    }

    [Fact]
    public async Task Who_was_asked_about_the_first_case_answers_no_offer_of_its_appeal_but_may_have_made_it()
    {
        var transfer = await OfferedAsync();
        Cases.Asked(transfer, LiaisonApp.AccountOf("eun@orrery.example"), LiaisonApp.AccountOf("ira@sextant.example"));
        TransferAcceptance? asked = null;
        liaison.App.Neighbours.Answer<TransferAcceptance>($"POST /internal/transfers/{transfer}/accept", a => (asked = a) is null ? null : new TransferOutcome(transfer, "accepted", Guid.NewGuid()));

        (await TransfersAsync("eun")).ShouldNotContain(transfer);
        (await liaison.Eun.PostAsync($"/api/transfers/{transfer}/accept")).Status.ShouldBe(404);
        (await liaison.Ira.GetAsync($"/api/transfers/{transfer}")).Status.ShouldBe(200);
        ((string?)(await liaison.As("ada", "orrery").PostAsync($"/api/transfers/{transfer}/accept")).Json["state"]).ShouldBe("accepted");
        asked!.Receiver.Seats.Select(s => s.Seat).ShouldNotContain(LiaisonApp.SeatOf("eun", "orrery"));
        (await liaison.Eun.GetAsync($"/api/transfers/{transfer}")).Status.ShouldBe(200, "from now on its case says who sees it");
    }

    [Fact]
    public async Task Handed_back_it_is_theirs_again_who_had_it_but_not_whom_the_receiver_found_out()
    {
        var transfer = await OfferedAsync();
        liaison.App.Neighbours.Answer($"POST /internal/transfers/{transfer}/accept", new TransferOutcome(transfer, "accepted", Guid.NewGuid()));
        (await liaison.Eun.PostAsync($"/api/transfers/{transfer}/accept")).Status.ShouldBe(200);
        Cases.FoundOut(transfer, "github:kai-sextant");
        Cases.Asked(transfer, LiaisonApp.AccountOf("ira@sextant.example"));
        TransferReturn? asked = null;
        liaison.App.Neighbours.Answer<TransferReturn>($"POST /internal/transfers/{transfer}/return", r => (asked = r) is null ? null : new TransferOutcome(transfer, "returned", null));

        (await liaison.Eun.PostAsync($"/api/transfers/{transfer}/return", new { reason = "wrongBody" })).Status.ShouldBe(200);

        asked!.Sender.Seats.Select(s => s.Seat).ShouldBe([.. new[] { "ira", "juno", "lou", "mo" }.Select(n => LiaisonApp.SeatOf(n, "sextant"))]);
    }

    [Theory]
    [InlineData("ira juno kai lou", "orrery", "J6")]
    [InlineData("ira juno kai", "sextant", "J1")]
    public async Task They_do_not_count_when_the_rules_are_asked_again(string found, string body, string rule)
    {
        var (inCase, report) = (Guid.NewGuid(), Reported());
        Cases.FoundOut(inCase, found.Split(' ').Select(n => $"github:{n}-sextant"));

        await liaison.HandAsync(new JurisdictionFactsChanged(
            LiaisonApp.Origin("sextant", Now), inCase, [report], Now, ["sextant"], null, [], false, null, null, 1, new(0, 5, 5)));

        var evaluated = await EvaluatedAsync(inCase);
        (evaluated.Body, evaluated.Rule).ShouldBe((body, rule));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_several_reports_in_a_case_each_says_whether_other_communities_are_affected(bool affected)
    {
        var (inCase, first, linked) = (Guid.NewGuid(), Reported(), Reported());
        foreach (var (report, others) in new[] { (first, false), (linked, affected) })
        {
            await liaison.HandAsync(new ReportReceived(LiaisonApp.Origin("*intake*", Now), report, Guid.NewGuid(), Now, "report", "web", "normal", [], null, 1, others, null));
        }

        await liaison.HandAsync(new JurisdictionFactsChanged(LiaisonApp.Origin("orrery", Now), inCase, [first, linked], Now, [], null, [], false, null, null, 1, new(0, 5, 5)));

        (await EvaluatedAsync(inCase)).Rules.Single(r => r.Rule == "J9").Holds.ShouldBe(affected);
    }

    private async Task<CaseEvaluated> EvaluatedAsync(Guid inCase) => (await liaison.App.Services.GetRequiredService<IEventStore>().ReadAsync(
        new StreamKey(BodyStreams.Tenant, Ids.V5(inCase, "evaluation")), cancellationToken: TestContext.Current.CancellationToken)).Events.Select(e => e.Data).OfType<CaseEvaluated>().Single();

    private Guid Reported()
    {
        var report = Guid.NewGuid();
        liaison.SetAside(report);
        return report;
    }

    private async Task<Guid> OfferedAsync()
    {
        var transfer = Guid.NewGuid();
        await liaison.HandAsync(new TransferOffered(
            LiaisonApp.Origin("sextant", Now), transfer, Guid.NewGuid(), [Reported()], "sextant", "orrery", "J4", "Amber Kite", Now.AddHours(-1), Now.AddDays(3)));
        return transfer;
    }

    private Task<IReadOnlyList<Guid>> NoticesAsync(string who) => IdsAsync(who, "incident-notices");

    private Task<IReadOnlyList<Guid>> TransfersAsync(string who) => IdsAsync(who, "transfers");

    private async Task<IReadOnlyList<Guid>> IdsAsync(string who, string what)
    {
        var (status, list) = await liaison.As(who, "orrery").GetAsync($"/api/bodies/orrery/{what}?limit=200");
        status.ShouldBe(200, list.ToJsonString());
        return [.. list["items"]!.AsArray().Select(n => Guid.Parse((string)n!["id"]!))];
    }
}
