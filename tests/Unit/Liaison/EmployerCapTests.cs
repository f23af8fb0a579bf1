using Coc.EventStore;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;
using static Coc.Unit.Liaison.GivenBody;

namespace Coc.Unit.Liaison;

/// <summary>R34: how many seats one employer may hold, at appointment and when somebody changes jobs.</summary>
public sealed class EmployerCapTests
{
    private static readonly PolicyTerms QuorumMinusOne = new() { EmployerCapRule = "quorumMinusOne", EmployerCapSeats = "deciding", MemberSeats = 5 };

    [Theory]
    [InlineData(1, null)] // 2 of 6: a second one still fits
    [InlineData(2, "R34")]
    public void Two_of_the_elected_seats(int already, string? rule) =>
        (Held(new PolicyTerms(EmployerCap: 2), already).When(Fill(Admin, "new", employer: "Brightwater")).Refusal?.Rule).ShouldBe(rule);

    [Theory]
    [InlineData(1, null)] // quorum of five is three, so two
    [InlineData(2, "R34")]
    public void One_less_than_the_quorum(int already, string? rule) =>
        (Held(QuorumMinusOne, already).When(Fill(Admin, "new", employer: "Brightwater", appointment: "appointed")).Refusal?.Rule).ShouldBe(rule);

    [Theory]
    [InlineData("elected", null)]
    [InlineData("deciding", "R34")]
    public void Whether_appointed_seats_count_is_the_bodys_rule(string counts, string? rule) =>
        (Held(new PolicyTerms(EmployerCap: 2) { EmployerCapSeats = counts }, 2).When(Fill(Admin, "new", employer: "Brightwater", appointment: "appointed")).Refusal?.Rule).ShouldBe(rule);

    [Theory]
    [InlineData("Copperline", null)]
    [InlineData("brightwater  ", "R34")]
    public void Changing_jobs_is_checked_like_an_appointment(string employer, string? rule)
    {
        var body = Held(new PolicyTerms(EmployerCap: 2), 2).With("kai", employer: "Fernbank");
        var terms = body.State.Seats[Id("kai")].Terms with { Employer = Sensitive.Of(employer, "seat") };

        (body.When(new BodyCommand.AmendSeat(As("kai"), Id("c"), Id("kai"), terms, Now)).Refusal?.Rule).ShouldBe(rule);
    }

    [Theory]
    [InlineData(30, null)] // one of the two leaves the day the new one comes
    [InlineData(29, "R34")]
    public void Only_those_who_sit_at_the_same_time_count(int startsAfter, string? rule)
    {
        var leaves = Now.AddDays(30);
        var body = Held(new PolicyTerms(EmployerCap: 2), 1).After(new BodyEvent.SeatFilled(
            "sextant", Id("leaving"), Id("account leaving"), Terms("leaving", "member", "Brightwater", chair: false, "elected") with { TermEnd = leaves }, Now.AddDays(-1)));
        var terms = Terms("new", "member", "Brightwater", chair: false, "elected") with { TermStart = Now.AddDays(startsAfter) };

        (body.When(Fill(Admin, "new") with { Terms = terms }).Refusal?.Rule).ShouldBe(rule);
    }

    [Fact]
    public void Two_seats_decided_for_later_count_for_each_other()
    {
        var body = Sextant(new PolicyTerms(EmployerCap: 1));
        var later = Terms("one", "member", "Brightwater", chair: false, "elected") with { TermStart = Now.AddDays(5) };
        body = body.After(body.When(Fill(Admin, "one") with { Terms = later }).Events);

        body.When(Fill(Admin, "two") with { Terms = later with { TermStart = Now.AddDays(9) } }).Refusal!.Rule.ShouldBe("R34");
        body.When(Fill(Admin, "two", employer: "Brightwater")).Refusal!.Rule.ShouldBe("R34");
    }

    private static GivenBody Held(PolicyTerms policy, int already) =>
        Enumerable.Range(0, already).Aggregate(Sextant(policy), (body, i) => body.With("held" + i, employer: " BRIGHTWATER "));
}
