using Coc.Liaison.Domain.Bodies;
using static Coc.Unit.Liaison.GivenBody;

namespace Coc.Unit.Liaison;

/// <summary>R11: a rota that changes by itself, by days or weeks of the body's own calendar; turns are swapped by two, and who is away is passed over.</summary>
public sealed class DutyTurnsTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static GivenBody Set(string every = "day", string zone = "UTC", DateOnly? from = null) => Of(Sextant().With("ira", chair: true).With("juno").With("kai").With("gus", "liaison"), every, zone, from);

    private static GivenBody Of(GivenBody body, string every, string zone, DateOnly? from)
    {
        var proposed = body.After(body.When(new BodyCommand.SetDuty(As("ira", chair: true), Id("rota"), [Id("juno"), Id("ira"), Id("kai")], Now) { Turns = new(every, from ?? Today, zone) }).Events);
        return proposed.After(proposed.When(new BodyCommand.ConfirmChange(As("kai"), Id("rota"), Now)).Events);
    }

    private static IEnumerable<string> On(GivenBody body, DateTimeOffset at) => OnDuty.At(body.State, at).Select(NameOf);

    private static string NameOf(Guid seat) => new[] { "ira", "juno", "kai", "gus" }.Single(n => Id(n) == seat);

    [Theory]
    [InlineData("day", 0, "juno ira kai")]
    [InlineData("day", 1, "ira kai juno")]
    [InlineData("day", 3, "juno ira kai")]
    [InlineData("week", 6, "juno ira kai")]
    [InlineData("week", 7, "ira kai juno")]
    [InlineData("week", 20, "kai juno ira")]
    public void Whose_turn_it_is_comes_first_and_the_others_follow_in_order(string every, int days, string order) =>
        string.Join(' ', On(Set(every), Now.AddDays(days))).ShouldBe(order);

    [Theory]
    [InlineData("UTC", 23, "juno")]
    [InlineData("Pacific/Auckland", 10, "juno")] // 13 hours ahead: midnight there is 11:00 UTC
    [InlineData("Pacific/Auckland", 11, "ira")]
    [InlineData("America/Los_Angeles", 24, "juno")]
    public void A_day_begins_at_midnight_where_the_body_is(string zone, int hour, string first) =>
        On(Set(zone: zone), new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero).AddHours(hour)).First().ShouldBe(first);

    [Fact]
    public void Before_the_first_turn_it_is_as_it_was_set() => On(Set(from: Today.AddDays(2)), Now).ShouldBe(["juno", "ira", "kai"]);

    [Theory]
    [InlineData("America/Santiago", "2022-09-11", "2022-09-11T04:00:00Z")] // from 00:00 to 01:00
    [InlineData("America/Asuncion", "2023-10-01", "2023-10-01T04:00:00Z")]
    [InlineData("Europe/Lisbon", "2026-03-29", "2026-03-29T00:00:00Z")]
    [InlineData("Europe/Lisbon", "2026-03-30", "2026-03-29T23:00:00Z")]
    public void A_midnight_that_a_change_of_time_leaves_out_comes_an_hour_later(string zone, string day, string begin)
    {
        var first = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var turns = new DutyTurns("day", first, zone);

        turns.BeginOf(first).ShouldBe(DateTimeOffset.Parse(begin, System.Globalization.CultureInfo.InvariantCulture));
        turns.DayAt(turns.BeginOf(first)).ShouldBe(first);
        turns.DayAt(turns.BeginOf(first).AddTicks(-1)).ShouldBe(first.AddDays(-1));
    }

    [Fact]
    public void Coming_turns_are_known_with_their_times()
    {
        var coming = OnDuty.Coming(Set("week").State, Now.AddDays(8), 3).ToList();

        coming.Select(t => NameOf(t.Seat)).ShouldBe(["ira", "kai", "juno"]);
        coming[0].ShouldSatisfyAllConditions(t => t.Day.ShouldBe(Today.AddDays(7)), t => t.From.ShouldBe(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero)), t => t.Until.ShouldBe(new DateTimeOffset(2026, 3, 16, 0, 0, 0, TimeSpan.Zero)));
        OnDuty.Coming(Sextant().With("ira").State, Now, 3).ShouldBeEmpty();
    }

    [Fact]
    public void Who_is_away_is_passed_over_as_long_as_that_lasts_and_says_so_alone()
    {
        var away = Set().When(new BodyCommand.SayAbsence(As("juno"), new(Today, Today.AddDays(3))));
        away.Events.ShouldBe([new BodyEvent.DutyAbsenceSaid("sextant", Id("juno"), new(Today, Today.AddDays(3)))]);
        var body = Set().After(away.Events);

        On(body, Now).ShouldBe(["ira", "kai"]);
        On(body, Now.AddDays(3)).ShouldBe(["ira", "kai"], "that day included");
        On(body, Now.AddDays(6)).ShouldBe(["juno", "ira", "kai"]);
        body.When(new BodyCommand.SayAbsence(As("juno"), new(Today, Today.AddDays(3)))).Events.ShouldBeEmpty("said already");
        On(body.After(body.When(new BodyCommand.SayAbsence(As("juno"), null)).Events), Now).First().ShouldBe("juno");
        body.When(new BodyCommand.SayAbsence(As("gus", "liaison"), new(Today, Today))).Refusal!.Hidden.ShouldBeTrue("not on the rota");
    }

    [Fact]
    public void Who_left_is_passed_over_and_everybody_else_keeps_their_turns()
    {
        var body = Set();
        body = body.After(body.When(new BodyCommand.EndSeat(As("juno"), Id("end"), Id("juno"), Now)).Events);

        On(body, Now).ShouldBe(["ira", "kai"]);
        On(body, Now.AddDays(1)).ShouldBe(["ira", "kai"]);
        On(body, Now.AddDays(2)).ShouldBe(["kai", "ira"]);
    }

    [Fact]
    public void A_turn_is_swapped_by_the_two_whose_turns_they_are()
    {
        var body = Set();
        var swap = new BodyCommand.SwapDuty(As("juno"), Id("swap"), new(Today.AddDays(3), Id("kai"), Today.AddDays(2)), Now);
        body = body.After(body.When(swap).Events);
        On(body, Now.AddDays(3)).First().ShouldBe("juno", "until the other takes it");
        body.When(new BodyCommand.ConfirmChange(As("ira", chair: true), Id("swap"), Now)).Refusal!.Code.ShouldBe("notYourTurn");
        body.When(new BodyCommand.ConfirmChange(As("juno"), Id("swap"), Now)).Refusal!.Rule.ShouldBe("P8");

        var swapped = body.After(body.When(new BodyCommand.ConfirmChange(As("kai"), Id("swap"), Now)).Events);

        On(swapped, Now.AddDays(3)).ShouldBe(["kai", "juno", "ira"]);
        On(swapped, Now.AddDays(2)).ShouldBe(["juno", "kai", "ira"]);
        On(swapped, Now.AddDays(6)).First().ShouldBe("juno", "the next one is as before");
        OnDuty.Coming(swapped.State, Now, 4).Select(t => t.Swapped).ShouldBe([false, false, true, true]);
        On(Of(swapped, "day", "UTC", null), Now.AddDays(3)).First().ShouldBe("juno", "another rota, other turns");
    }

    [Theory]
    [InlineData(0, "ira", null, null)] // the running one
    [InlineData(3, "ira", null, null)]
    [InlineData(3, "juno", null, "notOnTheRota")]
    [InlineData(3, "gus", null, "notOnTheRota")]
    [InlineData(1, "ira", null, "notYourTurn")]
    [InlineData(-3, "ira", null, "notYourTurn")]
    [InlineData(3, "ira", 2, "notTheirTurn")]
    [InlineData(3, "ira", 1, null)]
    public void Only_a_turn_of_ones_own_that_is_not_over_goes_to_somebody_of_the_rota(int day, string with, int? back, string? code) =>
        (Set().When(new BodyCommand.SwapDuty(As("juno"), Id("swap"), new(Today.AddDays(day), Id(with), back is { } b ? Today.AddDays(b) : null), Now)).Refusal?.Code).ShouldBe(code);

    [Fact]
    public void Where_they_take_no_turns_there_are_none_to_swap_or_to_miss()
    {
        var body = Sextant().With("ira", chair: true).With("juno").After(new BodyEvent.DutySet("sextant", [Id("ira"), Id("juno")]));

        On(body, Now.AddDays(1)).ShouldBe(["ira", "juno"]);
        body.When(new BodyCommand.SwapDuty(As("ira"), Id("swap"), new(Today, Id("juno"), null), Now)).Refusal!.Code.ShouldBe("noTurns");
        body.When(new BodyCommand.SayAbsence(As("ira"), new(Today, Today))).Refusal!.Code.ShouldBe("noTurns");
    }
}
