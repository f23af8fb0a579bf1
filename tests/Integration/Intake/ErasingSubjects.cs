using System.Text.Json;
using Coc.Contracts;
using Coc.Contracts.Sanctions;
using Coc.Intake;
using Coc.Platform.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Intake;

/// <summary>What a report stated about somebody of whom no violation was found is erased (P19), and nothing else of it.</summary>
public sealed class ErasingSubjects(IntakeApp intake) : IClassFixture<IntakeApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_one_subject_is_empty_for_good_the_other_and_the_rest_are_there()
    {
        var (report, receipt) = await intake.FileAsync(new
        {
            description = "CANARYdescription",
            subjects = new object[] { new { accounts = new[] { "github:canary-cleared" }, name = "CANARYcleared" }, new { name = "CANARYother" } },
        });
        var erased = new SubjectsErased(new Origin(Guid.NewGuid(), report, 2, new Dictionary<string, long>(), "*registry*", null, Guid.NewGuid(), null, "system", null, null, 1, DateTimeOffset.UnixEpoch, null), report, [0]);
        for (var delivered = 0; delivered < 2; delivered++)
        {
            await using var scope = intake.App.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<InboxGate>().TakeAsync(erased, Token);
        }

        using var cases = intake.App.AsService("cases");
        var read = await cases.GetStringAsync($"/internal/reports/{report}?case={Guid.NewGuid()}&seat={Guid.NewGuid()}&body=sextant&audience=project&handedOver=false", Token);
        read.ShouldSatisfyAllConditions(r => r.ShouldNotContain("cleared"), r => r.ShouldContain("CANARYother"), r => r.ShouldContain("CANARYdescription"));
        JsonDocument.Parse(read).RootElement.GetProperty("subjects").GetArrayLength().ShouldBe(2, "positions are kept");
        using var http = intake.App.AsReceipt(receipt);
        (await http.GetAsync("/api/receipt", Token)).EnsureSuccessStatusCode();
        (await intake.App.Services.GetRequiredService<Reports>().FindAsync(report, Token))!.Filed.Subjects.Select(s => s.Erased).ShouldBe([true, false]);
    }
}
