using Coc.Cases.Domain;
using Coc.Cases.Publishing;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Copy, correction, erasure, restriction: two seats answer within a month, and nothing is erased that others need (P19).</summary>
public sealed class DataRequestTests
{
    private static readonly Guid Asked = Id(70);
    private static readonly Guid Room = Coc.Platform.Ids.V5(Id(700), $"room:{Rex}");

    private static CaseCommand.HearDataRequest Hear(string kind = "copy", Guid? party = null, int id = 70, DateTimeOffset? at = null) => new(Monday, Id(id), party ?? Report, kind, at ?? Monday);

    private static CaseCommand.DraftDataAnswer Answer(string outcome = "granted", string? ground = null, int seat = 1, DateTimeOffset? at = null) => new(Seat(seat), at ?? Monday, Asked, Id(71), outcome, ground, "Here it is.");

    private static CaseCommand.ApproveDataDraft Approve(int seat = 2, DateTimeOffset? at = null) => new(Seat(seat), at ?? Monday, Asked);

    private static CaseCommand.DraftDataExtension Extend(DateTimeOffset? at = null) => new(Seat(1), at ?? Monday, Asked, Id(71), "complex", "It is a lot. We need two months more.");

    private static GivenCase Closed() => Opened().Ready().Proposed(FindingNothing).Voted("yes", 1, 2, 3).MeetingClosed().After(
        new CaseCommand.Draft(Seat(1), Monday, Id(31), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), Monday, Id(31))).WithWord().After(new CaseCommand.NoticeResolution(Seat(1), Monday), new CaseCommand.Close(Seat(1), Monday, null));

    [Fact]
    public void A_month_to_the_day_from_when_it_was_asked_and_once_however_often_it_is_heard()
    {
        var asked = Opened().Cleared().After(Hear(at: new DateTimeOffset(2026, 1, 31, 9, 0, 0, TimeSpan.Zero)));

        asked.Then<CaseEvent.DataRequested>().Due.ShouldBe(new DateTimeOffset(2026, 2, 28, 9, 0, 0, TimeSpan.Zero));
        asked.Then<CaseEvent.DataRequestShown>().ShouldSatisfyAllConditions(s => s.Thread.ShouldBe(Report), s => s.State.ShouldBe("open"));
        asked.When(Hear()).Events.ShouldBeEmpty();
        asked.When(Hear(party: Id(999), id: 72)).Events.ShouldBeEmpty("nobody of this case");
        CaseDue.Of(asked.State).ShouldContain(new CaseDue("dataRequest", Asked, new DateTimeOffset(2026, 2, 28, 9, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void One_drafts_another_approves_and_the_answer_goes_to_the_person()
    {
        var drafted = Opened().Cleared().After(Hear(), Answer("partly", "othersRights"));
        drafted.ThenNot<CaseEvent.DataRequestAnswered>();
        drafted.ThenNot<CaseEvent.ReporterMessaged>();
        drafted.When(Approve(1)).ThenRefused("ownDraft");
        drafted.When(Answer(seat: 2)).ThenRefused("draftOpen");

        var answered = drafted.After(Approve());

        answered.Then<CaseEvent.DataRequestAnswered>().ShouldSatisfyAllConditions(a => a.Outcome.ShouldBe("partly"), a => a.Ground.ShouldBe("othersRights"));
        answered.Then<CaseEvent.ReporterMessaged>().ShouldSatisfyAllConditions(m => m.Report.ShouldBe(Report), m => m.Text.Value.ShouldBe("Here it is."));
        answered.Then<CaseEvent.DataRequestShown>().State.ShouldBe("partly");
        answered.When(Answer()).ThenRefused("dataRequestAnswered");
        answered.When(Approve(3)).ThenRefused("notADraft");
        Appealing.Until(answered.State, null, Report).ShouldBeNull("it tells nothing of a decision");
    }

    [Fact]
    public void What_another_seat_returns_is_drafted_anew()
    {
        var returned = Opened().Cleared().After(Hear(), Answer());
        returned.When(new CaseCommand.ReturnDataDraft(Seat(1), Monday, Asked, "w")).ThenRefused("ownDraft");
        returned = returned.After(new CaseCommand.ReturnDataDraft(Seat(2), Monday, Asked, "it names somebody"));
        returned.Then<CaseEvent.DataAnswerReturned>();
        returned.After(Answer(seat: 2)).Then<CaseEvent.DataAnswerDrafted>();
    }

    [Fact]
    public void Two_months_more_once_with_a_reason_told_within_the_first_month()
    {
        var extended = Opened().Cleared().After(Hear(), Extend(), Approve());
        extended.Then<CaseEvent.DataRequestExtended>().ShouldSatisfyAllConditions(e => e.Until.ShouldBe(Monday.AddMonths(3)), e => e.Because.ShouldBe("complex"));
        extended.Then<CaseEvent.ReporterMessaged>();
        extended.Then<CaseEvent.DataRequestShown>().State.ShouldBe("extended");
        extended.When(Extend()).ThenRefused("alreadyExtended");
        Opened().Cleared().After(Hear()).When(Extend(Monday.AddMonths(1))).ThenRefused("extensionLate");
        Opened().Cleared().After(Hear(), Extend()).When(Approve(at: Monday.AddMonths(1))).ThenRefused("extensionLate");
    }

    [Fact]
    public void Late_is_on_record_once_and_answered_it_is_not_late()
    {
        var late = Opened().Cleared().After(Hear()).After(new CaseCommand.PassDataTime(Monday.AddMonths(1), Asked));
        late.Then<CaseEvent.DataRequestOverdue>();
        late.When(new CaseCommand.PassDataTime(Monday.AddMonths(2), Asked)).Events.ShouldBeEmpty();
        CaseDue.Of(late.State).ShouldNotContain(d => d.Kind == "dataRequest");
        Opened().Cleared().After(Hear()).When(new CaseCommand.PassDataTime(Monday.AddDays(20), Asked)).Events.ShouldBeEmpty();
        Opened().Cleared().After(Hear(), Answer(), Approve()).When(new CaseCommand.PassDataTime(Monday.AddMonths(1), Asked)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void In_a_room_the_answer_is_shown_there_and_nobody_is_told_a_decision_by_it()
    {
        var told = Opened().Ready().After(
            new CaseCommand.NoticeAccused(Seat(1), Monday, Id(40), Rex, "w", null, null, null, false, null), new CaseCommand.HearFromAccused(Monday, Room, Id(41), "entered", null), Hear(party: Room));
        told.Then<CaseEvent.RoomItemReleased>().ShouldSatisfyAllConditions(i => i.Kind.ShouldBe("dataRequest"), i => i.State.ShouldBe("open"));

        var answered = told.Proposed(FindingNothing).Voted("yes", 1, 2, 3).MeetingClosed().After(Answer("refused", "privileged"), Approve());

        answered.Then<CaseEvent.RoomItemReleased>().State.ShouldBe("refused");
        answered.ThenNot<CaseEvent.ReporterMessaged>();
        answered.ThenNot<CaseEvent.PersonTold>();
        answered.State.SubjectOf(Rex)!.Told.ShouldBeFalse();
    }

    [Fact]
    public void Erasure_waits_for_those_who_still_need_it_and_for_the_person_to_read_the_answer()
    {
        Opened().Cleared().After(Hear("erasure")).When(Answer()).ThenRefused("mustBeKept");
        var closed = Closed().After(Hear("erasure"));
        closed.When(Answer()).ThenRefused("mustBeKept"); // it can be appealed
        var later = Monday.AddDays(31);

        var granted = closed.After(Answer(at: later), Approve(at: later));
        granted.Then<CaseEvent.DataRequestAnswered>().Outcome.ShouldBe("granted");
        Due(granted).ShouldBe([new CaseDue("dataErasure", Asked, later.AddDays(14))]);
        granted.When(new CaseCommand.PassDataTime(later.AddDays(13), Asked)).Events.ShouldBeEmpty("the person reads it first");

        var erased = granted.After(new CaseCommand.PassDataTime(later.AddDays(14), Asked));
        erased.Then<CaseEvent.OwnDataErased>().ShouldBe(new CaseEvent.OwnDataErased(Asked, Report, false, later.AddDays(14)));
        Due(erased).ShouldHaveSingleItem().Kind.ShouldBe("dataErasure", "until the key is destroyed");
        var noted = erased.After(new CaseCommand.NoteKeyDestroyed(later.AddDays(14), Asked));
        noted.Then<CaseEvent.OwnKeyDestroyed>();
        Due(noted).ShouldBeEmpty();
        noted.When(new CaseCommand.NoteKeyDestroyed(later.AddDays(14), Asked)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Opened_again_nothing_is_erased()
    {
        var later = Monday.AddDays(31);
        var reopened = Closed().After(Hear("erasure"), Answer(at: later), Approve(at: later), new CaseCommand.Reopen(Seat(1), later, "new facts"));

        reopened.When(new CaseCommand.PassDataTime(later.AddDays(20), Asked)).Events.ShouldBeEmpty();
        CaseDue.Of(reopened.State).ShouldNotContain(d => d.Kind == "dataErasure");
    }

    [Fact]
    public void A_closed_case_answers_and_another_body_goes_on_with_what_is_open()
    {
        Closed().After(Hear(), Answer(), Approve()).Then<CaseEvent.DataRequestAnswered>();
        var offered = Opened().Ready().After(Hear(), Extend(), Approve(), new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all")).Later(TimeSpan.FromDays(3));
        var accepted = new CaseCommand.AcceptTransfer(offered.Now, Id(50), Id(51), Body(kind: "foundation"), [new CaseSubject(Rex, "wren", Identification.Claimed)]);

        var there = CaseState.None.Apply(Transferring.Begin(offered.State, accepted));

        there.DataRequests.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Id.ShouldBe(Asked), r => r.AskedAt.ShouldBe(Monday), r => r.Due.ShouldBe(Monday.AddMonths(3)), r => r.ExtendedBecause.ShouldBe("complex"));
        offered.After(accepted).When(Answer()).ThenRefused("caseTransferred");
    }

    [Fact]
    public void It_waits_for_seats_without_a_conflict_and_a_week_before_it_is_late()
    {
        var asked = Opened().Cleared(1, 2, 3).After(Hear());
        Waits(asked, Waiting.Answer, Asked).ShouldBe([1, 2, 3]);
        Waits(asked, Waiting.Clock, Waiting.WarningOf(Id(700), Waiting.ClockOf(Asked), Monday.AddMonths(1))).ShouldBe([1, 2, 3]);
        DataRequests.WarnAt(Monday.AddMonths(1)).ShouldBe(Monday.AddMonths(1).AddDays(-7));
        var drafted = asked.After(Answer());
        Waits(drafted, Waiting.Approval, Id(71)).ShouldBe([2, 3], "not for who wrote it");
        var answered = drafted.After(Approve());
        Waits(answered, Waiting.Answer, Asked).ShouldBeEmpty();
        Waits(answered, Waiting.Clock, Waiting.BreachOf(Id(700), Waiting.ClockOf(Asked), Monday.AddMonths(1))).ShouldBeEmpty();
        Waits(Closed().After(Hear(), Answer()), Waiting.Approval, Id(71)).ShouldBe([2, 3, 4, 5]);
        CasePublishing.Table.EventTypes.ShouldContain(typeof(CaseEvent.OwnDataErased));
    }

    private static IEnumerable<CaseDue> Due(GivenCase given) => CaseDue.Of(given.State).Where(d => d.Kind != ErasingIdentities.Erase);

    private static IEnumerable<int> Waits(GivenCase given, string kind, Guid thing) =>
        Enumerable.Range(1, 5).Where(n => Waiting.Is(given.State, kind, thing, [new(Seat(n), "sextant", "member", false)]));
}
