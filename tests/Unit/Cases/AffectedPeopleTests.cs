using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Somebody it happened to, who did not report, gets a page of their own (P4).</summary>
public sealed class AffectedPeopleTests
{
    private static readonly Guid Ana = Id(950);

    private static CaseCommand.MakeAffectedCode Code(bool self = false, string? mayBeContacted = "yes", bool theyAsked = false, int seat = 1) => new(Seat(seat), Monday, Ana, Report, self, mayBeContacted, theyAsked);

    private static GivenCase Invited() => Opened().Cleared().Triaged().After(Code());

    private static CaseCommand.HearFromReporter Said(string kind, int entry = 1, string? answer = null) => new(Monday, Ana, Id(entry), kind, answer);

    [Fact]
    public void The_panel_makes_a_code_and_a_newer_one_until_the_person_came()
    {
        var given = Invited();
        given.Then<CaseEvent.AffectedCodeMade>().ShouldSatisfyAllConditions(e => e.Affected.ShouldBe(Ana), e => e.Report.ShouldBe(Report), e => e.Number.ShouldBe(1));

        given = given.After(Code(seat: 2));
        given.Then<CaseEvent.AffectedCodeMade>().Number.ShouldBe(2);
        given.State.Affected.ShouldBe([new AffectedPage(Ana, Report, 2)]);

        given = given.After(Said("entered"));
        AffectedPeople.EnteredAt(given.State, Ana).ShouldBe(Monday);
        given.When(Code()).ThenRefused("affectedEntered");
        given.When(Said("entered")).Events.ShouldBeEmpty("heard twice is heard once");
    }

    [Fact]
    public void Who_works_for_an_event_does_not_even_learn_in_the_history_that_there_is_a_page()
    {
        var given = Invited().After(
            new CaseCommand.WriteToReporter(Seat(1), Monday, Id(20), Ana, "To her."), new CaseCommand.WriteToReporter(Seat(1), Monday, Id(21), Report, "To the reporter."), Said("withdrawal", 22),
            new CaseCommand.Draft(Seat(1), Monday, Id(23), "affected", null, Ana, "t"), new CaseCommand.HearDataRequest(Monday, Id(24), Ana, "copy", Monday));
        given = given with { State = given.State with { Apologies = [new(Id(25), Id(26), Rex, Ana, Seat(1), Monday), new(Id(27), Id(26), Rex, Report, Seat(1), Monday)] } };
        var staff = given.State.SeatOf(Seat(2))! with { Role = PanelSeat.EventStaff };
        AffectedPeople.SeenBy(given.State, staff).Apologies.Select(a => a.Id).ShouldBe([Id(27)]);
        CaseEvent[] hers =
        [
            new CaseEvent.AffectedCodeMade(Ana, Report, 1, Seat(1), Monday), new CaseEvent.ReporterMessaged(Id(20), Ana, Texts.Reporter(Ana, "t"), Seat(1), Monday),
            new CaseEvent.ReporterWroteBack(Ana, Id(22), "withdrawal", Monday), new CaseEvent.CommunicationApproved(Id(23), Seat(2), Monday), new CaseEvent.DataRequestOverdue(Id(24), Monday),
            new CaseEvent.ApologyWritten(Id(25), Id(28), Monday),
        ];

        hers.ShouldAllBe(e => AffectedPeople.HiddenFrom(given.State, staff)(e));
        hers.ShouldAllBe(e => !AffectedPeople.HiddenFrom(given.State, given.State.SeatOf(Seat(2))!)(e));
        AffectedPeople.HiddenFrom(given.State, staff)(new CaseEvent.ReporterMessaged(Id(21), Report, Texts.Reporter(Report, "t"), Seat(1), Monday)).ShouldBeFalse();
        AffectedPeople.HiddenFrom(given.State, staff)(new CaseEvent.CaseAcknowledged(Seat(1), Monday)).ShouldBeFalse();
    }

    [Fact]
    public void What_is_said_on_another_page_or_before_the_code_was_used_does_not_count_as_coming_in()
    {
        var given = Invited().After(new CaseCommand.HearFromReporter(Monday, Report, Id(1), "entered"), Said("withdrawal", 2));

        AffectedPeople.EnteredAt(given.State, Ana).ShouldBeNull();
        given.After(Code(seat: 2)).Then<CaseEvent.AffectedCodeMade>().Number.ShouldBe(2);
    }

    [Fact]
    public void Of_mediations_who_works_for_an_event_sees_those_with_who_reported()
    {
        var given = Invited() is var invited ? invited with { State = invited.State with { Mediations = [new(Id(60), Rex, Report, Monday, Seat(1), Monday), new(Id(61), Rex, Ana, Monday, Seat(1), Monday)] } } : null!;
        var hidden = AffectedPeople.HiddenFrom(given.State, given.State.SeatOf(Seat(2))! with { Role = PanelSeat.EventStaff });

        hidden(new CaseEvent.MediationBegun(Id(60), Monday.AddDays(30), Monday)).ShouldBeFalse();
        hidden(new CaseEvent.MediationBegun(Id(61), Monday.AddDays(30), Monday)).ShouldBeTrue();
    }

    [Fact]
    public void Who_is_lent_learns_of_no_message_and_no_note_that_may_say_who_reported_but_of_their_own()
    {
        var given = Invited().After(new CaseCommand.WriteToReporter(Seat(1), Monday, Id(21), Report, "To the reporter."), new CaseCommand.AddNote(Seat(1), Monday, Id(22), "She told me."), new CaseCommand.AddNote(Seat(2), Monday, Id(23), "mine"));
        var hidden = AffectedPeople.HiddenFrom(given.State, given.State.SeatOf(Seat(2))! with { Role = Lending.Role });

        hidden(new CaseEvent.ReporterMessaged(Id(21), Report, Texts.Reporter(Report, "t"), Seat(1), Monday)).ShouldBeTrue();
        hidden(new CaseEvent.NoteAdded(Id(22), Texts.Panel("n"), Seat(1), Monday)).ShouldBeTrue();
        hidden(new CaseEvent.NoteAdded(Id(23), Texts.Panel("n"), Seat(2), Monday)).ShouldBeFalse();
        var agreed = given.Apply(new CaseEvent.ConsentAnswered(Report, Consenting.Lent, Consenting.Yes, Monday));
        AffectedPeople.HiddenFrom(agreed.State, agreed.State.SeatOf(Seat(2))! with { Role = Lending.Role })(new CaseEvent.NoteAdded(Id(22), Texts.Panel("n"), Seat(1), Monday)).ShouldBeFalse();
    }

    [Fact]
    public void They_hear_before_another_body_reads_what_they_wrote() =>
        Invited().After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all")).Events.OfType<CaseEvent.ReporterMessaged>().Select(m => m.Report).ShouldBe([Report, Ana]);

    [Fact]
    public void The_body_that_leads_a_joint_case_invites()
    {
        var given = Opened().Cleared().Triaged();
        (given with { State = given.State with { Joint = new JointState(false, "meridian", Id(70)) } }).When(Code()).ThenRefused("otherBodyLeads");
    }

    [Fact]
    public void Who_reported_has_a_receipt() => Opened().Cleared().When(Code(self: true)).ThenRefused("hasReceipt");

    [Theory]
    [InlineData("no", false, false)]
    [InlineData("no", true, true)]
    [InlineData("askMe", true, true)]
    [InlineData("unknown", false, true)]
    [InlineData(null, false, true)]
    public void Whom_the_reporter_would_not_have_contacted_is_not_unless_they_came_by_themselves(string? said, bool theyAsked, bool made)
    {
        var given = Opened().Cleared().When(Code(mayBeContacted: said, theyAsked: theyAsked));

        (given.Refusal?.Code, given.Events.Count > 0).ShouldBe((made ? null : "mayNotBeContacted", made));
    }

    [Fact]
    public void A_reporter_who_wants_to_be_asked_before_is_and_it_is_on_record_why_the_person_was_invited()
    {
        var given = Opened().Cleared();
        given.When(Code(mayBeContacted: "askMe")).ThenRefused("askReporter");

        given.After(Code(mayBeContacted: "askMe") with { ReporterAgrees = true }).Then<CaseEvent.AffectedCodeMade>().Because.ShouldBe("reporterAgreed");
        given.After(Code(mayBeContacted: "no", theyAsked: true)).Then<CaseEvent.AffectedCodeMade>().Because.ShouldBe("theyAsked");
        given.After(Code()).Then<CaseEvent.AffectedCodeMade>().Because.ShouldBeNull();
    }

    [Fact]
    public void A_child_is_contacted_only_after_counsel_was_asked_also_where_they_came_by_themselves()
    {
        var given = Opened().Cleared().Triaged().After(new CaseCommand.NoteMinor(Seat(1), Monday));
        given.When(Code(theyAsked: true) with { Minor = true }).ThenRefused("minor");
        given.After(new CaseCommand.RecordConsultation(Seat(1), Monday, "conflicted", null, "outside counsel") { About = Safeguarding.About }).When(Code() with { Minor = true }).ThenRefused("minor");

        given.After(new CaseCommand.RecordConsultation(Seat(1), Monday, "noExposure", null, "outside counsel") { About = Safeguarding.About }, Code() with { Minor = true }).Then<CaseEvent.AffectedCodeMade>();
    }

    [Fact]
    public void Who_has_a_page_hears_where_the_case_goes_by_itself_and_that_it_came_back()
    {
        var given = Opened().Cleared().After(Code());
        var up = new CaseCommand.StepUp(Monday.AddDays(30), Id(50), Id(51), Body(kind: "foundation"), [new CaseSubject(Rex, "gannet", Identification.Claimed)]);
        SteppingUp.Begin(given.State, up).OfType<CaseEvent.ReporterMessaged>().Select(m => m.Report).ShouldBe([Report, Ana]);

        given = given.Triaged().After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all")).Later(TimeSpan.FromDays(3));
        var accept = new CaseCommand.AcceptTransfer(given.Now, Id(50), Id(51), Body(kind: "foundation"), [new CaseSubject(Rex, "gannet", Identification.Claimed)]);
        var there = new GivenCase(CaseState.None.Apply(Transferring.Begin(given.State, accept)), given.Now).Cleared().After(Code() with { Affected = Id(951), At = given.Now });

        var back = Returning.Decide(given.After(accept).State, there.State, new HandBack.Return(Seat(2), given.Now.AddDays(1), Id(50), "wrongBody", null, Body()));

        back.Former.OfType<CaseEvent.ReporterMessaged>().Select(m => m.Report).ShouldBe([Report, Ana, Id(951)]);
        back.Former.OfType<CaseEvent.ReporterMessaged>().Last().Text.Value!.ShouldContain("what you wrote");
    }

    [Fact]
    public void Nobody_with_a_conflict_and_nobody_in_a_closed_case_makes_one()
    {
        Opened().Cleared(1, 2, 3).When(Code(seat: 4)).ThenRefused("notOnPanel");
        var closed = Opened().Cleared();
        (closed with { State = closed.State with { Stage = CaseStage.Closed } }).When(Code()).ThenRefused("caseClosed");
    }

    [Fact]
    public void What_the_person_writes_is_heard_and_what_is_written_to_them_goes_to_their_thread_alone()
    {
        var given = Invited().After(Said("message", 2), Said("withdrawal", 3), Said("checkIn", 4, "fine"));
        given.State.WithdrawnByReporter.ShouldBeTrue("that it should end is their wish too");
        given.State.ReportersSaid.Select(w => (w.Report, w.Kind)).ShouldBe([(Ana, "withdrawal"), (Ana, "checkIn")]);

        given = given.After(new CaseCommand.WriteToReporter(Seat(1), Monday, Id(31), Ana, "How are you?"));
        given.Then<CaseEvent.ReporterMessaged>().ShouldSatisfyAllConditions(m => m.Report.ShouldBe(Ana), m => m.Text.Owner.ShouldBe($"reporter:{Ana}"));
    }

    [Fact]
    public void A_page_is_no_report_it_is_not_counted_acknowledged_or_asked_for_consent_and_follows_the_case()
    {
        var given = Opened().Cleared().After(Code());
        (given.State.ReportIds.Count(), given.State.ThreadIds.Count(), given.State.FollowedReports.Count()).ShouldBe((1, 2, 2));
        given.State.Facts!.Reports.ShouldBe([Report]);

        given = given.After(new CaseCommand.Acknowledge(Seat(1), Monday, "We have it."));
        given.Then<CaseEvent.ReporterMessaged>().Report.ShouldBe(Report);
        given.Then<CaseEvent.StageReached>().Reports.ShouldBe([Report, Ana]);
    }

    [Fact]
    public void What_is_approved_for_them_is_sent_and_begins_their_time_to_appeal()
    {
        var given = Invited().Heard().Proposed().Voted("yes", 1, 2, 3).MeetingClosed()
            .After(new CaseCommand.Draft(Seat(1), Monday, Id(40), "affected", null, Ana, "We have decided."));
        Appealing.Until(given.State, null, Ana).ShouldBeNull();

        given = given.After(new CaseCommand.Approve(Seat(2), Monday, Id(40)));

        given.Then<CaseEvent.ReporterMessaged>().Report.ShouldBe(Ana);
        Appealing.Until(given.State, null, Ana).ShouldBe(Monday.AddDays(30));
        Appealing.Until(given.State, null, Report).ShouldBeNull("the reporter was not told yet");
        given = given.After(new CaseCommand.ReceiveAppeal(Monday, Id(60), "reporter", null, Ana, Monday, [], "t", Id(61), Body(3, kind: "foundation"), []));
        var begun = CaseState.None.Apply(Appealing.Begin(given.State, new(Monday, Id(60), "reporter", null, Ana, Monday, [], "t", Id(61), Body(3, kind: "foundation"), [])));
        begun.ThreadIds.ShouldBe([Report, Ana]);
        begun.Messages.ShouldHaveSingleItem().Report.ShouldBe(Ana);
    }

    [Fact]
    public void The_page_goes_with_the_case_and_what_was_made_there_comes_back_with_it()
    {
        var given = Invited().After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all")).Later(TimeSpan.FromDays(3));
        var accept = new CaseCommand.AcceptTransfer(given.Now, Id(50), Id(51), Body(kind: "foundation"), [new CaseSubject(Rex, "gannet", Identification.Claimed)]);

        var there = Transferring.Begin(given.State, accept);
        var gone = given.After(accept);

        new GivenCase(CaseState.None.Apply(there), given.Now) { Events = there }.Then<CaseEvent.AffectedCarried>().ShouldBe(new CaseEvent.AffectedCarried(Ana, Report, 1, given.Now));
        there.OfType<CaseEvent.StageReached>().Last().Reports.ShouldBe([Report, Ana]);
        gone.Then<CaseEvent.CaseHandedOver>().Reports.ShouldBe([Report, Ana]);
        gone.When(Said("message", 2)).Events.ShouldBeEmpty("the former owner hears nothing");
        AffectedPeople.Carried(CaseState.None.Apply(there) with { Affected = [new(Ana, Report, 2), new(Id(951), Report, 1)] }, given.State, given.Now).Count().ShouldBe(2);
    }
}
