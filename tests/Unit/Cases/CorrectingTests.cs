using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Links and persons that turned out to be wrong, and witnesses.</summary>
public sealed class CorrectingTests
{
    [Fact]
    public void A_person_whom_only_one_seat_named_is_mistaken_by_one_word()
    {
        var given = Opened().Cleared(1, 2).After(Mistaken(1));

        given.Then<CaseEvent.SubjectMistaken>().Person.ShouldBe(Rex);
        given.State.Subjects[0].ShouldSatisfyAllConditions(s => s.Mistaken.ShouldBeTrue(), s => s.MistakenBecause.ShouldBe("another account"));
        given.When(Mistaken(2)).Events.ShouldBeEmpty();
        Opened().Cleared(1).When(Mistaken(2)).ThenRefused("notOnPanel");
    }

    [Fact]
    public void Whom_two_seats_confirmed_two_take_back()
    {
        var given = Confirmed().After(Mistaken(1));
        given.Then<CaseEvent.SubjectDoubted>();
        given.State.Subjects[0].Mistaken.ShouldBeFalse();
        given.When(Mistaken(1)).Events.ShouldBeEmpty("one seat is not two");
        given.After(Mistaken(2)).Then<CaseEvent.SubjectMistaken>();
    }

    [Fact]
    public void The_foundation_s_notice_is_struck_and_does_not_come_again()
    {
        var given = Confirmed();
        given.State.Notices.ShouldHaveSingleItem();

        given = given.After(Mistaken(1), Mistaken(2));

        given.Then<CaseEvent.IncidentNoticeStruck>();
        given.After(new CaseCommand.Triage(Seat(1), Monday, "low", "low", null, "spam")).ThenNot<CaseEvent.IncidentNoticed>();
    }

    [Fact]
    public void Measures_that_protected_from_them_end_and_proposals_about_them_are_void()
    {
        var given = Opened().Ready().After(new CaseCommand.TakeInterimMeasure(Seat(2), Monday, Id(5), Rex, "mute", [], Monday.AddDays(9), "threats")).Proposed();

        given = given.After(Mistaken(1));

        given.Then<CaseEvent.InterimMeasureReviewed>().ShouldSatisfyAllConditions(r => r.Verdict.ShouldBe("reversed"), r => r.Until.ShouldBe(Monday));
        given.Then<CaseEvent.ProposalVoided>().Because.ShouldBe("mistaken");
    }

    [Fact]
    public void An_adopted_proposal_that_waits_for_counsel_goes_back_to_the_table()
    {
        var given = Opened().Ready().Proposed(Opened().Suspending(90)).Voted("yes", 1, 2, 3).MeetingClosed();
        given.State.Stage.ShouldBe(CaseStage.AwaitingLegal);

        given = given.After(Mistaken(1), Mistaken(2));

        given.State.Stage.ShouldBe(CaseStage.Deliberating);
        given.Then<CaseEvent.ProposalVoided>().Because.ShouldBe("mistaken");
    }

    [Fact]
    public void Who_was_told_is_told_in_our_words()
    {
        var given = Opened().Ready().After(
            new CaseCommand.Draft(Seat(1), Monday, Id(30), "reporter", null, Report, "It was Rex."), new CaseCommand.Approve(Seat(2), Monday, Id(30)),
            new CaseCommand.Draft(Seat(1), Monday, Id(31), "accused", Rex, null, "We look into what you did."), new CaseCommand.Approve(Seat(2), Monday, Id(31)));

        given = given.After(Mistaken(1));

        given.Then<CaseEvent.ReporterMessaged>().ShouldSatisfyAllConditions(m => m.Report.ShouldBe(Report), m => m.Text.Value!.ShouldNotContain("Rex"), m => m.Text.Value!.ShouldNotContain("another account"));
        given.Then<CaseEvent.CommunicationDrafted>().ShouldSatisfyAllConditions(d => d.Person.ShouldBe(Rex), d => d.Text.Value!.ShouldContain("not about you"));
        given.Then<CaseEvent.CommunicationApproved>();
    }

    [Fact]
    public void Who_was_never_told_anything_learns_nothing()
    {
        var given = Opened().Cleared().Triaged().After(Mistaken(1));

        given.ThenNot<CaseEvent.ReporterMessaged>();
        given.ThenNot<CaseEvent.CommunicationDrafted>();
    }

    [Theory]
    [InlineData("letter", true)]
    [InlineData("room", true)]
    [InlineData("answer", true)]
    [InlineData("letter to another", false)]
    [InlineData("draft", false)]
    [InlineData("answer of another", false)]
    [InlineData("no answer", false)]
    public void Whoever_knew_of_it_in_any_way_is_told_and_nobody_because_somebody_else_did(string known, bool told)
    {
        var given = Opened(subjects: [new(Rex, "heron", Identification.Claimed), new(Tam, "gannet", Identification.Claimed)]).Cleared().Triaged();
        CaseCommand[] Letter(Guid to) => [new CaseCommand.Draft(Seat(1), Monday, Id(31), "accused", to, null, "We look into it."), new CaseCommand.Approve(Seat(2), Monday, Id(31))];
        given = given.After(known switch
        {
            "letter" => Letter(Rex),
            "letter to another" => Letter(Tam),
            "draft" => Letter(Rex)[..1],
            "room" => [new CaseCommand.NoticeAccused(Seat(1), Monday, Id(60), Rex, "why", null, null, null, false, null)],
            "no answer" => [new CaseCommand.Hear(Seat(1), Monday, Id(710), Rex, null, false, "cannot be reached")],
            _ => [new CaseCommand.Hear(Seat(1), Monday, Id(710), known == "answer" ? Rex : Tam, "I was tired.", false, null, Id(711))],
        });

        var mistaken = given.After(Mistaken(1));

        mistaken.Events.OfType<CaseEvent.CommunicationDrafted>().Select(d => (d.To, d.Person)).ShouldBe(told ? [("accused", Rex)] : []);
    }

    [Fact]
    public void Witnessing_is_no_conflict_and_the_seat_still_votes()
    {
        var given = Opened().Ready().After(new CaseCommand.NameWitness(Seat(3), Monday, Id(40), Seat(3), null));

        given.State.SeatOf(Seat(3))!.ShouldSatisfyAllConditions(s => s.Conflict.ShouldBe(Conflict.None), s => s.MayDecide.ShouldBeTrue());
        given.State.Witnesses.ShouldHaveSingleItem().Seat.ShouldBe(Seat(3));
        given.When(new CaseCommand.NameWitness(Seat(1), Monday, Id(41), Seat(3), null)).Events.ShouldBeEmpty();
        given.Proposed().Voted("yes", 1, 2, 3).MeetingClosed().Then<CaseEvent.ProposalAdopted>();
    }

    [Fact]
    public void Who_has_a_hard_conflict_is_a_witness_only()
    {
        var given = Opened().Cleared(1, 2).Answered(3, Conflict.Hard).After(new CaseCommand.NameWitness(Seat(1), Monday, Id(40), Seat(3), null));

        given.State.SeatOf(Seat(3))!.Sees.ShouldBeFalse();
        given.When(new CaseCommand.NameWitness(Seat(3), Monday, Id(41), null, "Ann")).ThenRefused("notOnPanel");
        given.After(new CaseCommand.NameWitness(Seat(1), Monday, Id(41), null, "Ann")).State.Witnesses[1].Name.ShouldBe("Ann");
    }

    private static GivenCase Confirmed() => Opened().Cleared().Triaged().After(
        new CaseCommand.Identify(Seat(1), Monday, Rex, [], null, null, true), new CaseCommand.Identify(Seat(2), Monday, Rex, [], null, null, true));

    private static CaseCommand.MarkMistaken Mistaken(int seat) => new(Seat(seat), Monday, Rex, "another account");
}
