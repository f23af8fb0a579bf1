using Coc.Contracts.Channel;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;
using static Coc.Unit.Liaison.GivenBody;

namespace Coc.Unit.Liaison;

/// <summary>Policies that would stop a body are refused with the rule they break, proposed and confirmed alike.</summary>
public sealed class PolicyLimitTests
{
    private static GivenBody Five => new[] { "ira", "juno", "kai", "lou", "mo" }.Aggregate(Sextant(), (body, name) => body.With(name));

    [Theory]
    [InlineData("5", null, null)]
    [InlineData("6", null, "quorumUnreachable")]
    [InlineData("6", 6, null)] // a seat is vacant; the charter has six
    [InlineData("majority", 1, null)]
    public void A_quorum_can_be_reached(string quorum, int? seats, string? code) => Code(new PolicyTerms(Quorum: quorum) { MemberSeats = seats }).ShouldBe(code);

    [Theory]
    [InlineData(5, null)]
    [InlineData(6, "panelUnreachable")]
    public void A_panel_can_be_formed(int panel, string? code) => Code(new PolicyTerms(PanelMinimum: panel)).ShouldBe(code);

    [Theory]
    [InlineData("majority", null, null)]
    [InlineData("9", null, "memberSeatsNeeded")] // seats are filled one after the other: only the charter can say whether nine will ever sit
    [InlineData("9", 9, null)]
    [InlineData("9", 8, "quorumUnreachable")]
    public void A_body_without_members_says_how_many_it_has_before_it_has_a_quorum_in_numbers(string quorum, int? seats, string? code)
    {
        var terms = new PolicyTerms(Quorum: quorum) { MemberSeats = seats };

        (Set(Sextant(), terms, Surroundings.None).Refusal?.Code).ShouldBe(code);
        (Set(Sextant().With("ada", "alternate"), terms, Surroundings.None).Refusal?.Code).ShouldBe(code, "an alternate is no member");
        (BodyDecider.Decide(new BodyCommand.AddBody(Sextant().State.Profile!, terms, Now), BodyState.Nothing).Refusal?.Code).ShouldBe(code);
    }

    [Theory]
    [InlineData("5", null, 60, null)]
    [InlineData("6", null, 60, "quorumUnreachable")]
    [InlineData("majority", 6, 60, "panelUnreachable")]
    [InlineData("5", null, 29, null)]
    [InlineData("6", null, 29, "quorumUnreachable")]
    public void Whoever_sits_after_every_term_now_known_a_policy_is_held_against_those_who_sit_now(string quorum, int? panel, int inDays, string? code)
    {
        var ending = new[] { "ira", "juno", "kai", "lou", "mo" }.Aggregate(
            Sextant(), (body, name) => body.After(new BodyEvent.SeatFilled("sextant", Id(name), Id("account " + name), Terms(name, "member", "", false, "elected") with { TermEnd = Now.AddDays(30) }, Now.AddDays(-1))));

        (Set(ending, new PolicyTerms(Quorum: quorum, PanelMinimum: panel), Surroundings.None, Now.AddDays(inDays)).Refusal?.Code).ShouldBe(code);
    }

    [Fact]
    public void Whose_term_goes_on_is_whom_a_policy_of_then_is_held_against()
    {
        var four = Five.After(new BodyEvent.SeatAmended("sextant", Id("mo"), Id("account mo"), Terms("mo", "member", "", false, "elected") with { TermEnd = Now.AddDays(30) }));

        Set(four, new PolicyTerms(Quorum: "5"), Surroundings.None, Now.AddDays(30).AddTicks(-1)).Refusal.ShouldBeNull();
        Set(four, new PolicyTerms(Quorum: "5"), Surroundings.None, Now.AddDays(30)).Refusal!.Code.ShouldBe("quorumUnreachable");
    }

    [Theory]
    [InlineData("1", 0, null)]
    [InlineData("", 0, "noBusinessDay")]
    [InlineData("1", 51, null)] // of the 52 or 53 Mondays of a year one is left
    [InlineData("1", 60, "noBusinessDay")]
    public void A_calendar_has_business_days(string weekdays, int mondaysOff, string? code)
    {
        var monday = DateOnly.FromDateTime(Now.UtcDateTime);
        var calendar = new BusinessCalendar(
            [.. weekdays.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)], [.. Enumerable.Range(0, mondaysOff).Select(week => monday.AddDays(7 * week))]);

        Code(new PolicyTerms(Calendar: calendar)).ShouldBe(code);
    }

    [Theory]
    [InlineData("meridian", null)]
    [InlineData("sextant", "circularArbiter")]
    [InlineData("orrery sextant", "circularArbiter")]
    [InlineData("orrery meridian orrery", "circularArbiter")]
    public void Arbiters_do_not_lead_back(string chain, string? code) =>
        (Set(Five, new PolicyTerms(Arbiter: chain.Split(' ')[0]), new(chain.Split(' '), false, [])).Refusal?.Code).ShouldBe(code);

    [Theory]
    [InlineData("2027-01-01", "2028-01-01", null, true)] // each alone leads nowhere; from 2028 on they lead to each other
    [InlineData("2028-01-01", "2027-01-01", null, true)]
    [InlineData("2027-01-01", "2028-01-01", "2027-06-01", false)] // by then another policy of one's own is in force
    [InlineData(null, "2028-01-01", null, true)]
    public void Arbiters_do_not_lead_back_once_all_policies_to_come_are_in_force(string? from, string otherFrom, string? until, bool refused)
    {
        var body = Sextant();
        var other = BodyState.Nothing with { Profile = new("astrolabe", "Astrolabe", "project", "own", "orrery", null), Policies = [new(1, Now.AddYears(-1), new()), new(2, Day(otherFrom), new(Arbiter: "sextant"))] };
        var bodies = new Dictionary<string, BodyState>
        {
            ["sextant"] = until is null ? body.State : body.State with { Policies = body.State.Policies.Add(new(2, Day(until), new())) }, ["astrolabe"] = other, ["meridian"] = Parent,
        };

        var around = Around.OfPolicy(new PolicyTerms(Arbiter: "astrolabe"), "sextant", from is null ? Now : Day(from), bodies);

        (Set(body, new PolicyTerms(Arbiter: "astrolabe"), around).Refusal?.Code).ShouldBe(refused ? "circularArbiter" : null);
    }

    [Fact]
    public void Who_names_no_arbiter_means_the_parent()
    {
        var parent = Parent with { Policies = [new(1, Now.AddYears(-1), new(Arbiter: "sextant"))] };

        var around = Around.OfPolicy(new PolicyTerms(), "sextant", Now, new Dictionary<string, BodyState> { ["sextant"] = Five.State, ["meridian"] = parent });

        Set(Five, new PolicyTerms(), around).Refusal!.Code.ShouldBe("circularArbiter");
    }

    private static BodyState Parent { get; } = BodyState.Nothing with { Profile = new("meridian", "Meridian", "parent", "own", "meridian", null), Policies = [new(1, Now.AddYears(-1), new())] };

    private static DateTimeOffset Day(string day) => DateTimeOffset.Parse(day, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

    [Fact]
    public void An_arbiter_is_in_the_directory() => Set(Five, new PolicyTerms(Arbiter: "nobody"), new([], true, [])).Refusal!.Rule.ShouldBe("R17");

    [Fact]
    public void What_became_impossible_since_the_proposal_is_refused_at_the_confirmation()
    {
        var proposed = Five.After(Set(Five, new PolicyTerms(Quorum: "5"), Surroundings.None).Events);
        var four = proposed.After(proposed.When(new BodyCommand.EndSeat(As("mo"), Id("c"), Id("mo"), Now)).Events);

        four.When(new BodyCommand.ConfirmChange(As("juno"), Id("policy"), Now)).Refusal!.Code.ShouldBe("quorumUnreachable");
    }

    [Fact]
    public void A_seat_in_a_body_that_does_not_go_together_with_this_one_is_refused()
    {
        var around = new Surroundings([], false, ["steering"]);

        Sextant().When(Fill(Admin, "new") with { Around = around }).Refusal!.Code.ShouldBe("seatInTwoBodies");
        Sextant().When(Fill(Admin, "new", "liaison") with { Around = around }).Refusal.ShouldBeNull();
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 3)]
    [InlineData(10, 3)]
    [InlineData(20, 2)]
    public void The_version_in_force_is_the_one_that_took_effect_last(int days, int version)
    {
        // The second was set first, but takes effect later than the third.
        var body = Sextant().After(
            new BodyEvent.PolicySet("sextant", 2, Now.AddDays(20), new()), new BodyEvent.PolicySet("sextant", 3, Now, new()));

        body.State.PolicyAt(Now.AddDays(days)).Version.ShouldBe(version);
    }

    private static string? Code(PolicyTerms terms) => Set(Five, terms, Surroundings.None).Refusal?.Code;

    private static Coc.Liaison.Domain.Decision<BodyEvent> Set(GivenBody body, PolicyTerms terms, Surroundings around, DateTimeOffset? from = null) =>
        body.When(new BodyCommand.SetPolicy(As("ira", chair: true), Id("policy"), terms, from ?? Now, Now) { Around = around });
}
