using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Looking;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Pages;

/// <summary>Every page of the workspace opens for the role it is for, is sound, and answers without scripts too.</summary>
public sealed class WorkspacePageTests(RunningSystem system, Browsers browsers)
{
    public static TheoryData<string, string> Pages => new()
    {
        { "ira@sextant.example", "/work /conflict-requests /cases /cases?body=sextant /cases/new /report-for-others /emergency /keys /sanctions /notices /standing /account /account/mail /account/ties" },
        { "ira@sextant.example", "/orders?body=sextant /bodies/sextant/spaces /bodies/sextant/webhooks /bodies/sextant/api-keys /foundation/bodies/sextant /foundation/bodies/sextant/seats /foundation/bodies/sextant/policy /foundation/bodies/sextant/duty" },
        { "eun@orrery.example", "/foundation /foundation/bodies /foundation/jurisdiction /foundation/bodies/orrery/transfers /foundation/bodies/orrery/incidents /foundation/bodies/orrery/oversight /foundation/bodies/gnomon/changes" },
        { "github-owner@orrery.example", "/work /orders" },
        { "nia@quadrant.example", "/work /forward /account" },
        { "events@meridian.example", "/work /events" },
        { "counsel@meridian.example", "/work /legal" },
        { "admin@orrery.example", "/work /admin /admin/bodies/new /foundation/bodies/sextant/seats/new" },
        { "auditor@orrery.example", "/work /admin /foundation" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Each_role_finds_its_pages_and_they_are_sound(string email, string paths)
    {
        await using var visitor = await browsers.VisitorAsync(system.Address);
        await visitor.SignInAsync(email, system.PasswordOf(email));

        foreach (var path in paths.Split(' '))
        {
            (await visitor.OpenAsync(path)).ShouldBe(200, path);
            await visitor.IsSoundAsync($"{email.Split('@')[0]}{path.Replace('/', '-').Replace("?body=", "-of-", StringComparison.Ordinal)}");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_same_pages_answer_without_scripts_in_Spanish_and_mirrored(string email, string paths)
    {
        await using var visitor = await browsers.VisitorAsync(system.Address, scripts: false);
        await visitor.SignInAsync(email, system.PasswordOf(email));

        foreach (var path in paths.Split(' '))
        {
            (await visitor.OpenAsync("/es" + path)).ShouldBe(200, path);
            (await visitor.Page.Locator("h1").CountAsync()).ShouldBe(1, path);
            (await visitor.OpenAsync("/ar-XB" + path)).ShouldBe(200, path);
        }
    }

    [Fact]
    public async Task A_case_is_worked_through_its_pages_and_its_trail_is_drawn()
    {
        var run = await IdentifiedAsync(system);
        await using var chair = await browsers.VisitorAsync(system.Address);
        await chair.SignInAsync("ira@sextant.example", system.PasswordOf("ira@sextant.example"));

        foreach (var part in new[] { "", "/timeline", "/threads", "/people", "/panel", "/decision-room", "/measures", "/letters", "/files", "/notebook", "/elsewhere", "/reads" })
        {
            await chair.OpenAsync($"/cases/{run.Id}{part}");
            await chair.IsSoundAsync($"case{part.Replace('/', '-')}");
        }

        (await chair.OpenAsync($"/trail/{run.Id}")).ShouldBe(200);
        (await chair.Page.Locator("svg a, svg rect").CountAsync()).ShouldBeGreaterThan(3);
        await chair.IsSoundAsync("trail");
    }

    private static async Task<CaseWork> IdentifiedAsync(RunningSystem system) => (await Flow.MainFlow.RunAsync(system, Flow.MainFlow.Until.Identified)).Work;
}
