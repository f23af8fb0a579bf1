using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

public sealed partial class ReturningTests
{
    private static readonly Guid Lark = Id(905);

    [Fact]
    public void What_became_urgent_there_is_urgent_here()
    {
        var back = Given().There(new CaseCommand.RaiseUrgency(Seat(1), HandedOver, "minor")).When(GivingBack());

        back.Sender.Then<CaseEvent.UrgencyRaised>().ShouldBe(new("minor", Guid.Empty, HandedOver.AddDays(1)));
        Given().When(GivingBack()).Sender.ThenNot<CaseEvent.UrgencyRaised>();
    }

    [Fact]
    public void Whom_the_other_body_found_out_comes_back_with_the_case_under_our_name_for_them_and_everybody_here_answers_for_that_one_too()
    {
        var pair = Given().There(new CaseCommand.AddSubject(Seat(2), HandedOver, Lark, "crane", ["github:lark"], "Lark", null));

        var back = pair.When(GivingBack() with { FoundOut = [new(Lark, "plover", Identification.Claimed)] });

        back.Sender.State.SubjectOf(Lark)!.ShouldSatisfyAllConditions(s => s.CodeName.ShouldBe("plover"), s => s.Added.ShouldBeTrue(), s => s.ClaimedBy.ShouldBeEmpty("none of our two seats said so"));
        OpeningByCommittee.SaidToBe(back.Sender.State).ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Accounts.ShouldBe(["github:lark"]), p => p.Name.ShouldBe("Lark"));
        back.Sender.State.CameBack!.Work.ShouldContain("personAdded");
        back.Sender.State.Panel.ShouldAllBe(p => p.Awaited && !p.Sees);
        back.Sender.When(new CaseCommand.AddNote(Seat(1), HandedOver, Id(4), "n")).ThenRefused("notOnPanel");
        back.Sender.Cleared().After(new CaseCommand.AddNote(Seat(1), HandedOver, Id(4), "n"));
    }

    [Fact]
    public void Who_declared_a_soft_tie_to_whom_they_found_out_answers_with_it_when_the_case_comes_back()
    {
        var pair = Given().There(new CaseCommand.AddSubject(Seat(2), HandedOver, Lark, "crane", ["github:lark"], "Lark", null));

        var back = pair.When(GivingBack() with { FoundOut = [new(Lark, "plover", Identification.Claimed)], Soft = [Seat(2)] });

        back.Sender.State.SeatOf(Seat(2))!.SoftTie.ShouldBeTrue();
        back.Sender.Answered(2, Conflict.None).Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Soft);
    }

    [Fact]
    public void Who_was_too_close_to_it_there_does_not_have_it_again_by_a_seat_here()
    {
        var pair = Given();
        var here = pair.Sender.State.SeatOf(Seat(2))!.Account;
        pair = pair with { Receiver = pair.Receiver with { State = pair.Receiver.State with { Panel = [.. pair.Receiver.State.Panel.Select(p => p.Seat == Seat(3) ? p with { Account = here, Conflict = Conflict.Hard } : p)] } } };

        var back = pair.When(GivingBack());

        back.Sender.State.SeatOf(Seat(2))!.ShouldSatisfyAllConditions(s => s.Left.ShouldBeTrue(), s => s.Sees.ShouldBeFalse());
        back.Sender.State.SeatOf(Seat(1))!.Left.ShouldBeFalse();
        Given().When(GivingBack()).Sender.State.SeatOf(Seat(2))!.Left.ShouldBeFalse();
    }

    [Fact]
    public void Whom_two_seats_there_confirmed_is_confirmed_and_who_turned_out_to_be_that_person_here_is_gone()
    {
        var pair = Given()
            .There(new CaseCommand.AddSubject(Seat(2), HandedOver, Lark, "crane", ["github:lark"], null, null), new CaseCommand.AnswerConflict(Seat(1), HandedOver, Conflict.None, [], null))
            .There(new CaseCommand.Identify(Seat(1), HandedOver, Lark, ["github:lark"], null, null, true));
        pair.Receiver.State.SubjectOf(Lark)!.Identification.ShouldBe(Identification.Confirmed);

        var without = Body() with { Seats = [.. Body().Seats.Where(s => s.Seat != Seat(3))] };
        var back = pair.When(GivingBack() with { FoundOut = [new(Lark, "plover", Identification.Confirmed)], Sender = without });

        back.Sender.State.SubjectOf(Lark)!.Identification.ShouldBe(Identification.Confirmed);
        back.Sender.State.SeatOf(Seat(3))!.ShouldSatisfyAllConditions(s => s.Left.ShouldBeTrue(), s => s.AskedAgain.ShouldBeFalse());
    }

    [Fact]
    public void Whom_the_other_body_added_and_took_for_a_mistake_does_not_come_back()
    {
        var pair = Given().There(
            new CaseCommand.AddSubject(Seat(2), HandedOver, Lark, "crane", ["github:lark"], null, null), new CaseCommand.MarkMistaken(Seat(2), HandedOver, Lark, "somebody else"));

        var back = pair.When(GivingBack());

        back.Refusal.ShouldBeNull();
        back.Sender.State.SubjectOf(Lark).ShouldBeNull();
        back.Sender.ThenNot<CaseEvent.ConflictAskedAgain>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Back_here_somebody_waits_for_a_first_word_only_if_nobody_said_it_there(bool told)
    {
        var pair = Given(before: g => g with { State = g.State with { AcknowledgedAt = null, Unacknowledged = [Report] } });

        var back = (told ? pair.There(new CaseCommand.Acknowledge(Seat(1), HandedOver.AddHours(1), "We have it.")) : pair).When(GivingBack()).Sender.State;

        back.Unacknowledged.ShouldBe(told ? [] : [Report]);
        back.Formerly.ShouldContain(Id(702), "what is known of it there is known of it here");
        back.TransferDueSince.ShouldBeNull("no rule demands that it goes");
    }

    [Fact]
    public void Only_a_body_that_gave_it_back_itself_is_one_that_would_not_have_it()
    {
        Given().When(GivingBack()).Sender.State.Declined.Select(d => d.Body).ShouldBe(["orrery"]);
        Given(takenUp: false).When(new HandBack.Recall(Seat(1), HandedOver.AddHours(1), Transfer, Body())).Sender.State.Declined.ShouldBeEmpty();
    }
}
