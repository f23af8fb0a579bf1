using System.Text.Json;
using Coc.Contracts.Cases;
using Coc.Integration.Fixtures;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>Of two measures on one account in one space the first that ends gives nothing back; a class of its own, because it moves the clock.</summary>
public sealed class StillHeld(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private readonly string account = $"chat:{Guid.NewGuid():N}";

    [Fact]
    public async Task What_lapses_while_a_ban_holds_gives_nothing_back_before_the_ban_ends()
    {
        var (interim, person) = await RemovedAsync(TimeSpan.FromDays(2));
        var ban = await sanctions.DecideAsync(person, type: "ban", lasts: TimeSpan.FromDays(30));
        await sanctions.TellAsync(ban);
        await DoneAsync("ban");

        sanctions.Clock.Offset += TimeSpan.FromDays(3);
        await EndedAsync(interim);
        (await OpenAsync()).ShouldBeEmpty("a banned person would be let in");

        sanctions.Clock.Offset += TimeSpan.FromDays(30);
        await EndedAsync(ban.Sanction);
        (await OpenAsync()).ShouldBe(["restore"]);
    }

    [Fact]
    public async Task Whose_order_nobody_carried_out_keeps_what_the_first_one_took_until_it_is_waived()
    {
        var (interim, person) = await RemovedAsync(TimeSpan.FromDays(2));
        var ban = await sanctions.DecideAsync(person, type: "ban", permission: "danger");
        await sanctions.PostAsync(ChatAdmin, $"/api/orders/{await IdAsync("ban")}/refuse", new { reason = "gone already" });
        await sanctions.SayAsync(new InterimMeasureReviewed(Origin(), interim, interim, "reversed", sanctions.Clock.GetUtcNow()));
        await EndedAsync(interim);
        (await OpenAsync()).ShouldBe(["ban"]);

        (await sanctions.PostAsync(Ira, $"/api/orders/{await IdAsync("ban")}/waive", new { reason = "not here" })).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);

        (await OpenAsync()).ShouldBe(["restore"]);
        foreach (var caller in (Platform.Security.Caller[])[Ira, Juno])
        {
            await sanctions.PostAsync(caller, $"/api/sanctions/{ban.Sanction}/lift");
        }

        (await OpenAsync()).ShouldBe(["restore"], "given back once");
    }

    [Fact]
    public async Task Two_that_an_appeal_takes_away_together_give_back_once()
    {
        var person = (await sanctions.ReportAsync(account)).Single();
        var first = await sanctions.DecideAsync(person, permission: "danger");
        await DoneAsync("suspend");
        var second = await sanctions.DecideAsync(person, type: "ban", permission: "danger");
        await DoneAsync("ban");

        await sanctions.SayAsync(new SanctionsOverturned(Origin(), Guid.NewGuid(), [first.Sanction, second.Sanction], "overturn"));

        (await OpenAsync()).ShouldBe(["restore"]);
    }

    [Fact]
    public async Task What_replaces_another_in_force_already_takes_over_what_it_took()
    {
        var person = (await sanctions.ReportAsync(account)).Single();
        var first = await sanctions.DecideAsync(person, permission: "danger");
        await DoneAsync("suspend");
        var second = await sanctions.DecideAsync(person, permission: "danger");

        await sanctions.SayAsync(new SanctionsOverturned(Origin(), Guid.NewGuid(), [first.Sanction], "superseded"));

        (await OpenAsync()).ShouldBe(["suspend"]);
        (await StateAsync(second.Sanction)).ShouldBe("active");
    }

    [Fact]
    public async Task Who_was_removed_and_is_only_muted_comes_in_again()
    {
        var (interim, person) = await RemovedAsync(TimeSpan.FromDays(2));
        await sanctions.DecideAsync(person, type: "temporaryLimit", permission: "danger");
        await DoneAsync("limit");

        await sanctions.SayAsync(new InterimMeasureReviewed(Origin(), interim, interim, "reversed", sanctions.Clock.GetUtcNow()));

        (await OpenAsync()).ShouldBe(["restore"]);
    }

    [Fact]
    public async Task What_is_imposed_before_the_last_was_given_back_takes_the_place_of_that_order_and_gives_back_at_its_own_end()
    {
        var (interim, person) = await GivingBackAsync();
        (await OpenAsync()).ShouldBe(["restore"]);

        var ban = await sanctions.DecideAsync(person, type: "ban", permission: "danger");

        (await OpenAsync()).ShouldBe(["ban"], "restore and ban would contradict each other");
        (await sanctions.GetAsync(Ira, $"/api/sanctions/{interim}")).ToString().ShouldContain("withdrawn");

        // Nobody carried out the ban: what the first one took is all that keeps the person out, and it is given back.
        await sanctions.SayAsync(new SanctionsOverturned(Origin(), Guid.NewGuid(), [ban.Sanction], "overturn"));
        (await OpenAsync()).ShouldBe(["restore"]);
        await DoneAsync("restore");
        (await OpenAsync()).ShouldBeEmpty("given back once");
    }

    [Fact]
    public async Task What_is_released_later_takes_the_place_too_and_what_was_carried_out_anew_is_given_back_once()
    {
        var (_, person) = await GivingBackAsync();
        var ban = await sanctions.DecideAsync(person, type: "ban");
        (await OpenAsync()).ShouldBe(["restore"], "not in force yet");

        await sanctions.TellAsync(ban);
        (await OpenAsync()).ShouldBe(["ban"]);
        await DoneAsync("ban");
        await sanctions.SayAsync(new SanctionsOverturned(Origin(), Guid.NewGuid(), [ban.Sanction], "overturn"));

        (await OpenAsync()).ShouldBe(["restore"]);
    }

    [Fact]
    public async Task What_is_milder_leaves_the_order_to_let_in_again()
    {
        var (_, person) = await GivingBackAsync();
        await sanctions.DecideAsync(person, type: "temporaryLimit", permission: "danger");

        (await OpenAsync()).ShouldBe(["restore", "limit"], ignoreOrder: true);
    }

    // Removed, reversed, and not let in again yet.
    private async Task<(Guid Measure, Guid Person)> GivingBackAsync()
    {
        var (interim, person) = await RemovedAsync(TimeSpan.FromDays(2));
        await sanctions.SayAsync(new InterimMeasureReviewed(Origin(), interim, interim, "reversed", sanctions.Clock.GetUtcNow()));
        await EndedAsync(interim);
        return (interim, person);
    }

    private async Task<(Guid Measure, Guid Person)> RemovedAsync(TimeSpan lasts)
    {
        var person = (await sanctions.ReportAsync(account)).Single();
        var (id, now) = (Guid.NewGuid(), sanctions.Clock.GetUtcNow());
        sanctions.Open(Ira, id);
        await sanctions.SayAsync(new InterimMeasureTaken(Origin() with { At = now }, id, id, person, "removeAccount", ["sextant"], ["chat:sextant"], now + lasts));
        await DoneAsync("removeAccount");
        return (id, person);
    }

    private Task EndedAsync(Guid sanction) => Eventually.TrueAsync(async () => await StateAsync(sanction) == "ended", "it does not end");

    private async Task<string?> StateAsync(Guid sanction) => (await sanctions.GetAsync(Ira, $"/api/sanctions/{sanction}")).GetProperty("state").GetString();

    private async Task DoneAsync(string action) => (await sanctions.PostAsync(ChatAdmin, $"/api/orders/{await IdAsync(action)}/done")).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);

    private async Task<Guid> IdAsync(string action) => (await ItemsAsync()).Single(o => o.GetProperty("action").GetString() == action).GetProperty("id").GetGuid();

    private async Task<IReadOnlyList<string?>> OpenAsync() => [.. (await ItemsAsync()).Select(o => o.GetProperty("action").GetString())];

    private async Task<IReadOnlyList<JsonElement>> ItemsAsync() =>
        [.. (await sanctions.GetAsync(ChatAdmin, "/api/orders?assignee=me&limit=200")).GetProperty("items").EnumerateArray().Where(o => o.GetProperty("account").GetString() == account)];
}
