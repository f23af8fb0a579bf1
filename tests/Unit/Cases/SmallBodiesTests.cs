using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>P1: bodies of one or two acknowledge, preserve and protect; nobody is limited by them without a co-decider lent by the foundation, or a transfer.</summary>
public sealed class SmallBodiesTests
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

    [Theory]
    [InlineData(null, false)]
    [InlineData("no", false)]
    [InlineData("yes", true)]
    public void Whoever_is_lent_reads_what_the_panel_wrote_only_where_the_reporter_agreed_and_what_counsel_said_never(string? said, bool reads)
    {
        var given = WithLent().After(
            new CaseCommand.AddNote(Seat(1), Monday, Id(40), "Carol, who reported, says so."), new CaseCommand.WriteToReporter(Seat(1), Monday, Id(41), Report, "Dear Carol"));
        var state = given.State with
        {
            Consents = said is null ? [] : [new Consent(Report, "foundation", null, said)],
            LegalRequests = [new LegalRequest(Id(42), null, "counsel", "q", [], Monday, Seat(1), Monday) { Outcome = "noExposure", Note = "privileged" }],
        };

        var seen = AffectedPeople.SeenBy(state, state.SeatOf(Lent(1)));

        (seen.Notes.Any(n => n.Text!.Contains("Carol", StringComparison.Ordinal)), seen.Messages.Any(m => m.Text == "Dear Carol")).ShouldBe((reads, reads));
        seen.LegalRequests.ShouldHaveSingleItem().Note.ShouldBeNull();
        AffectedPeople.SeenBy(state, state.SeatOf(Seat(2))).ShouldBeSameAs(state);
        AffectedPeople.HiddenFrom(state, state.SeatOf(Lent(1))!)(new CaseEvent.NoteAdded(Id(40), Texts.Panel("x"), Seat(1), Monday)).ShouldBe(!reads);
    }

    [Theory]
    [InlineData("no", false)]
    [InlineData("yes", true)]
    public void Whoever_is_lent_reads_what_was_sent_to_a_reporter_only_where_they_agreed_and_every_draft_that_waits_for_a_second_seat(string said, bool reads)
    {
        var state = WithLent().State with
        {
            Consents = [new Consent(Report, "foundation", null, said)],
            Communications = [Word(40) with { State = "sent", SentAt = Monday }, Word(41), Word(42) with { Report = null, To = "accused", Person = Rex, State = "sent", SentAt = Monday }],
            SafeguardingReached = [new("Carol's mother said so.", Seat(1), Monday)],
        };

        var seen = AffectedPeople.SeenBy(state, state.SeatOf(Lent(1)));

        seen.Communications.Select(c => c.Id).ShouldBe(reads ? [Id(40), Id(41), Id(42)] : [Id(41), Id(42)]);
        (seen.SafeguardingReached.ShouldHaveSingleItem().Note is not null).ShouldBe(reads);

        static Communication Word(int id) => new(Id(id), "reporter", null, Report, "Dear Carol", Seat(1), Monday);
    }

    [Fact]
    public void Nobody_lent_reads_what_was_written_on_an_affected_persons_page()
    {
        var page = Id(77);
        var state = WithLent().State with { Affected = [new AffectedPage(page, Report, 1)], Consents = [new Consent(Report, "foundation", null, "yes")] };
        state = state with { Messages = [.. state.Messages, (Id(43), page, "Dear Ana", Seat(1), Monday)] };

        AffectedPeople.SeenBy(state, state.SeatOf(Lent(1))).Messages.ShouldNotContain(m => m.Report == page);
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

    private static GivenCase Asked(GivenCase given, HandlingBody foundation) => given.After(Ask(foundation));

    private static CaseCommand.AskCoDecider Ask(HandlingBody foundation) => new(Seat(1), Monday, foundation) { Consents = new("foundation", new Dictionary<Guid, string> { [Report] = "yes" }) };

    // The second of them is on duty.
    private static HandlingBody Foundation(int members) => Body(0, kind: "foundation") with
    {
        Seats = [.. Enumerable.Range(1, members).Select(n => new HandlingSeat(Lent(n), Id(n + 550), "member", n == 1, "elected", n, n == 2 ? 1 : null))],
    };

    private static Guid Lent(int number) => Id(number + 300);

    private static TicketSeat Ticket(string body) => new(Lent(1), body, "member", false);
}
