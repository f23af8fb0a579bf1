using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>P1: bodies of one or two acknowledge, preserve and protect; nobody is limited by them without a co-decider lent by the foundation, or a transfer.</summary>
public sealed partial class SmallBodiesTests
{
    [Fact]
    public void Two_alone_do_not_limit_anybody()
    {
        var given = Two().Ready();

        given.When(new CaseCommand.Propose(Seat(1), Monday, TheProposal, "meeting", given.Suspending(10))).ThenRefused("coDecider");
    }

    [Fact]
    public void Two_alone_decide_what_limits_nobody() =>
        Two().Ready().Proposed(FindingNothing).Voted("yes", 1, 2).MeetingClosed().Then<CaseEvent.DecisionRecorded>();

    [Fact]
    public void Three_need_nobody_else() =>
        Opened(Body(3, policy: Policy(minimum: 2))).Ready().Proposed().Voted("yes", 1, 2).MeetingClosed().Then<CaseEvent.DecisionRecorded>();

    [Fact]
    public void The_foundation_s_seats_are_asked_in_its_order_after_the_reporter_had_two_days_to_exclude_people()
    {
        var given = Asked(Two().Ready(), Foundation(3));

        given.Then<CaseEvent.CoDeciderAsked>().NotBefore.ShouldBe(Monday.AddHours(48));
        given.Events.OfType<CaseEvent.ReporterMessaged>().ShouldHaveSingleItem().Report.ShouldBe(Report);
        given.ThenNot<CaseEvent.ConflictRequested>();
        CaseDue.Of(given.State).ShouldContain(new CaseDue("coDecider", given.State.Id, Monday.AddHours(48)));

        var first = given.Later(TimeSpan.FromHours(48)).After(new CaseCommand.PassCoDeciderTime(Monday.AddHours(48)));
        first.Then<CaseEvent.ConflictRequested>().Seat.ShouldBe(Lent(2), "the second is on duty");
        var second = first.After(new CaseCommand.AnswerConflict(Lent(2), first.Now, Conflict.Hard, [], null));
        second.Then<CaseEvent.ConflictRequested>().Seat.ShouldBe(Lent(1));
        second.After(new CaseCommand.AnswerConflict(Lent(1), second.Now, Conflict.None, [], null)).ThenNot<CaseEvent.ConflictRequested>();
    }

    [Fact]
    public void In_an_urgent_case_the_first_is_asked_at_once() =>
        Asked(Opened(Body(2, policy: Policy(minimum: 2)), urgency: "urgent").Ready(), Foundation(1)).Then<CaseEvent.ConflictRequested>().Seat.ShouldBe(Lent(1));

    [Fact]
    public void With_whom_was_lent_they_decide_and_not_without_that_vote()
    {
        var given = WithLent().Proposed();

        given.Voted("yes", 1, 2).MeetingClosed().Then<CaseEvent.ProposalFailed>();
        var decided = given.Voted("yes", 1, 2).After(new CaseCommand.Vote(Lent(1), given.Now, TheProposal, "no")).When(new CaseCommand.CloseMeeting(Seat(1), given.Now, TheProposal, []));
        decided.Then<CaseEvent.ProposalAdopted>().ShouldSatisfyAllConditions(a => a.Yes.ShouldBe(2), a => a.Eligible.ShouldBe(3));
    }

    [Fact]
    public void Also_in_writing()
    {
        var given = WithLent().Proposed(route: "written").Voted("yes", 1, 2);
        given.Later(TimeSpan.FromHours(24)).When(new CaseCommand.EndWindow(given.Now.AddHours(24), TheProposal)).Then<CaseEvent.ProposalFailed>();

        given.After(new CaseCommand.Vote(Lent(1), given.Now, TheProposal, "yes")).When(new CaseCommand.EndWindow(given.Now.AddHours(24), TheProposal)).Then<CaseEvent.ProposalAdopted>();
    }

    [Fact]
    public void For_ever_takes_three_also_here()
    {
        var given = WithLent();
        var ban = given.Proposed(given.BanningForEver());

        ban.Voted("yes", 1).After(new CaseCommand.Vote(Lent(1), given.Now, TheProposal, "yes")).When(new CaseCommand.CloseMeeting(Seat(1), given.Now, TheProposal, [])).Then<CaseEvent.ProposalFailed>();
    }

    [Fact]
    public void Only_the_seat_of_the_lender_sees_the_case_and_only_after_it_said_that_it_has_no_conflict()
    {
        var given = Asked(Two().Ready(), Foundation(1)).Later(TimeSpan.FromHours(48)).After(new CaseCommand.PassCoDeciderTime(Monday.AddHours(48)));
        CaseWall.Exists(given.State, [Ticket("orrery")]).ShouldBeNull();
        var cleared = given.After(new CaseCommand.AnswerConflict(Lent(1), given.Now, Conflict.None, [], null));

        CaseWall.Exists(cleared.State, [Ticket("orrery")])!.Seat.ShouldBe(Lent(1));
        CaseWall.Exists(cleared.State, [Ticket("sextant")]).ShouldBeNull("it is no seat of the project");
        CaseWall.Exists(cleared.State, [new TicketSeat(Lent(9), "orrery", "member", false)]).ShouldBeNull("nobody else there reads it");
    }

    [Fact]
    public void When_nobody_there_may_the_case_goes_to_the_foundation()
    {
        var given = Asked(Two().Ready(), Foundation(1)).Later(TimeSpan.FromHours(48)).After(new CaseCommand.PassCoDeciderTime(Monday.AddHours(48)));

        given.After(new CaseCommand.AnswerConflict(Lent(1), given.Now, Conflict.Hard, [], null)).Then<CaseEvent.TransferBecameDue>().ShouldSatisfyAllConditions(d => d.Rule.ShouldBe("P1"), d => d.To.ShouldBe("orrery"));
        Asked(Two().Ready(), Foundation(0)).Then<CaseEvent.TransferBecameDue>().Rule.ShouldBe("P1");
    }

    [Theory]
    [InlineData(3, "project", "notSmall")]
    [InlineData(2, "foundation", "notSmall")]
    public void Only_a_small_project_asks(int members, string kind, string code) =>
        Opened(Body(members, policy: Policy(minimum: 2), kind: kind)).Cleared().When(Ask(Foundation(2))).ThenRefused(code);

    [Fact]
    public void It_asks_once() => Asked(Two().Ready(), Foundation(2)).When(Ask(Foundation(2))).ThenRefused("alreadyAsked");

    [Fact]
    public void Who_sits_in_both_bodies_is_not_lent() =>
        Asked(Two().Ready(), Foundation(1) with { Seats = [Foundation(1).Seats[0] with { Account = Id(501) }] }).Then<CaseEvent.CoDeciderAsked>().Seats.ShouldBeEmpty();

    [Fact]
    public void Who_is_overseen_by_whom_it_is_about_or_was_excluded_meanwhile_is_not_lent()
    {
        var overseen = Foundation(2) with { Seats = [.. Foundation(2).Seats.Select(s => s.Seat == Lent(2) ? s with { Overseen = true } : s)] };
        Asked(Two().Ready(), overseen).Then<CaseEvent.CoDeciderAsked>().Seats.Select(s => s.Seat).ShouldBe([Lent(1)]);

        var excluded = Asked(Two().Ready(), Foundation(2)).After(new CaseCommand.EndSeat(Monday, Lent(2))).Later(TimeSpan.FromHours(48));
        excluded.After(new CaseCommand.PassCoDeciderTime(excluded.Now)).Then<CaseEvent.ConflictRequested>().Seat.ShouldBe(Lent(1));
    }

    [Fact]
    public void When_all_who_were_lent_are_out_others_are_asked_for_and_the_same_ones_not_again()
    {
        var given = Asked(Two().Ready(), Foundation(1)).Later(TimeSpan.FromHours(48)).After(new CaseCommand.PassCoDeciderTime(Monday.AddHours(48)));
        given = given.After(new CaseCommand.AnswerConflict(Lent(1), given.Now, Conflict.Hard, [], null));

        given.When(Ask(Foundation(1))).ThenRefused("alreadyAsked");
        given.After(Ask(Foundation(3))).Then<CaseEvent.CoDeciderAsked>().Seats.Select(s => s.Seat).ShouldBe([Lent(2), Lent(3)], ignoreOrder: true);
    }

    [Fact]
    public void Two_who_were_lent_do_not_take_part_at_once()
    {
        var given = Asked(Two().Ready(), Foundation(2)).Later(TimeSpan.FromHours(48)).After(new CaseCommand.PassCoDeciderTime(Monday.AddHours(48)));
        given = given.Later(TimeSpan.FromDays(3));

        var next = given.After(new CaseCommand.GiveUpOnSeat(given.Now, Lent(2)));

        next.Then<CaseEvent.ConflictRequested>().Seat.ShouldBe(Lent(1));
        next.Then<CaseEvent.SeatLeft>().Seat.ShouldBe(Lent(2));
        var late = next.When(new CaseCommand.AnswerConflict(Lent(2), next.Now, Conflict.None, [], null));
        late.State.SeatOf(Lent(2))!.Clean.ShouldBeFalse();
    }

    [Fact]
    public void Nobody_is_asked_for_or_asked_while_the_case_is_on_its_way_elsewhere()
    {
        var offer = new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all");
        Two().Ready().After(offer).When(Ask(Foundation(2))).ThenRefused("alreadyOffered");
        var law = new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.SuspectedLawViolation, true);
        Two().Ready().After(law).When(Ask(Foundation(2))).ThenRefused("R15");
        Availability.Allowed(Two().Ready().After(law).State, Seat(1), Monday).ShouldNotContain("co-decider");

        var given = Asked(Two().Ready(), Foundation(2)).After(offer).Later(TimeSpan.FromHours(48));
        Lending.DueOf(given.State).ShouldBeEmpty();
        given.When(new CaseCommand.PassCoDeciderTime(given.Now)).Events.ShouldBeEmpty();
        given.After(new CaseCommand.RecallTransfer(Seat(1), given.Now, Id(50))).Then<CaseEvent.ConflictRequested>().Seat.ShouldBe(Lent(2));
    }

    [Fact]
    public void Whoever_was_lent_and_had_to_leave_for_a_duplicate_alone_is_asked_again_when_it_is_unlinked()
    {
        var (linked, own) = LinkedWithout(WithLent(), 1);
        linked.SeatOf(Lent(1))!.Left.ShouldBeTrue();

        var back = Linking.Unlink(own, linked, new CaseCommand.UnlinkReport(Seat(1), Monday.AddDays(3), Id(801)) { MayTakePart = [Lent(1)] }, []);

        back.Present.OfType<CaseEvent.SeatCameBack>().ShouldHaveSingleItem().Seat.ShouldBe(Lent(1));
        back.Present.OfType<CaseEvent.ConflictAskedAgain>().ShouldHaveSingleItem().Seat.ShouldBe(Lent(1));
        linked.Apply(back.Present).SeatOf(Lent(1))!.ShouldSatisfyAllConditions(s => s.Awaited.ShouldBeTrue(), s => s.Sees.ShouldBeFalse());
    }

    [Fact]
    public void Whoever_was_lent_does_not_come_back_beside_another_who_was_asked_meanwhile()
    {
        var given = Asked(Two().Ready(), Foundation(2)).Later(TimeSpan.FromHours(48)).After(new CaseCommand.PassCoDeciderTime(Monday.AddHours(48)));
        var (linked, own) = LinkedWithout(given.After(new CaseCommand.AnswerConflict(Lent(2), given.Now, Conflict.None, [], null)), 2);
        linked.SeatOf(Lent(1))!.Awaited.ShouldBeTrue("the next is asked");

        var back = Linking.Unlink(own, linked, new CaseCommand.UnlinkReport(Seat(1), Monday.AddDays(3), Id(801)) { MayTakePart = [Lent(1), Lent(2)] }, []);

        back.Present.OfType<CaseEvent.SeatCameBack>().ShouldBeEmpty();
        linked.Apply(back.Present).Panel.Count(p => p.IsLent && (p.Clean || p.Awaited)).ShouldBe(1);
    }

    [Fact]
    public void A_report_whose_reporter_was_not_told_ahead_is_not_linked_where_somebody_lent_reads_or_is_asked_to()
    {
        var (announced, reads) = (Asked(Two().Ready(), Foundation(1)), WithLent());
        var own = Duplicate(reads.State, Id(801), Monday);
        foreach (var given in new[] { announced, reads })
        {
            given.When(new CaseCommand.LinkReport(Seat(1), reads.Now, Id(801), own, [])).ThenRefused("lentSeat");
            given.When(new CaseCommand.LinkReport(Seat(1), reads.Now, Id(801), TwoDaysAfterAsking(own, reads.Now.AddTicks(1)), [])).ThenRefused("lentSeat");
            given.When(new CaseCommand.LinkReport(Seat(1), reads.Now, Id(801), own with { Loan = new("meridian", Monday, "lent") }, [])).ThenRefused("lentSeat");
        }

        var linked = reads.After(new CaseCommand.LinkReport(Seat(1), reads.Now, Id(801), TwoDaysAfterAsking(own, reads.Now), []));
        Consenting.AnswerOf(linked.State, Id(801), "lent").ShouldBe("yes", "what they said of one person of the foundation holds here too");
        Two().Ready().Linked(Id(801)).State.ReportIds.ShouldContain(Id(801));
    }

    [Fact]
    public void Whoever_is_lent_stands_in_for_no_member_so_the_alternate_is_called_all_the_same()
    {
        var two = Opened(Body(2, alternates: 1, policy: Policy(minimum: 2))).Ready();
        var given = Asked(two, Foundation(1)).Later(TimeSpan.FromHours(48)).After(new CaseCommand.PassCoDeciderTime(Monday.AddHours(48)));
        given = given.After(new CaseCommand.AnswerConflict(Lent(1), given.Now, Conflict.None, [], null));

        given.Answered(2, Conflict.Hard).Then<CaseEvent.ConflictRequested>().Seat.ShouldBe(Seat(101));
    }

    [Fact]
    public void Two_with_whom_somebody_lent_takes_part_act_alone_for_a_week_at_most() =>
        WithLent().When(new CaseCommand.TakeInterimMeasure(Seat(1), Monday.AddHours(48), Id(40), Rex, "mute", [], Monday.AddDays(20), "threats")).ThenRefused("measureTooLong");

    [Fact]
    public void Where_nobody_can_lend_and_nobody_stands_above_two_decide()
    {
        var top = Body(2, policy: Policy(minimum: 2) with { Arbiter = null }, kind: "foundation") with { Parent = null };

        Opened(top).Ready().Proposed().State.Proposals.ShouldHaveSingleItem();
        Lending.Missing(Opened(top with { Parent = "meridian" }).State, Opened(top).Suspending(10)).ShouldNotBeNull().Code.ShouldBe("coDecider");
    }

    private static GivenCase Two() => Opened(Body(2, policy: Policy(minimum: 2)));

    private static GivenCase WithLent()
    {
        var given = Asked(Two().Ready(), Foundation(1)).Later(TimeSpan.FromHours(48)).After(new CaseCommand.PassCoDeciderTime(Monday.AddHours(48)));
        return given.After(new CaseCommand.AnswerConflict(Lent(1), given.Now, Conflict.None, [], null));
    }

    // A duplicate for which this one of the foundation must not read.
    private static (CaseState Linked, CaseState Own) LinkedWithout(GivenCase given, int lent)
    {
        var own = TwoDaysAfterAsking(Duplicate(given.State, Id(801), Monday), given.Now);
        var pair = Linking.Link(own, given.State, new CaseCommand.LinkReport(Seat(1), given.Now, Id(801), own, [Lent(lent)]));
        pair.Refusal.ShouldBeNull();
        return (given.State.Apply(pair.Present), own.Apply(pair.Former));
    }

    // The same was asked for in the other case, so its reporter heard ahead.
    private static CaseState TwoDaysAfterAsking(CaseState own, DateTimeOffset now) => own with { Loan = new("orrery", now, "lent"), Consents = [new(Id(801), "lent", null, "yes")] };

    private static GivenCase Asked(GivenCase given, HandlingBody foundation) => given.After(Ask(foundation));

    private static CaseCommand.AskCoDecider Ask(HandlingBody foundation) => new(Seat(1), Monday, foundation) { Consents = new("lent", new Dictionary<Guid, string> { [Report] = "yes" }) };

    // The second of them is on duty.
    private static HandlingBody Foundation(int members) => Body(0, kind: "foundation") with
    {
        Seats = [.. Enumerable.Range(1, members).Select(n => new HandlingSeat(Lent(n), Id(n + 550), "member", n == 1, "elected", n, n == 2 ? 1 : null))],
    };

    private static Guid Lent(int number) => Id(number + 300);

    private static TicketSeat Ticket(string body) => new(Lent(1), body, "member", false);
}
