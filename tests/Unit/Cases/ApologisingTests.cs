using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>P12: an apology is never ordered nor a condition; who it is for reads it or not, and nothing tells the writer.</summary>
public sealed class ApologisingTests
{
    private static readonly Guid It = Id(60);
    private static readonly Guid Words = Id(61);
    private static readonly Guid Room = TellingAccused.NewRoom(Id(700), Rex);

    private static GivenCase Agreed() => Opened().Ready()
        .After(new CaseCommand.NoticeAccused(Seat(1), Monday, Id(40), Rex, "w", null, null, null, false, null), new CaseCommand.HearFromAccused(Monday, Room, Id(41), "entered", null))
        .Proposed(Moves.Agreeing(Monday)).Voted("yes", 1, 2, 3).MeetingClosed();

    private static GivenCase Told() => Agreed().After(new CaseCommand.Draft(Seat(1), Monday, Id(31), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), Monday, Id(31)));

    private static CaseCommand.InviteApology Invite(GivenCase given, int id = 60, bool ofAffected = true, bool minor = false) => new(Seat(1), given.Now, Id(id), given.State.Agreements[0].Id, Report, ofAffected, minor);

    private static GivenCase Invited() => Told() is var told ? told.After(Invite(told)) : null!;

    private static CaseCommand.HearApology Written(int entry = 61, Guid? room = null) => new(Monday, room ?? Room, It, Id(entry));

    private static CaseCommand.CheckApology Check(bool passOn = true) => new(Seat(2), Monday, It, passOn, passOn ? null : "It explains why she was wrong.");

    private static Release Shown(GivenCase given) => given.State.Accused.Room(Room)!.Released.Single(r => r.Item == It);

    [Fact]
    public void The_room_says_that_one_may_be_written_and_not_to_whom()
    {
        var invited = Invited();

        invited.Then<CaseEvent.ApologyInvited>().ShouldSatisfyAllConditions(a => a.Person.ShouldBe(Rex), a => a.Thread.ShouldBe(Report));
        Shown(invited).ShouldBe(new Release(It, Apologising.Item, "open"));
        invited.State.Agreements[0].Steps.Count.ShouldBe(2, "it is no step");
        invited.When(Invite(invited, 62)).ThenRefused("apologyOpen");
    }

    [Fact]
    public void It_is_written_once_looked_at_and_passed_on_and_the_room_never_says_so()
    {
        var written = Invited().After(Written());
        written.Then<CaseEvent.ApologyWritten>().Entry.ShouldBe(Words);
        written.State.Accused.Heard(Room).ShouldContain(Words, "the panel reads it");
        Shown(written).State.ShouldBe("written");
        written.When(Written()).Events.ShouldBeEmpty();
        written.When(Written(63)).Events.ShouldBeEmpty("one waits already");

        var passed = written.After(Check());

        passed.Then<CaseEvent.ApologyPassedOn>().ShouldSatisfyAllConditions(p => p.Entry.ShouldBe(Words), p => p.Room.ShouldBe(Room), p => p.Thread.ShouldBe(Report));
        passed.ThenNot<CaseEvent.RoomItemReleased>();
        Shown(passed).State.ShouldBe("written");
        passed.When(Check()).ThenRefused("nothingWritten");
        passed.When(Written(64)).Events.ShouldBeEmpty("once");
        passed.When(Invite(passed, 65)).ThenRefused("apologyOpen");
        passed.ThenNot<CaseEvent.ReporterMessaged>();
    }

    [Fact]
    public void One_that_hurts_comes_back_with_words_for_who_wrote_it_and_can_be_written_anew()
    {
        var returned = Invited().After(Written(), Check(passOn: false));

        returned.Then<CaseEvent.ApologyReturned>().Why.Owner.ShouldBe($"accused:{Rex}");
        Shown(returned).State.ShouldBe("returned");
        Coc.Cases.Features.TellingAccused.RoomItems.Of(returned.State, returned.State.Accused.Room(Room)!, Shown(returned)).Text.ShouldBe("It explains why she was wrong.");
        returned.When(Check()).ThenRefused("nothingWritten");
        returned.After(Written(63)).After(Check()).Then<CaseEvent.ApologyPassedOn>().Entry.ShouldBe(Id(63));
    }

    [Theory]
    [InlineData(false, false, "notAffected")]
    [InlineData(true, true, "minor")]
    public void It_is_for_somebody_it_happened_to_and_never_where_somebody_is_under_age(bool ofAffected, bool minor, string code) => Told().ShouldSatisfyAllConditions(told => told.When(Invite(told, ofAffected: ofAffected, minor: minor)).ThenRefused(code));

    [Fact]
    public void A_minor_who_is_found_out_later_ends_it()
    {
        var noted = Invited().After(Written(), new CaseCommand.NoteMinor(Seat(1), Monday));
        noted.When(Check()).ThenRefused("minor");
        noted.When(Invite(noted, 62)).ThenRefused("minor");
        Shown(noted).State.ShouldBe("written", "the room tells nothing of it");
        Shown(Invited().After(new CaseCommand.NoteMinor(Seat(1), Monday))).State.ShouldBe("ended");
    }

    [Fact]
    public void Who_does_not_know_of_the_agreement_is_asked_for_nothing()
    {
        var agreed = Agreed();
        agreed.When(Invite(agreed)).ThenRefused("notOnTheirPage");
        Availability.Allowed(agreed.State, Seat(1), Monday).ShouldNotContain(Apologising.Inviting);
        Availability.Allowed(Told().State, Seat(1), Monday).ShouldContain(Apologising.Inviting);
    }

    [Fact]
    public void Nothing_waits_for_one_and_without_it_the_agreement_is_kept()
    {
        var invited = Invited();
        var steps = invited.State.Agreements[0].Steps;
        var kept = invited.After(new CaseCommand.CheckStep(Seat(2), Monday, steps[0].Id, "done", null), new CaseCommand.CheckStep(Seat(2), Monday, steps[1].Id, "done", null));

        kept.State.Agreements[0].ShouldSatisfyAllConditions(a => a.State.ShouldBe("kept"), a => a.IsOpen.ShouldBeFalse());
        CaseDue.Of(invited.State).Count(d => d.Kind != Agreeing.Due).ShouldBe(CaseDue.Of(Told().State).Count(d => d.Kind != Agreeing.Due), "no clock runs");
        var closed = kept.WithWord().After(new CaseCommand.NoticeResolution(Seat(1), Monday), new CaseCommand.Close(Seat(1), Monday, null));
        Shown(closed).State.ShouldBe("ended");
        closed.When(Written()).Events.ShouldBeEmpty();
    }

    [Fact]
    public void With_the_agreement_it_ends()
    {
        var invited = Invited();
        var ended = invited.After(new CaseCommand.ReviewAgreement(Seat(2), Monday, invited.State.Agreements[0].Id, "ended", null));

        Shown(ended).State.ShouldBe("ended");
        ended.When(Written()).Events.ShouldBeEmpty("nobody would read it");
        ended.When(Invite(ended, 62)).ThenRefused("agreementEnded");
    }

    [Fact]
    public void What_somebody_else_writes_is_not_heard()
    {
        Invited().When(Written(room: Id(999))).Events.ShouldBeEmpty();
        Invited().When(new CaseCommand.HearApology(Monday, Room, Id(998), Words)).Events.ShouldBeEmpty();
        Invited().When(Check()).ThenRefused("nothingWritten");
    }

    [Fact]
    public void Taken_up_again_and_handed_over_nobody_waits_there_for_one()
    {
        var invited = Invited();
        var offered = invited.After(new CaseCommand.Reopen(Seat(1), Monday, "again"), new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.SuspectedLawViolation, true), new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", "J4", null, "all")).Later(TimeSpan.FromHours(48));

        var gone = offered.After(new CaseCommand.AcceptTransfer(offered.Now, Id(50), Id(702), Body(kind: "foundation"), [new CaseSubject(Rex, "wren", Identification.Claimed)]));

        gone.Then<CaseEvent.ApologyEnded>().Apology.ShouldBe(It);
        gone.Events.OfType<CaseEvent.RoomItemReleased>().ShouldContain(r => r.Item == It && r.State == "ended");
        Written().ShouldSatisfyAllConditions(w => gone.When(w).Events.ShouldBeEmpty());
    }
}
