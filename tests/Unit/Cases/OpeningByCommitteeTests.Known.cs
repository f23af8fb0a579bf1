using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Somebody who is named to a case that knows them already.</summary>
public sealed partial class OpeningByCommitteeTests
{
    private static CaseCommand.AddSubject Again(int seat) => new(Seat(seat), Monday, Rex, "heron", ["github:rex-2"], null, null);

    [Fact]
    public void Who_is_named_once_more_by_a_further_account_keeps_away_from_the_case_whose_account_that_is()
    {
        var after = Opened().Cleared().After(Again(1) with { SetAside = [Seat(5)], Soft = [Seat(4)] });

        after.ThenNot<CaseEvent.SubjectAdded>();
        after.Then<CaseEvent.SeatLeft>().Seat.ShouldBe(Seat(5));
        after.Then<CaseEvent.SubjectClaimed>().Tied.ShouldBe([Seat(4)]);
        CaseWallTests.Sees(after, 4).ShouldBeFalse("it answers with its tie first");
    }

    [Fact]
    public void Two_seats_that_name_somebody_known_by_the_same_account_know_who_it_is()
    {
        var after = Opened().Cleared().After(Again(1), Again(2));

        after.Then<CaseEvent.SubjectConfirmed>().ShouldSatisfyAllConditions(c => c.Person.ShouldBe(Rex), c => c.Cause.ShouldBe("twoSeats"));
        after.State.SubjectOf(Rex)!.Accounts.ShouldBe(["github:rex-2"]);
    }

    [Fact]
    public void Nobody_comes_to_what_waits_for_counsel_and_who_was_only_described_has_no_account()
    {
        var given = Opened().Cleared().Triaged();
        (given with { State = given.State with { Stage = CaseStage.AwaitingLegal } }).When(Add()).ThenRefused("alreadyDecided");

        given.After(Add() with { Accounts = [], Name = null, Description = "whoever posts as the bot" }).Then<CaseEvent.SubjectAdded>()
            .ShouldSatisfyAllConditions(a => a.Accounts.ShouldBeNull(), a => a.Name.ShouldBeNull(), a => a.Tied.ShouldBeNull());
    }

    [Fact]
    public void The_next_owner_is_told_of_whom_a_report_named_what_was_said_and_of_whom_was_found_out_that_they_are_one_more()
    {
        var given = Opened(subjects: [new CaseSubject(Rex, "heron", Identification.Claimed), new CaseSubject(Tam, "wren", Identification.Claimed)]).Cleared().Triaged().After(
            Again(1) with { Description = "whoever posts as the bot" }, new CaseCommand.AddSubject(Seat(1), Monday, Tam, "wren", ["github:tam"], null, null), new CaseCommand.MarkMistaken(Seat(1), Monday, Tam, "another account"), Add()).Cleared(2, 3, 4, 5)
            .After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "summary"));
        OpeningByCommittee.SaidToBe(given.State).Select(p => p.Accounts.Single()).ShouldBe(["github:rex-2", "github:lark"], "who was a mistake is nobody");

        var begun = Transferring.Begin(given.State, new CaseCommand.AcceptTransfer(
            Monday.AddHours(48), Id(50), Id(702), Body(5, kind: "foundation"), [.. new[] { Rex, Tam, Lark }.Select(p => new CaseSubject(p, "crane", Identification.Claimed))]));

        begun.OfType<CaseEvent.SubjectClaimed>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            c => c.Person.ShouldBe(Rex), c => c.Accounts!.Value.ShouldBe(["github:rex-2"]), c => c.Description!.Value.ShouldBe("whoever posts as the bot"), c => c.Name.ShouldBeNull());
        begun.OfType<CaseEvent.SubjectAdded>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(a => a.Person.ShouldBe(Lark), a => a.CodeName.ShouldBe("crane"));
    }
}
