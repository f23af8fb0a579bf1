using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>P10: somebody under age is in the matter, as the report says or as a panel finds out.</summary>
public sealed class SafeguardingTests
{
    private static readonly DateTimeOffset Tomorrow = Monday.AddHours(24);

    private static GivenCase Noted() => Opened().Cleared().Triaged().After(new CaseCommand.NoteMinor(Seat(1), Monday));

    private static CaseCommand.RecordConsultation Counsel(string? about = Safeguarding.About, string outcome = "noExposure") => new(Seat(1), Monday, outcome, null, "a lawyer") { About = about };

    private static CaseCommand Contact => new CaseCommand.ReachSafeguarding(Seat(1), Monday, "The officer of the foundation; we keep to the chat.");

    private static CaseCommand Guardians => new CaseCommand.ReachGuardians(Seat(2), Monday, "The father was called.");

    private static CaseCommand Code => new CaseCommand.MakeAffectedCode(Seat(1), Monday, Id(77), Report, false, "yes", false) { Minor = true };

    private static IEnumerable<string> Running(GivenCase given) => Clocks.Running(given.State).Select(c => c.Clock);

    [Fact]
    public void Found_out_later_it_is_urgent_and_two_clocks_of_a_day_run()
    {
        var given = Noted();

        given.State.IsUrgent.ShouldBeTrue();
        Clocks.Running(given.State).Where(c => c.Due == Tomorrow).Select(c => c.Clock).ShouldBe(["safeguarding", "minorCounsel"]);
        given.When(new CaseCommand.NoteMinor(Seat(2), Monday)).Events.ShouldBeEmpty("once");
        given.After(new CaseCommand.PassClock(Tomorrow)).Events.OfType<CaseEvent.ClockBreached>().Select(b => b.Clock).ShouldBe(["safeguarding", "minorCounsel"]);

        Running(given.After(Contact)).ShouldNotContain("safeguarding");
        Running(given.After(Counsel())).ShouldNotContain("minorCounsel");
        Running(given.After(Counsel(about: null), Counsel(outcome: "conflicted"))).ShouldContain("minorCounsel", "another question, or no answer");
    }

    [Fact]
    public void Found_out_later_it_is_raised_as_anything_urgent_is_and_takes_the_case_from_nobody()
    {
        var late = Monday.AddDays(4);
        var given = Opened().Cleared(1, 2).Later(late - Monday).After(new CaseCommand.NoteMinor(Seat(1), late));

        given.Then<CaseEvent.UrgencyRaised>().ShouldBe(new("minor", Seat(1), late));
        given.Events.OfType<CaseEvent.SeatReminded>().Select(r => r.Seat).ShouldBe([Seat(3), Seat(4), Seat(5)]);
        SteppingUp.Due(given.State).ShouldHaveSingleItem().ShouldBe(new CaseDue("notAcknowledged", given.State.Id, late.AddHours(12)));
        Opened(urgency: "urgent").Cleared().After(new CaseCommand.NoteMinor(Seat(1), Monday)).ThenNot<CaseEvent.UrgencyRaised>();
    }

    [Fact]
    public void Where_it_is_told_from_another_case_the_time_counts_from_then_on()
    {
        var late = Monday.AddDays(4);
        var told = Opened().Cleared().State.Apply([new CaseEvent.MinorNoted(Monday, Guid.Empty, late)]);

        told.ShouldSatisfyAllConditions(s => s.UrgentSince.ShouldBe(late), s => s.UrgentBecause.ShouldBe("minor"), s => s.MinorSince.ShouldBe(Monday));
        SteppingUp.Due(told).ShouldHaveSingleItem().At.ShouldBe(late.AddHours(12));
    }

    [Fact]
    public void Said_before_there_were_such_clocks_they_run_from_the_word_that_says_so()
    {
        var old = Opened().Cleared().Triaged().State.Apply([new CaseEvent.UrgencyRaised("minor", Seat(1), Monday.AddHours(3))]);

        old.MinorSince.ShouldBe(Monday.AddHours(3));
        Clocks.Running(old).Where(c => c.Due == Monday.AddHours(27)).Select(c => c.Clock).ShouldBe(["safeguarding", "minorCounsel"]);
        Opened().Cleared().State.Apply([new CaseEvent.UrgencyRaised("ongoingThreat", Seat(1), Monday)]).MinorSince.ShouldBeNull();
        old.Apply([new CaseEvent.MinorNoted(Monday.AddHours(5), Seat(2), Monday.AddHours(5))]).MinorSince.ShouldBe(Monday.AddHours(5), "what was noted stays as it was noted");
        Opened().Cleared().State.Apply([new CaseEvent.LegalAsked(Id(30), null, "meridian", Coc.Cases.Domain.Texts.Panel("May we?"), Coc.EventStore.Sensitive.Of<IReadOnlyList<string>>([], "panel"), Tomorrow, Seat(1), Monday, "minor")]).MinorSince.ShouldBe(Monday);
    }

    [Fact]
    public void What_the_report_says_runs_from_when_it_came() =>
        new GivenCase(CaseState.None, Monday).After(new CaseCommand.Open(
            Monday.AddHours(2), Id(700), Id(701), new CaseReport(Report, Monday, null), "urgent", ["sextant"], null, Body(), [new CaseSubject(Rex, "heron", Identification.Claimed)], "J1", "oneProject") { Minor = true })
            .State.MinorSince.ShouldBe(Monday);

    [Fact]
    public void Guardians_are_contacted_when_both_were_asked_and_not_before()
    {
        Opened().Cleared().When(Guardians).ThenRefused("noMinor");
        Opened().Cleared().When(Contact).ThenRefused("noMinor");
        Noted().When(Guardians).ThenRefused("minor");
        Noted().After(Contact).When(Guardians).ThenRefused("minor");
        Noted().After(Counsel()).When(Guardians).ThenRefused("minor");

        Noted().After(Contact, Counsel()).After(Guardians).Then<CaseEvent.GuardiansReached>().Note.Owner.ShouldBe("panel");
    }

    [Fact]
    public void Whatever_else_counsel_was_asked_about_opens_no_way_to_a_child()
    {
        Noted().After(Counsel(about: null)).When(Code).ThenRefused("minor");
        var asked = Noted().After(new CaseCommand.AskCounsel(Seat(1), Monday, Id(30), null, "May we write to her?", []) { About = Safeguarding.About });
        asked.Then<CaseEvent.LegalAsked>().ShouldSatisfyAllConditions(e => e.About.ShouldBe("minor"), e => e.Due.ShouldBe(Tomorrow), e => e.Proposal.ShouldBeNull());
        asked.When(Code).ThenRefused("minor");

        asked.After(new CaseCommand.AnswerAsCounsel(Id(400), Monday, Id(30), "noExposure", null), Code).Then<CaseEvent.AffectedCodeMade>();
    }

    [Fact]
    public void Also_when_it_is_decided_counsel_can_be_asked_about_that_and_about_nothing_else()
    {
        var decided = Opened().Ready().Proposed().Voted("yes", 1, 2, 3).MeetingClosed();
        decided.When(Counsel(about: null)).ThenRefused("alreadyDecided");
        decided.When(Code).ThenRefused("minor");
        Availability.Allowed(decided.State, Seat(1), Monday).ShouldNotContain("legal-consultations");

        var noted = decided.After(new CaseCommand.NoteMinor(Seat(2), Monday));
        Availability.Allowed(noted.State, Seat(1), Monday).ShouldContain("legal-consultations");
        noted.After(Counsel(), Code).Then<CaseEvent.AffectedCodeMade>();
    }

    [Fact]
    public void There_is_no_mediation_and_what_is_offered_ends()
    {
        var given = Opened().Cleared().Triaged().After(new CaseCommand.NoticeAccused(Seat(1), Monday, Id(40), Rex, "w", null, null, null, false, null));
        given = given.After(new CaseCommand.HearFromAccused(Monday, TellingAccused.RoomOf(given.State, Rex), Id(41), "entered", null));
        var offer = new CaseCommand.OfferMediation(Seat(1), Monday, Id(42), Rex, Report, new(true, false, false, false));

        given.After(offer).After(new CaseCommand.NoteMinor(Seat(1), Monday)).Then<CaseEvent.MediationEnded>();
        var noted = given.After(new CaseCommand.NoteMinor(Seat(1), Monday));
        noted.When(offer).ThenRefused("minor");
        Availability.Allowed(noted.State, Seat(1), Monday).ShouldNotContain("mediation");
    }

    [Fact]
    public void It_goes_along_with_the_case()
    {
        var offered = Noted().After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all")).Later(TimeSpan.FromDays(3));
        var there = CaseState.None.Apply(Transferring.Begin(offered.State, new CaseCommand.AcceptTransfer(offered.Now, Id(50), Id(51), Body(kind: "foundation"), [new CaseSubject(Rex, "gannet", Identification.Claimed)])));

        there.MinorSince.ShouldBe(Monday);
        there.IsUrgent.ShouldBeTrue();
        Clocks.DueOf(there).Select(d => d.At).ShouldNotContain(Tomorrow, "what was late before is not the next body's breach");
        Clocks.Running(there).Where(c => c.Due == offered.Now.AddHours(24)).Select(c => c.Clock).ShouldBe(["safeguarding", "minorCounsel"], "its own day");
        Clocks.DueOf(there).Select(d => d.At).ShouldContain(offered.Now.AddHours(24));
    }

    [Fact]
    public void It_is_no_way_round_a_reporters_no_where_nobody_says_that_there_is_a_minor()
    {
        var given = Opened().Cleared().Triaged();
        var ask = new CaseCommand.AskCounsel(Seat(1), Monday, Id(30), null, "What do you make of her?", []) { Consents = new(Consenting.Counsel, new Dictionary<Guid, string> { [Report] = Consenting.No }) };

        given.When(ask).ThenRefused("noConsent");
        given.When(ask with { About = Safeguarding.About }).ThenRefused("noMinor");
        given.When(Counsel()).ThenRefused("noMinor");
        Noted().After(ask with { About = Safeguarding.About }).Then<CaseEvent.LegalAsked>();
    }

    [Fact]
    public void What_counsel_says_of_it_is_no_word_about_the_bodys_own_risk()
    {
        var answered = Noted().After(Counsel(outcome: "exposureLikely"));

        answered.ThenNot<CaseEvent.TransferBecameDue>();
        answered.State.ShouldSatisfyAllConditions(s => s.ExposureLikely.ShouldBeFalse(), s => s.Exposures.ShouldBeEmpty(), s => s.MinorCounselAt.ShouldBe(Monday));
    }

    [Fact]
    public void An_appeal_and_a_joint_case_know_of_it()
    {
        var decided = AppealingTests.Told().After(new CaseCommand.NoteMinor(Seat(2), Monday));
        var appeal = Appealing.Begin(decided.State, new CaseCommand.ReceiveAppeal(Monday, Id(60), "accused", Rex, null, Monday, [], "t", Id(61), Body(3, kind: "foundation"), []));
        CaseState.None.Apply(appeal).MinorSince.ShouldBe(Monday);

        var lead = new GivenCase(CaseState.None, Monday).After(Moves.OpenJointly()).Cleared();
        var join = new CaseCommand.Join(Monday, Id(90), lead.After(new CaseCommand.NoteMinor(Seat(1), Monday)).State, JointState.Together, null, null, Body(3), [new CaseSubject(Rex, "gannet", Identification.Claimed)]);
        var joined = CaseDecider.Decide(CaseState.None, join with { Lead = lead.State }).Events;
        CaseState.None.Apply(joined).MinorSince.ShouldBeNull();
        CaseState.None.Apply(CaseDecider.Decide(CaseState.None, join).Events).MinorSince.ShouldBe(Monday);
        CaseState.None.Apply(joined).Apply(CaseDecider.Decide(CaseState.None.Apply(joined), join).Events).MinorSince.ShouldBe(Monday, "found out there later");
    }

    [Fact]
    public void What_was_done_about_it_in_a_duplicate_is_done_and_what_was_found_out_meanwhile_goes_back_with_it()
    {
        var into = Opened(urgency: "urgent").Cleared();
        var own = new GivenCase(Duplicate(into.State, Id(801), Monday), Monday);
        var known = own.After(new CaseCommand.NoteMinor(Seat(1), Monday), Contact, Counsel(), Guardians);

        var after = into.After(new CaseCommand.LinkReport(Seat(1), Monday, Id(801), known.State, [])).State;
        after.ShouldSatisfyAllConditions(s => s.MinorSince.ShouldBe(Monday), s => s.MinorCounselAt.ShouldBe(Monday), s => s.SafeguardingReached.ShouldHaveSingleItem(), s => s.GuardiansReached.ShouldHaveSingleItem());
        Clocks.Running(after).Select(c => c.Clock).ShouldNotContain("minorCounsel");

        var pair = Linking.Link(own.State, into.State, new CaseCommand.LinkReport(Seat(1), Monday, Id(801), own.State, []));
        var noted = new GivenCase(into.State.Apply(pair.Present), Monday).After(new CaseCommand.NoteMinor(Seat(1), Monday), Contact, new CaseCommand.NoteRetention(Seat(1), Monday, Id(62), "the chat", Monday.AddDays(9)));
        var back = own.State.Apply(pair.Former).Apply(Linking.Unlink(own.State.Apply(pair.Former), noted.State, new CaseCommand.UnlinkReport(Seat(1), Monday, Id(801)), []).Former);
        back.ShouldSatisfyAllConditions(s => s.MinorSince.ShouldBe(Monday), s => s.SafeguardingReached.ShouldHaveSingleItem(), s => s.Retentions.ShouldHaveSingleItem());
    }
}
