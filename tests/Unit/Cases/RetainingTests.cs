using Coc.Cases.Domain;
using Coc.Cases.Features.ListingCases;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>R8: before a platform deletes what somebody pointed at, the panel is warned.</summary>
public sealed class RetainingTests
{
    private static readonly DateTimeOffset Gone = Monday.AddDays(5);

    private static GivenCase Noted() => Opened().Cleared().After(new CaseCommand.NoteRetention(Seat(1), Monday, Id(60), "the chat keeps ninety days", Gone));

    private static bool Warned(GivenCase given) =>
        Waiting.Is(given.State, Waiting.Clock, Waiting.WarningOf(given.State.Id, Retaining.Noting, Gone), [new TicketSeat(Seat(2), "sextant", "member", false)]);

    [Fact]
    public void It_warns_until_somebody_says_what_became_of_it()
    {
        var noted = Noted();
        noted.Then<CaseEvent.RetentionNoted>().Source.Owner.ShouldBe("panel");
        Warned(noted).ShouldBeTrue();
        CaseWords.NextDue(noted.Triaged().State).ShouldBe(Gone);

        var saved = noted.After(new CaseCommand.SettleRetention(Seat(2), Monday, Id(60), "saved"));
        Warned(saved).ShouldBeFalse();
        saved.When(new CaseCommand.SettleRetention(Seat(2), Monday, Id(60), "lost")).ThenRefused("retentionSettled");
    }

    [Fact]
    public void The_next_owner_is_warned_too()
    {
        var offered = Noted().Triaged().After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all")).Later(TimeSpan.FromDays(3));
        var there = CaseState.None.Apply(Transferring.Begin(offered.State, new CaseCommand.AcceptTransfer(offered.Now, Id(50), Id(51), Body(kind: "foundation"), [new CaseSubject(Rex, "gannet", Identification.Claimed)])));

        there.Retentions.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Until.ShouldBe(Gone), r => r.Source.ShouldBe("the chat keeps ninety days"));
    }

    [Fact]
    public void Come_home_it_is_known_what_became_of_it_meanwhile()
    {
        var home = Noted().State;
        var there = Noted().After(new CaseCommand.SettleRetention(Seat(2), Monday, Id(60), "saved")).State;

        home.Apply(Retaining.Carried(there, home, Monday)).Retentions.ShouldHaveSingleItem().Outcome.ShouldBe("saved");
        Retaining.Carried(there, there, Monday).ShouldBeEmpty();
        Retaining.Carried(there, CaseState.None, Monday).ShouldBeEmpty("what is done is nobody's clock");
    }

    [Fact]
    public void Not_without_end()
    {
        var given = Enumerable.Range(100, 50).Aggregate(Opened().Cleared(), (g, n) => g.After(new CaseCommand.NoteRetention(Seat(1), Monday, Id(n), "the chat", Gone)));

        given.When(new CaseCommand.NoteRetention(Seat(1), Monday, Id(999), "the chat", Gone)).ThenRefused("retentionsEnough");
        Availability.Allowed(given.State, Seat(1), Monday).ShouldNotContain("retention");
    }

    private static GivenCase OpenedOn(string platform, DateTimeOffset first, DateTimeOffset? last = null, int days = 90, PolicyDocument? policy = null) =>
        new GivenCase(CaseState.None, Monday).After(new CaseCommand.Open(
            Monday, Id(700), Id(701), new CaseReport(Report, Monday, null), "normal", ["sextant"], null, Body(policy: policy ?? Policy() with { Platforms = [new("chat", new Period(Days: days)), new("mail", new Period(Days: 5))] }),
            [new CaseSubject(Rex, "heron", Identification.Claimed)], "J1", "oneProject")
        {
            Places = new(Report, [platform, "github"], first, last ?? first),
        });

    [Fact]
    public void On_a_platform_that_is_known_to_delete_the_clock_runs_from_the_first_of_it()
    {
        var opened = OpenedOn("chat", Monday.AddDays(-80));

        opened.Then<CaseEvent.RetentionNoted>().ShouldSatisfyAllConditions(r => r.Platform.ShouldBe("chat"), r => r.Until.ShouldBe(Monday.AddDays(10)), r => r.By.ShouldBe(Guid.Empty));
        var due = opened.Cleared();
        Waiting.Is(due.State, Waiting.Clock, Waiting.WarningOf(due.State.Id, Retaining.Noting, Monday.AddDays(10)), [new TicketSeat(Seat(2), "sextant", "member", false)]).ShouldBeTrue();
        due.After(new CaseCommand.SettleRetention(Seat(2), Monday, opened.State.Retentions[0].Id, "saved")).Then<CaseEvent.RetentionSettled>();
    }

    [Fact]
    public void Where_the_first_is_gone_it_runs_from_the_last_and_where_all_is_gone_not_at_all()
    {
        OpenedOn("chat", Monday.AddDays(-100), Monday.AddDays(-1)).Then<CaseEvent.RetentionNoted>().Until.ShouldBe(Monday.AddDays(89));
        OpenedOn("chat", Monday.AddDays(-100), Monday.AddDays(-90)).ThenNot<CaseEvent.RetentionNoted>();
    }

    [Fact]
    public void Of_a_platform_nobody_knows_nothing_is_said()
    {
        OpenedOn("forum", Monday).ThenNot<CaseEvent.RetentionNoted>();
        OpenedOn("chat", Monday, policy: Policy()).ThenNot<CaseEvent.RetentionNoted>();
        Opened().ThenNot<CaseEvent.RetentionNoted>();
    }

    [Fact]
    public void The_next_owner_knows_the_platform_and_has_one_clock()
    {
        var opened = OpenedOn("chat", Monday);
        var carried = Retaining.Carried(opened.State, CaseState.None, Monday).OfType<CaseEvent.RetentionNoted>().ShouldHaveSingleItem();

        carried.Platform.ShouldBe("chat");
        Retaining.Carried(opened.State, OpenedOn("chat", Monday).State, Monday).ShouldBeEmpty("it is the same report");
    }
}
