using System.Net;
using Coc.Contracts.Cases;
using Coc.Integration.Fixtures;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>The lists of sanctions, notices and orders follow from their events alone.</summary>
public sealed class Relisting(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    [Fact]
    public async Task Lists_that_were_lost_come_back_as_they_were()
    {
        var person = (await sanctions.ReportAsync("github:relisted"))[0];
        var decided = await sanctions.DecideAsync(person, lasts: TimeSpan.FromDays(30), offer: new DecidedOffer(["astrolabe", "gnomon"], "sameSpaces", sanctions.Clock.GetUtcNow().AddDays(10)));
        await sanctions.TellAsync(decided);
        var notice = (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("id").GetGuid();
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/conflict-answer", new { answer = "none" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/adopt")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var rows = await sanctions.App.ShouldRebuildItselfAsync();

        (rows["app.sanctions"], rows["app.notices"]).ShouldBe((2, 2));
        rows["app.orders"].ShouldBeGreaterThan(1);
        (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("id").GetGuid().ShouldBe(notice);
    }
}
