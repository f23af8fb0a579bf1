using System.Net;
using Coc.Portal.Features.SeeingWhatWaits;
using Coc.Portal.Talking;

namespace Coc.Unit.Portal.SeeingWhatWaits;

public sealed class WaitingWorkTests : IDisposable
{
    private const string Seat = "0198c0de-0000-7000-8000-000000000001";
    private const string Case = "0198c0de-0000-7000-8000-0000000000c1";
    private const string Requests = "/api/bodies/sextant/conflict-requests";
    private const string Empty = """{"items":[],"next":null}""";

    private readonly AskedLately asked = new(TimeProvider.System);

    private readonly AnswersByPath api = new AnswersByPath()
        .With("/api/bodies/sextant", """{"slug":"sextant","name":"Sextant"}""")
        .With(Requests, """{"items":[{"request":"0198c0de-0000-7000-8000-0000000000a1","projects":["sextant"],"received":"2026-11-27T00:00:00Z","due":"2100-01-01T00:00:00Z","subjects":[{"label":"person 1","accounts":["github:skyline-7"],"name":"Sky Line"}]}]}""")
        .With("/api/bodies/sextant/cases", $$"""{"items":[{"id":"{{Case}}","codeName":"violet otter","body":"sextant","state":"investigating","flags":[],"urgency":"urgent","assignee":"{{Seat}}","receivedAt":"2026-11-20T00:00:00Z","acknowledgeDue":"2026-11-23T00:00:00Z","due":"2100-01-01T00:00:00Z"}]}""")
        .With("/api/bodies/sextant/cases?limit=200&due=overdue", Empty)
        .With("/api/bodies/sextant/notices", Empty)
        .With("/api/bodies/sextant/transfers", Empty)
        .With("/api/bodies/sextant/pending-changes", Empty);

    public void Dispose() => asked.Dispose();

    private static Me Holding(string role) => new(Guid.NewGuid(), "Ira", [new(Guid.Parse(Seat), "sextant", role)]);

    private Task<WorkList> GatherAsync(string role = "member", Gathered? requests = null) =>
        new WaitingWork(api.Api, new KnownBodies(TimeProvider.System), asked, TimeProvider.System).OfAsync(Holding(role), requests, TestContext.Current.CancellationToken);

    [Fact]
    public async Task What_waits_is_gathered_from_every_list_of_the_seat()
    {
        var list = await GatherAsync();

        list.Items.Select(i => (i.Kind, i.Name, i.Body)).ShouldBe([("case", "violet otter", "Sextant"), ("request", "Sextant", "Sextant")], ignoreOrder: true);
        list.Items.Single(i => i.Kind == "case").ShouldSatisfyAllConditions(i => i.Mine.ShouldBeTrue(), i => i.Urgent.ShouldBeTrue(), i => i.Rule.ShouldBe(CaseClock.Status));
        list.Missing.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whom_something_is_about_is_not_in_the_queue() => (await GatherAsync()).Items.ShouldAllBe(i => !i.ToString().Contains("skyline", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public async Task A_case_is_late_when_the_system_says_so()
    {
        api.With("/api/bodies/sextant/cases?limit=200&due=overdue", $$"""{"items":[{"id":"{{Case}}","codeName":"violet otter","body":"sextant","state":"decided","receivedAt":"2026-11-20T00:00:00Z","acknowledgeDue":"2026-11-23T00:00:00Z","due":"2100-01-01T00:00:00Z"}]}""");

        (await GatherAsync()).Overdue.ShouldHaveSingleItem().Name.ShouldBe("violet otter");
    }

    [Fact]
    public async Task A_part_that_does_not_answer_is_named_and_the_others_are_shown()
    {
        api.With("/api/bodies/sextant/notices", """{"code":"unavailable"}""", HttpStatusCode.ServiceUnavailable);

        var list = await GatherAsync();

        list.Missing.ShouldBe(["notice"]);
        list.Items.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_not_there_for_a_seat_is_no_part_of_its_work()
    {
        var list = await GatherAsync("liaison");

        (list.Items.Count, list.Missing.Count).ShouldBe((0, 0));
        api.Asked.ShouldNotContain(a => a.Contains("cases", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_signed_out_is_told_so()
    {
        api.With("/api/bodies/sextant/transfers", """{"code":"signInRequired"}""", HttpStatusCode.Unauthorized);

        (await Should.ThrowAsync<RefusedException>(() => GatherAsync())).Refusal.Status.ShouldBe(401);
    }

    [Fact]
    public async Task Questions_about_ties_that_were_found_lately_are_not_opened_again()
    {
        await GatherAsync(requests: Gathered.Nothing);

        api.Asked.ShouldNotContain(a => a.StartsWith(Requests, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Looking_opens_no_case()
    {
        await GatherAsync();

        api.Asked.ShouldNotContain(a => a.StartsWith("/api/cases/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_s_own_proposal_waits_for_another()
    {
        api.With("/api/bodies/sextant/pending-changes", $$$"""{"items":[{"id":"{{{Guid.NewGuid()}}}","kind":"policy","by":{"seat":"{{{Seat}}}","role":"member"}},{"id":"{{{Guid.NewGuid()}}}","kind":"duty","by":{"seat":"{{{Guid.NewGuid()}}}","role":"member"}}]}""");

        (await GatherAsync()).Items.Where(i => i.Kind == WorkKinds.Change).ShouldHaveSingleItem().Name.ShouldBe("duty");
    }

    [Fact]
    public async Task A_decision_is_answered_after_the_question_about_ties()
    {
        api.With("/api/bodies/sextant/notices?state=open&limit=200", """{"items":[{"id":"0198c0de-0000-7000-8000-0000000000b1","codeName":"grey heron","state":"open","answerBy":"2100-01-01T00:00:00Z"},{"id":"0198c0de-0000-7000-8000-0000000000b2","codeName":"red fox","type":"ban","state":"open","answerBy":"2100-01-01T00:00:00Z"}]}""");

        (await GatherAsync()).Items.Where(i => i.Kind == WorkKinds.Notice).ShouldHaveSingleItem().Name.ShouldBe("red fox");
    }
}
