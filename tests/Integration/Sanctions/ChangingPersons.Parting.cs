using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Integration.EventStore;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>And part them again: what was never about somebody counts for them no more, and whoever was told so hears it.</summary>
public sealed partial class ChangingPersons
{
    [Fact]
    public async Task Two_who_are_not_one_are_parted_again_with_what_was_imposed_on_each()
    {
        var (one, other) = await BothAsync();
        await JoinAsync(one.Person, other.Person);
        await OrderedAsync(ChatAdmin, theirs, 2);
        await DoneAsync(ChatAdmin, theirs);
        var feed = new FeedReader(sanctions, Ira, "sextant");
        await feed.ReadOnAsync();

        (await SplitAsync(Eun, one.Person, theirs)).ShouldBe(HttpStatusCode.Accepted);
        (await SplitAsync(Ada, other.Person, theirs)).ShouldBe(HttpStatusCode.OK);

        (await StandingAsync(Ira, theirs, "sextant")).ShouldBe("clear");
        (await StandingAsync(Ira, mine, "sextant")).ShouldBe("suspended");
        (await StandingAsync(Vera, mine, "astrolabe")).ShouldBe("clear");
        (await StandingAsync(Vera, theirs, "astrolabe")).ShouldBe("banned");
        (await feed.WordsAsync(theirs)).ShouldBe(["clear corrected"]);
        (await OrdersAsync(ChatAdmin, theirs)).ShouldBe(["restore chat:sextant"], "what the other one was banned from stays");
        var kept = (await sanctions.GetAsync(Eun, $"/api/persons/{one.Person}")).GetProperty("kept");
        kept.GetProperty("erroneous").EnumerateArray().Select(a => a.GetString()).ShouldBe([theirs]);
        (await sanctions.GetAsync(Eun, $"/api/persons/{other.Person}")).GetProperty("accounts").EnumerateArray().Select(a => a.GetString()).ShouldBe([theirs]);
    }

    [Fact]
    public async Task Joined_once_more_after_a_parting_that_was_wrong_what_is_in_force_is_ordered_anew()
    {
        var (one, other) = await BothAsync();
        await JoinAsync(one.Person, other.Person);
        await OrderedAsync(ChatAdmin, theirs, 2);
        await DoneAsync(ChatAdmin, theirs);
        (await SplitAsync(Eun, one.Person, theirs)).ShouldBe(HttpStatusCode.Accepted);
        (await SplitAsync(Ada, one.Person, theirs)).ShouldBe(HttpStatusCode.OK);
        await DoneAsync(ChatAdmin, theirs);
        (await OrdersAsync(ChatAdmin, theirs)).ShouldBeEmpty("they are in again");

        await JoinAsync(one.Person, other.Person);

        await OrderedAsync(ChatAdmin, theirs, 1);
        (await OrdersAsync(ChatAdmin, theirs)).ShouldBe(["suspend chat:sextant"]);
        (await StandingAsync(Ira, theirs, "sextant")).ShouldBe("suspended");
    }

    [Fact]
    public async Task Somebody_new_who_came_out_of_a_parting_that_was_wrong_is_joined_again_by_who_parted_them()
    {
        var person = (await sanctions.ReportAsync(mine, theirs)).Single();
        await sanctions.DecideAsync(person, permission: "danger");
        (await SplitAsync(Eun, person, theirs)).ShouldBe(HttpStatusCode.Accepted);
        using var parted = await sanctions.PostAsync(Ada, $"/api/persons/{person}/split", new { accounts = new[] { theirs }, reason = "A namesake." });
        var other = (await parted.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("other").GetGuid();
        (await StandingAsync(Ira, theirs, "sextant")).ShouldBe("clear");

        await JoinAsync(person, other);

        (await StandingAsync(Ira, theirs, "sextant")).ShouldBe("suspended");
        await OrderedAsync(ChatAdmin, theirs, 1);
    }

    [Fact]
    public async Task Who_is_erased_after_a_parting_is_readable_nowhere_any_more_and_the_other_stays()
    {
        var (one, other) = await BothAsync();
        await JoinAsync(one.Person, other.Person);
        (await SplitAsync(Eun, one.Person, theirs)).ShouldBe(HttpStatusCode.Accepted);
        (await SplitAsync(Ada, one.Person, theirs)).ShouldBe(HttpStatusCode.OK);
        await sanctions.SayAsync(new SanctionsOverturned(Origin("astrolabe"), Guid.NewGuid(), [other.Sanction], "overturn"));
        (await sanctions.GetAsync(Eun, $"/api/persons/{one.Person}")).ToString().ShouldContain(theirs);
        sanctions.App.Neighbours.Answer<PersonNeededQuestion>($"POST /internal/persons/{other.Person}/needed", _ => new PersonNeeded(false));

        await sanctions.SayAsync(new IdentityErased(Origin(), Guid.NewGuid(), other.Person, []));

        var left = await sanctions.GetAsync(Eun, $"/api/persons/{one.Person}");
        left.ToString().ShouldNotContain(theirs);
        left.GetProperty("accounts").EnumerateArray().Select(a => a.GetString()).ShouldBe([mine]);
        (await sanctions.App.Daemon.LinesAsync($"select owner from mt.coc_keys where stream_id = '{one.Person}' and destroyed is null")).ShouldBe(["person"]);
        (await StandingAsync(Ira, mine, "sextant")).ShouldBe("suspended");
    }

    [Fact]
    public async Task What_two_measures_took_is_given_back_once_when_the_account_was_never_theirs()
    {
        var person = (await sanctions.ReportAsync(mine, theirs)).Single();
        foreach (var type in (string[])["suspension", "ban"])
        {
            await sanctions.DecideAsync(person, type: type, permission: "danger");
        }

        await OrderedAsync(ChatAdmin, theirs, 2);
        await DoneAsync(ChatAdmin, theirs);

        (await SplitAsync(Eun, person, theirs)).ShouldBe(HttpStatusCode.Accepted);
        (await SplitAsync(Ada, person, theirs)).ShouldBe(HttpStatusCode.OK);

        (await OrdersAsync(ChatAdmin, theirs)).ShouldBe(["restore chat:sextant"]);
        (await StandingAsync(Ira, mine, "sextant")).ShouldBe("banned");
    }

    [Fact]
    public async Task Who_keeps_the_registry_and_is_too_close_to_who_was_taken_for_them_reads_nothing_of_what_was_wrong()
    {
        var (one, other) = await BothAsync();
        await JoinAsync(one.Person, other.Person);
        (await SplitAsync(Eun, one.Person, theirs)).ShouldBe(HttpStatusCode.Accepted);
        (await SplitAsync(Ada, one.Person, theirs)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(Ada, $"/api/persons/{one.Person}")).ShouldBe(HttpStatusCode.OK);

        sanctions.TooClose.Add((Ada.Seats[0].Id, other.Person));

        (await StatusAsync(Ada, $"/api/persons/{one.Person}")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(Ira, $"/api/persons/{one.Person}")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_account_of_somebody_else_is_nobodys_prior_violation_and_who_saw_it_acknowledges_that()
    {
        var person = (await sanctions.ReportAsync(mine, theirs)).Single();
        var decided = await sanctions.DecideAsync(person, permission: "danger", offer: Offer(), panel: [Ira, Juno]);
        var notice = await NoticeOfAsync(decided);
        await AnswerAsync(Vera, notice, "none");
        (await StandingAsync(Vera, theirs, "astrolabe")).ShouldBe("flagged");
        await OrderedAsync(ChatAdmin, theirs, 1);

        (await SplitAsync(Eun, person, theirs)).ShouldBe(HttpStatusCode.Accepted);
        (await SplitAsync(Ada, person, theirs)).ShouldBe(HttpStatusCode.OK);

        (await StandingAsync(Ira, theirs, "sextant")).ShouldBe("clear");
        (await StandingAsync(Vera, theirs, "astrolabe")).ShouldBe("clear");
        (await StandingAsync(Vera, mine, "astrolabe")).ShouldBe("flagged");
        (await OrdersAsync(ChatAdmin, theirs)).ShouldBeEmpty("nobody had begun");
        (await EligibleAsync(theirs)).ShouldContain("false");
        (await EligibleAsync(mine)).ShouldContain("true");
        var told = await sanctions.NoticeAsync(Vera, "astrolabe", decided);
        told.GetProperty("correction").GetProperty("cause").GetString().ShouldBe("wrongAccounts");
        told.GetProperty("account").GetString().ShouldBe(mine);
        told.ToString().ShouldNotContain(theirs);
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/acknowledge-correction")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await sanctions.ReportAsync(theirs)).Single().ShouldNotBe(person);
    }

    [Theory]
    [InlineData("merge", """{"reason":"x"}""", 400)]
    [InlineData("merge", """{"with":"self","reason":"x"}""", 400)]
    [InlineData("merge", """{"with":"other","reason":" "}""", 400)]
    [InlineData("split", """{"accounts":[],"reason":"x"}""", 400)]
    [InlineData("split", """{"accounts":["mine"]}""", 400)]
    [InlineData("split", """{"accounts":["nonsense"],"reason":"x"}""", 400)]
    [InlineData("split", """{"accounts":["github:r\u0435x"],"reason":"x"}""", 400)] // a Cyrillic letter
    [InlineData("split", """{"accounts":[null],"reason":"x"}""", 400)]
    [InlineData("split", """{"accounts":["github:nobody-here"],"reason":"x"}""", 409)]
    [InlineData("split", """{"accounts":["mine"],"reason":"x"}""", 409)]
    public async Task What_makes_no_sense_changes_nothing(string what, string body, int status)
    {
        var (one, other) = await BothAsync();
        var count = $"select count(*) from mt.mt_events where stream_id in ('{one.Person}', '{other.Person}', '{one.Sanction}', '{other.Sanction}')";
        var events = await CountAsync(count);
        using var http = sanctions.App.As(Eun);
        using var content = new StringContent(
            body.Replace("self", one.Person.ToString(), StringComparison.Ordinal).Replace("\"other\"", $"\"{other.Person}\"", StringComparison.Ordinal).Replace("mine", mine, StringComparison.Ordinal),
            System.Text.Encoding.UTF8, "application/json");

        using var answer = await http.PostAsync($"/api/persons/{one.Person}/{what}", content, Token);

        ((int)answer.StatusCode).ShouldBe(status, await answer.Content.ReadAsStringAsync(Token));
        (await CountAsync(count)).ShouldBe(events);
    }
}
