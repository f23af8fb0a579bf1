using Coc.Contracts.Channel;

namespace Coc.Integration.Cases;

/// <summary>What other bodies offer is screened in the same list and by the same call; Sanctions keeps the answers.</summary>
public sealed class ScreeningNotices(CasesApp cases) : IClassFixture<CasesApp>
{
    [Fact]
    public async Task A_notice_stands_in_the_list_of_requests_and_is_answered_there()
    {
        var (notice, ira) = (Guid.NewGuid(), CasesApp.SeatOf("ira", "sextant"));
        cases.App.Neighbours.Answer<NoticeRequestsQuestion>(
            "POST /internal/notice-requests",
            q => new NoticeRequestsAnswer([.. q.Seats.Where(s => s.Seat == ira).Select(s => new NoticeRequest(notice, ira, "sextant", "astrolabe", cases.Now, ["github:rex"], cases.Now.AddDays(9), null))]));
        cases.App.Neighbours.Answer<VisibleQuestion>("POST /internal/visible", q => new VisibleAnswer([.. q.Ids.Where(id => id == notice && q.Seats.Any(s => s.Seat == ira))]));
        cases.App.Neighbours.Answer<NoticeConflictStatement>($"POST /internal/notices/{notice}/conflict-answer", s => new NoticeConflictStated(notice, s.Answer));

        var (_, list) = await cases.As("ira").GetAsync("/api/bodies/sextant/conflict-requests");
        var item = list!["items"]!.AsArray().Single(i => (Guid?)i!["notice"] == notice)!;
        ((Guid)item["request"]!).ShouldBe(notice);
        item["reports"].ShouldBeNull();
        ((string)item["subjects"]![0]!["accounts"]![0]!).ShouldBe("github:rex");

        (await cases.As("juno").PostAsync($"/api/conflict-requests/{notice}/answer", new { answer = "none" })).Status.ShouldBe(404);
        (await cases.As("ira").PostAsync($"/api/conflict-requests/{notice}/answer", new { answer = "perhaps" })).Status.ShouldBe(400);
        (await cases.As("ira").PostAsync($"/api/conflict-requests/{notice}/answer", new { answer = "hard" })).Status.ShouldBe(204);
        (await cases.As("ira").PostAsync($"/api/conflict-requests/{notice}/answer", new { answer = "none" })).Status.ShouldBe(200);
        (await cases.As("ira").PostAsync($"/api/conflict-requests/{Guid.NewGuid()}/answer", new { answer = "none" })).Status.ShouldBe(404);
    }
}
