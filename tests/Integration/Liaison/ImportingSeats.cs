using System.Text.Json.Nodes;
using Coc.Contracts.Channel;
using Coc.Integration.Fixtures;
using Coc.Liaison.Features.Importing;
using Microsoft.Extensions.DependencyInjection;
using static Coc.Integration.Liaison.DirectoryTexts;

namespace Coc.Integration.Liaison;

/// <summary>Seats of a file are judged together, keep what they were elsewhere, and are never obeyed in part.</summary>
public sealed class ImportingSeats(LiaisonApp liaison, PostgresServer server) : IClassFixture<LiaisonApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    public async Task However_much_a_seat_was_once_called_what_goes_out_comes_in_again(string format)
    {
        var slug = "large-" + format;
        await ImportAsync(liaison.App, File(slug, [Seat(slug, "a", ("formerAccounts", new JsonArray([.. Enumerable.Range(0, 450).Select(n => (JsonNode)$"github:was-{n}")])))]));

        var exported = await ExportAsync(liaison.App, format);

        exported.ShouldContain("github:was-449");
        await using var elsewhere = await ServiceApp.StartAsync(server, LiaisonApp.Service);
        await ImportAsync(elsewhere, exported, format);
        (await ExportAsync(elsewhere, format)).ShouldBe(exported);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_cap_is_asked_when_all_seats_are_as_the_file_says_in_whatever_order(bool turned)
    {
        var slug = turned ? "turned" : "straight";
        JsonObject[] before = [Seat(slug, "a", ("employer", "One")), Seat(slug, "b", ("employer", "One"))];
        await ImportAsync(liaison.App, File(slug, before));

        JsonObject[] legal = [Seat(slug, "c", ("employer", "One")), Seat(slug, "a", ("employer", "Two")), Seat(slug, "b", ("employer", "One"))];
        JsonObject[] illegal = [Seat(slug, "a", ("employer", "One")), Seat(slug, "c", ("employer", "One"))];
        (await Should.ThrowAsync<ImportFailure>(() => ImportAsync(liaison.App, File(slug, turned ? [.. illegal.Reverse()] : illegal)))).Message.ShouldContain("R34");
        (await SeatsAsync(slug)).ShouldBe(2, "nothing of it was applied");

        await ImportAsync(liaison.App, File(slug, turned ? [.. legal.Reverse()] : legal));
        (await SeatsAsync(slug)).ShouldBe(3);
        JsonObject[] back = [Seat(slug, "a", ("employer", "One")), Seat(slug, "c", ("employer", "One"))];
        (await Should.ThrowAsync<ImportFailure>(() => ImportAsync(liaison.App, File(slug, turned ? [.. back.Reverse()] : back)))).Message.ShouldContain("R34");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_bodies_that_do_not_go_together_are_refused_in_whatever_order_and_under_whatever_address(bool turned)
    {
        var (one, two) = ($"apart-{turned}".ToLowerInvariant(), $"apart-too-{turned}".ToLowerInvariant());
        var file = File(one, [Seat(one, "p", ("accounts", new JsonArray("github:one-person")))]);
        file["bodies"]!.AsArray()[0]!["policy"] = new JsonObject { ["notTogetherWith"] = new JsonArray(two) };
        file["bodies"]!.AsArray().Add(Body(two));
        file["seats"]!.AsArray().Add(Seat(two, "another-address", ("accounts", new JsonArray("github:one-person"))));
        if (turned)
        {
            file["seats"] = new JsonArray([.. file["seats"]!.AsArray().Reverse().Select(s => s!.DeepClone())]);
        }

        (await Should.ThrowAsync<ImportFailure>(() => ImportAsync(liaison.App, file))).Message.ShouldContain("R34");
        (await liaison.Anyone.GetAsync($"/api/bodies/{one}")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    public async Task Since_when_a_seat_is_filled_and_who_else_its_holder_is_comes_along(string format)
    {
        var slug = "since-" + format;
        var known = Guid.NewGuid();
        await ImportAsync(liaison.App, File(slug,
        [
            Seat(slug, "a", ("id", known.ToString()), ("filledAt", "2024-05-06T07:08:09Z"), ("termStart", "2024-05-01T00:00:00Z")),
            Seat(slug, "gone", ("filledAt", "2023-05-06T07:08:09Z"), ("termStart", "2023-05-01T00:00:00Z"), ("endedAt", "2024-01-01T00:00:00Z")),
            Seat(slug, "b", ("samePersonAs", new JsonArray(LiaisonApp.SeatOf("mo", "sextant").ToString()))),
        ]));
        (await liaison.Cases.PostAsync($"/internal/handling/{slug}", new HandlingQuestion([]) { At = new(2024, 5, 6, 0, 0, 0, TimeSpan.Zero) })).Json["seats"]!.AsArray().ShouldBeEmpty();
        (await liaison.Cases.PostAsync($"/internal/handling/{slug}", new HandlingQuestion([]) { At = new(2024, 5, 7, 0, 0, 0, TimeSpan.Zero) })).Json["seats"]!.AsArray().ShouldHaveSingleItem()!["seat"]!.ToString().ShouldBe(known.ToString());

        var exported = await ExportAsync(liaison.App, format);
        await using var elsewhere = await ServiceApp.StartAsync(server, LiaisonApp.Service);
        await ImportAsync(elsewhere, exported, format);

        (await ExportAsync(elsewhere, format)).ShouldBe(exported);
        exported.ShouldContain("2024-05-06T07:08:09");
        exported.ShouldContain("2023-05-06T07:08:09");
    }

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    public async Task What_a_holder_wrote_alone_and_what_two_agreed_to_stay_so_elsewhere(string format)
    {
        var (slug, other, held, colleague) = ("alone-" + format, "beside-" + format, Guid.NewGuid(), Guid.NewGuid());
        await ImportAsync(liaison.App, File(slug, [Seat(slug, "mallory", ("id", held.ToString()), ("name", "Mallory"), ("employer", "First"), ("accounts", new JsonArray("github:first-" + format)))]));
        await ImportAsync(liaison.App, File(other, [
            Seat(other, "alice", ("id", colleague.ToString()), ("name", "Alice"), ("accounts", new JsonArray("github:alice-" + format))), Seat(other, "again", ("name", "Again"), ("accounts", new JsonArray("github:first-" + format)))]));
        var mallory = new Asking(liaison.App.As(new Coc.Platform.Security.Caller(
            Coc.Platform.Security.CallerKind.Seat, LiaisonApp.AccountOf($"mallory@{slug}.example").ToString(), [new TicketSeat(held, slug, "member", false)])));
        (await mallory.SendAsync(HttpMethod.Patch, $"/api/seats/{held}", new { name = "Alice", employer = "Second", accounts = new[] { "github:alice-" + format } })).Status.ShouldBe(200);

        var exported = await ExportAsync(liaison.App, format);
        await using var elsewhere = await ServiceApp.StartAsync(server, LiaisonApp.Service);
        await ImportAsync(elsewhere, exported, format);
        (await ExportAsync(elsewhere, format)).ShouldBe(exported);
        (await ImportAsync(elsewhere, exported, format)).ShouldSatisfyAllConditions(c => c.Added.ShouldBe(0), c => c.Changed.ShouldBe(0));

        foreach (var app in new[] { liaison.App, elsewhere })
        {
            var directory = app.Services.GetRequiredService<Coc.Liaison.Directory.BodyDirectory>();
            (await directory.OfSeatAsync(held, Token))!.State.Seats[held].Agreed.ShouldSatisfyAllConditions(
                a => a.Names.ShouldBe(["Mallory"]), a => a.Employers.ShouldBe(["First"]), a => a.Accounts.ShouldBe(["github:first-" + format]));
            var persons = await directory.PersonsAsync(Token);
            persons.Accounts(LiaisonApp.AccountOf($"alice@{other}.example")).Count.ShouldBe(1, "nobody is set aside because somebody took their account");
            persons.Accounts(LiaisonApp.AccountOf($"again@{other}.example")).ShouldContain(LiaisonApp.AccountOf($"mallory@{slug}.example"));
            persons.Accounts(LiaisonApp.AccountOf($"mallory@{slug}.example")).ShouldContain(LiaisonApp.AccountOf($"alice@{other}.example"));
        }
    }

    [Fact]
    public async Task A_file_from_before_who_agreed_was_kept_says_that_what_stands_there_was_agreed_and_what_stood_there_was_not()
    {
        const string Slug = "of-old";
        var id = Guid.NewGuid();
        await ImportAsync(liaison.App, File(Slug, [Seat(Slug, "a", ("id", id.ToString()), ("name", "Now"), ("formerNames", new JsonArray("Before")), ("formerAccounts", new JsonArray("github:before-old")))]));

        (await liaison.App.Services.GetRequiredService<Coc.Liaison.Directory.BodyDirectory>().OfSeatAsync(id, Token))!.State.Seats[id].ShouldSatisfyAllConditions(
            s => s.Agreed.Names.ShouldBe(["Now"]), s => s.Agreed.Accounts.ShouldBeEmpty(), s => s.Known.Names.ShouldBe(["Now", "Before"], ignoreOrder: true));
        (await liaison.ScalarAsync($"select count(*) from mt.mt_events where type = 'agreement_kept' and data ->> 'seat' = '{id}'")).ShouldBe(0L);
    }

    [Theory]
    [InlineData("email", "somebody-else@people.example", "another address")]
    [InlineData("role", "alternate", "member")]
    [InlineData("appointment", "appointed", "elected")]
    [InlineData("termStart", "2021-01-01T00:00:00Z", "another time")]
    [InlineData("samePersonAs", null, "neither in the file nor in the directory")]
    public async Task What_cannot_become_of_a_seat_is_refused_and_nothing_applied(string member, string? value, string says)
    {
        var slug = "stays-" + member.ToLowerInvariant();
        var id = Guid.NewGuid().ToString();
        await ImportAsync(liaison.App, File(slug, [Seat(slug, "a", ("id", id))]));
        var changed = Seat(slug, "a", ("id", id), ("name", "Also Another Name"), (member, value is null ? new JsonArray(Guid.NewGuid().ToString()) : value));

        (await Should.ThrowAsync<ImportFailure>(() => ImportAsync(liaison.App, File(slug, [Seat(slug, "new"), changed])))).Message.ShouldSatisfyAllConditions(m => m.ShouldContain(says), m => m.ShouldContain(id), m => m.ShouldNotContain("people.example"));

        (await SeatsAsync(slug)).ShouldBe(1);
        (await ExportAsync(liaison.App, "json")).ShouldNotContain("Also Another Name");
    }

    private async Task<long> SeatsAsync(string slug) => (long)(await liaison.ScalarAsync($"select count(*) from app.seats where body = '{slug}'"))!;

    private static JsonObject Body(string slug) => new() { ["slug"] = slug, ["name"] = slug, ["kind"] = "project", ["handling"] = "own", ["foundation"] = "orrery" };

    private static JsonObject File(string slug, IReadOnlyList<JsonObject> seats) => new() { ["bodies"] = new JsonArray(Body(slug)), ["seats"] = new JsonArray([.. seats.Select(s => s.DeepClone())]) };

    private static JsonObject Seat(string slug, string name, params (string Member, JsonNode? Value)[] more)
    {
        var seat = new JsonObject { ["body"] = slug, ["email"] = $"{name}@{slug}.example", ["role"] = "member", ["appointment"] = "elected" };
        foreach (var (member, value) in more)
        {
            seat[member] = value;
        }

        return seat;
    }
}
