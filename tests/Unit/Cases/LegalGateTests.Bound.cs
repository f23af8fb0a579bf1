using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What counsel's word is about, and whose it is (P17).</summary>
public sealed partial class LegalGateTests
{
    [Fact]
    public void What_counsel_knew_when_they_said_so_does_not_make_it_wait_again()
    {
        var given = Opened(Body(kind: "foundation")).Ready().After(new CaseCommand.RecordRiskFactor(Seat(1), Monday, "attorneyHired", true)).Proposed(Opened().Suspending(90)).Voted("yes", 1, 2, 3);

        AnsweredWith(given, "noExposure").MeetingClosed().Then<CaseEvent.DecisionRecorded>();
    }

    [Fact]
    public void What_counsel_writes_has_a_key_of_its_own_and_what_nobody_wrote_has_none()
    {
        var note = AnsweredWith(Waiting(), "noExposure").Then<CaseEvent.LegalAnswered>().Note!;
        (note.Owner, note.Value).ShouldBe(("counsel", "privileged"));

        Waiting().After(new CaseCommand.RecordConsultation(Seat(1), Monday, "noExposure", null, "a lawyer")).Then<CaseEvent.LegalAnswered>().Note.ShouldBeNull();
    }

    [Fact]
    public void A_word_that_names_no_proposal_is_about_the_one_that_waits_and_about_somebody_under_age_about_none()
    {
        var waiting = Waiting();
        var other = waiting.State.ProposalOf(TheProposal)! with { Id = Id(721), State = ProposalState.Open };
        var two = waiting with { State = waiting.State with { Proposals = [other, .. waiting.State.Proposals] } };
        two.After(new CaseCommand.RecordConsultation(Seat(1), Monday, "noExposure", null, "a lawyer")).Then<CaseEvent.LegalAnswered>().Proposal.ShouldBe(TheProposal);

        Waiting().After(new CaseCommand.NoteMinor(Seat(1), Monday), new CaseCommand.AskCounsel(Seat(1), Monday, Id(31), null, "q", []) { About = Safeguarding.About }).Then<CaseEvent.LegalAsked>().Proposal.ShouldBeNull();
    }

    [Fact]
    public void Each_reporter_is_asked_in_a_message_of_their_own()
    {
        var given = Opened(Body(kind: "foundation")).Cleared().Linked(Id(801)).Cleared().Triaged();

        var asked = given.After(new CaseCommand.AskCounsel(Seat(1), Monday, Id(31), null, "q", []) { Consents = new("counsel", new Dictionary<Guid, string>()) });

        var told = asked.Events.OfType<CaseEvent.ReporterMessaged>().ToList();
        told.Select(m => m.Report).ShouldBe([Report, Id(801)]);
        told.Select(m => m.Message).Distinct().Count().ShouldBe(2);
    }
}
