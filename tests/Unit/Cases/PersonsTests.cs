using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

public sealed class PersonsTests
{
    private static CaseCommand.Identify Says(int seat, bool confirms = true) => new(Seat(seat), Monday, Rex, ["github:rex"], null, null, confirms);

    [Fact]
    public void Whose_account_it_is_said_to_be_leaves_at_the_first_word()
    {
        var named = new CaseCommand.Identify(Seat(1), Monday, Rex, ["github:three"], null, null, false) { SetAside = [Seat(3), Id(4711)] };
        var given = Opened().Cleared().After(named);

        given.Then<CaseEvent.SeatLeft>().Seat.ShouldBe(Seat(3));
        CaseWallTests.Sees(given, 3).ShouldBeFalse();
        given.When(named).Events.ShouldBeEmpty("said once");
    }

    [Fact]
    public void Who_declared_a_soft_tie_to_whom_it_is_said_to_be_answers_with_it_and_nobody_else_is_asked_again()
    {
        var given = Opened().Cleared(1, 2, 3, 5).Answered(4, Conflict.Soft, "same company").After(Says(1) with { Soft = [Seat(3), Seat(4)] });

        given.Events.OfType<CaseEvent.ConflictAskedAgain>().Select(e => e.Seat).ShouldBe([Seat(3), Seat(4)]);
        given.ThenNot<CaseEvent.SeatLeft>();
        CaseWallTests.Sees(given, 3).ShouldBeFalse();
        given.Answered(3, Conflict.None).Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Soft);
        given.Answered(4, Conflict.Soft, "same company").Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Soft, "it may be the very tie they stated");
        given.After(Says(2) with { Soft = [Seat(3), Seat(4)] }).ThenNot<CaseEvent.ConflictAskedAgain>();
    }

    [Fact]
    public void One_seat_claims_a_second_confirms()
    {
        var given = Opened(subjects: [new CaseSubject(Rex, "heron", Identification.Unknown)]).Cleared().After(Says(1));
        given.State.SubjectOf(Rex)!.Identification.ShouldBe(Identification.Claimed);
        given.When(Says(1)).Events.ShouldBeEmpty();

        given = given.After(Says(2));
        given.Then<CaseEvent.SubjectConfirmed>().Cause.ShouldBe("twoSeats");
        given.When(Says(3)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void An_account_as_stated_is_no_seats_word() =>
        Opened().Cleared().After(Says(1)).State.SubjectOf(Rex)!.Identification.ShouldBe(Identification.Claimed);

    [Fact]
    public void Two_claims_confirm_nothing() =>
        Opened().Cleared().After(Says(1, confirms: false), Says(2, confirms: false)).State.SubjectOf(Rex)!.Identification.ShouldBe(Identification.Claimed);

    [Fact]
    public void The_foundation_gets_its_notice_after_triage_and_confirmed_identity_once()
    {
        var identified = Opened().Cleared().After(Says(1), Says(2));
        identified.ThenNot<CaseEvent.IncidentNoticed>();
        identified = identified.Triaged();
        identified.Then<CaseEvent.IncidentNoticed>().ShouldSatisfyAllConditions(n => n.To.ShouldBe("orrery"), n => n.Category.ShouldBe("unclassified"), n => n.Person.ShouldBe(Rex));
        identified.Heard().ThenNot<CaseEvent.IncidentNoticed>();
        Opened(Body(kind: "foundation")).Cleared().Triaged().After(Says(1), Says(2)).State.Notices.ShouldBeEmpty();
    }

    [Fact]
    public void The_notice_carries_the_category_of_the_triage_and_once_more_the_adopted_one_but_never_a_merely_proposed_one()
    {
        var given = Opened().Cleared().After(Says(1), Says(2)).After(
            new CaseCommand.Acknowledge(Seat(1), Monday, "We have it."), new CaseCommand.Triage(Seat(1), Monday, "medium", "medium", null, "spam"));
        var notice = given.Then<CaseEvent.IncidentNoticed>();
        notice.Category.ShouldBe("spam");

        given = given.Heard().Proposed();
        given.State.Notices.ShouldHaveSingleItem().Category.ShouldBe("spam");
        given = given.Voted("yes", 1, 2, 3).MeetingClosed();
        given.Then<CaseEvent.IncidentNoticed>().ShouldSatisfyAllConditions(n => n.Notice.ShouldBe(notice.Notice), n => n.Category.ShouldBe("harassment"));
        given.State.Notices.ShouldHaveSingleItem();
    }

    [Fact]
    public void Hearing_begins_the_investigation()
    {
        Opened().Cleared().When(new CaseCommand.Hear(Seat(1), Monday, Id(1), Rex, "x", false, null)).ThenRefused("notTriaged");
        var given = Opened().Cleared().Triaged().Heard();
        given.State.Stage.ShouldBe(CaseStage.Investigating);
        given.State.Hearings.ShouldHaveSingleItem().Response.ShouldBe("I was tired.");
    }
}
