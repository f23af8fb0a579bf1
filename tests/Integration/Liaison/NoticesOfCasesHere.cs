using Coc.Contracts.Cases;
using Coc.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Liaison;

/// <summary>Once the case of a notice has come to the body that reads it, the notice is there for whom the case is there (P7).</summary>
public sealed class NoticesOfCasesHere(LiaisonApp liaison) : IClassFixture<LiaisonApp>
{
    private DateTimeOffset Now => liaison.App.Services.GetRequiredService<DomainClock>().GetUtcNow();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)] // its committee opened it: nobody reported
    [InlineData(false, true)] // it came by way of another body, where it had another id
    public async Task For_whom_the_case_is_not_there_there_is_no_notice_of_it(bool directly, bool reported)
    {
        var (notice, noticed, transfer) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        Guid[] reports = reported ? [Reported()] : [];
        liaison.Walled.Add((transfer, LiaisonApp.SeatOf("bo", "orrery")));
        await NoticedAsync(notice, noticed, reports);
        await OfferedAsync(transfer, directly ? noticed : Guid.NewGuid(), reports);
        (await ListedAsync("bo")).ShouldContain(notice, "it has not come yet");

        await liaison.HandAsync(new CaseTransferred(LiaisonApp.Origin("sextant", Now), transfer, noticed, Guid.NewGuid(), "sextant", "orrery", reports, 1));

        (await ListedAsync("bo")).ShouldNotContain(notice);
        (await ListedAsync("ada")).ShouldContain(notice);
        await liaison.HandAsync(new IncidentNoticeStruck(LiaisonApp.Origin("sextant", Now), notice, noticed));
        (await ListedAsync("bo")).ShouldNotContain(notice, "nor how it ended");
        await liaison.HandAsync(new TransferEnded(LiaisonApp.Origin("sextant", Now), transfer, noticed, "returned"));
        (await ListedAsync("bo")).ShouldNotContain(notice, "nor that it was here");
        (await ListedAsync("ada")).ShouldContain(notice);
    }

    [Fact]
    public async Task A_resolution_without_a_name_is_not_there_for_them_either()
    {
        var (noticed, transfer, report) = (Guid.NewGuid(), Guid.NewGuid(), Reported());
        liaison.Walled.Add((transfer, LiaisonApp.SeatOf("bo", "orrery")));
        await OfferedAsync(transfer, noticed, [report]);
        await liaison.HandAsync(new CaseTransferred(LiaisonApp.Origin("sextant", Now), transfer, noticed, Guid.NewGuid(), "sextant", "orrery", [report], 1));

        await liaison.HandAsync(new ResolutionNoticed(LiaisonApp.Origin("sextant", Now), noticed, "orrery", "violation", [], [report]));

        var notice = Coc.Platform.Ids.V5(noticed, "resolution");
        (await ListedAsync("bo")).ShouldNotContain(notice);
        (await ListedAsync("ada")).ShouldContain(notice);
    }

    [Fact]
    public async Task A_page_is_full_of_what_is_there()
    {
        var (transfer, report) = (Guid.NewGuid(), Reported());
        var noticed = new[] { Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid() };
        liaison.Walled.Add((transfer, LiaisonApp.SeatOf("bo", "orrery")));
        await NoticedAsync(noticed[0], Guid.NewGuid(), [Reported()]);
        await NoticedAsync(noticed[1], Guid.NewGuid(), [report]);
        await NoticedAsync(noticed[2], Guid.NewGuid(), [Reported()]);
        await OfferedAsync(transfer, Guid.NewGuid(), [report]);
        await liaison.HandAsync(new CaseTransferred(LiaisonApp.Origin("sextant", Now), transfer, Guid.NewGuid(), Guid.NewGuid(), "sextant", "orrery", [report], 1));

        (await ListedAsync("bo", 2)).ShouldBe([noticed[2], noticed[0]]);
        (await ListedAsync("ada", 2)).ShouldBe([noticed[2], noticed[1]]);
    }

    [Fact]
    public async Task While_Cases_does_not_say_a_notice_of_a_case_that_was_here_is_there_for_nobody_and_others_are()
    {
        var (here, elsewhere, transfer, report) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Reported());
        await NoticedAsync(here, Guid.NewGuid(), [report]);
        await NoticedAsync(elsewhere, Guid.NewGuid(), [Reported()]);
        await OfferedAsync(transfer, Guid.NewGuid(), [report]);
        await liaison.HandAsync(new CaseTransferred(LiaisonApp.Origin("sextant", Now), transfer, Guid.NewGuid(), Guid.NewGuid(), "sextant", "orrery", [report], 1));
        (await ListedAsync("ada")).ShouldContain(here);

        liaison.CasesSaysWhatIsThere = false;
        var listed = await ListedAsync("ada");
        liaison.CasesSaysWhatIsThere = true;

        listed.ShouldNotContain(here);
        listed.ShouldContain(elsewhere);
    }

    private Guid Reported()
    {
        var report = Guid.NewGuid();
        liaison.SetAside(report);
        return report;
    }

    private Task NoticedAsync(Guid notice, Guid inCase, Guid[] reports) =>
        liaison.HandAsync(new IncidentNoticed(LiaisonApp.Origin("sextant", Now), notice, inCase, reports, "orrery", Guid.NewGuid(), "harassment"));

    private Task OfferedAsync(Guid transfer, Guid inCase, Guid[] reports) => liaison.HandAsync(new TransferOffered(
        LiaisonApp.Origin("sextant", Now), transfer, inCase, reports, "sextant", "orrery", "J4", "Amber Kite", Now.AddHours(-1), Now.AddDays(3)));

    private async Task<IReadOnlyList<Guid>> ListedAsync(string who, int limit = 200)
    {
        var (status, list) = await liaison.As(who, "orrery").GetAsync($"/api/bodies/orrery/incident-notices?limit={limit}");
        status.ShouldBe(200, list.ToJsonString());
        return [.. list["items"]!.AsArray().Select(n => Guid.Parse((string)n!["id"]!))];
    }
}
