using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Mediation by revocable consent, each on their own page (R41, P6, P10).</summary>
public sealed partial class MediatingTests
{
    private static readonly Guid Mediation = Id(60);
    private static readonly MediationBars Fine = new(true, false, false, false);

    private static GivenCase InRoom(GivenCase? from = null) => (from ?? Opened().Cleared().Triaged()) is var given
        ? given.After(new CaseCommand.NoticeAccused(Seat(1), given.Now, Id(61), Rex, "w", null, null, null, false, null), new CaseCommand.HearFromAccused(given.Now, TellingAccused.RoomOf(given.State, Rex), Id(62), "entered", null))
        : throw new InvalidOperationException();

    private static CaseCommand.OfferMediation Offer(MediationBars? bars = null, Guid? thread = null, int seat = 1, DateTimeOffset? at = null, Guid? id = null) => new(Seat(seat), at ?? Monday, id ?? Mediation, Rex, thread ?? Report, bars ?? Fine);

    private static GivenCase Offered() => InRoom().After(Offer());

    private static GivenCase Running() => Affected(Offered(), "yes", 1) is var given ? Person(given, "yes", 2) : throw new InvalidOperationException();

    private static GivenCase Affected(GivenCase given, string answer, int entry) => given.When(new CaseCommand.AnswerMediation(given.Now, Mediation, Report, Id(entry), answer) { SaidAt = given.Now.AddSeconds(entry) });

    private static GivenCase Person(GivenCase given, string answer, int entry) => given.When(new CaseCommand.AnswerMediation(given.Now, Mediation, given.State.Accused.Rooms[0].Id, Id(entry), answer) { SaidAt = given.Now.AddSeconds(entry) });

    private static CaseCommand.EndMediation End(string outcome, string? note = null) => new(Seat(2), Monday, Mediation, outcome, note);

    private static string? OnReceipt(GivenCase given) => given.State.Mediations[0].Shown?.State;

    private static string? InTheRoom(GivenCase given) => given.State.Accused.Rooms[0].Released.FirstOrDefault(r => r.Item == Mediation)?.State;

    [Fact]
    public void The_affected_person_is_asked_first_and_the_other_side_sees_nothing_before_a_yes()
    {
        var given = Offered();
        given.Then<CaseEvent.MediationShown>().ShouldSatisfyAllConditions(s => s.Thread.ShouldBe(Report), s => s.State.ShouldBe("asked"), s => s.Until.ShouldBe(Monday.AddDays(7)));
        InTheRoom(given).ShouldBeNull();

        given = Affected(given.Later(TimeSpan.FromDays(2)), "yes", 1);

        given.Then<CaseEvent.MediationPersonAsked>().AnswerBy.ShouldBe(Monday.AddDays(14));
        given.Then<CaseEvent.RoomItemReleased>().ShouldSatisfyAllConditions(r => r.Kind.ShouldBe("mediation"), r => r.State.ShouldBe("asked"), r => r.Until.ShouldBe(Monday.AddDays(14)));
        (OnReceipt(given), given.State.Mediations[0].IsRunning).ShouldBe(("asked", false));
    }

    [Fact]
    public void With_both_it_takes_place_for_two_weeks_and_nothing_is_decided_meanwhile()
    {
        var given = Running();

        given.Then<CaseEvent.MediationBegun>().Until.ShouldBe(Monday.AddDays(14));
        (OnReceipt(given), InTheRoom(given)).ShouldBe(("takesPlace", "takesPlace"));
        given.Heard().When(new CaseCommand.Propose(Seat(1), Monday, Id(70), "meeting", FindingNothing)).ThenRefused("mediationOpen");
        CaseDue.Of(given.State).ShouldContain(new CaseDue("mediation", Mediation, Monday.AddDays(14)));

        given = given.Later(TimeSpan.FromDays(14));
        given = given.After(new CaseCommand.PassMediationTime(given.Now, Mediation));
        (OnReceipt(given), InTheRoom(given)).ShouldBe(("ended", "ended"));
        given.Heard().After(new CaseCommand.Propose(Seat(1), given.Now, Id(70), "meeting", FindingNothing));
    }

    [Fact]
    public void Silence_is_no()
    {
        var given = Offered();
        given.When(new CaseCommand.PassMediationTime(given.Now, Mediation)).Events.ShouldBeEmpty("there is time yet");

        given = given.Later(TimeSpan.FromDays(14)).After(new CaseCommand.PassMediationTime(Monday.AddDays(14), Mediation));

        given.Then<CaseEvent.MediationEnded>().ShouldSatisfyAllConditions(e => e.Outcome.ShouldBe("ended"), e => e.By.ShouldBeNull());
        InTheRoom(given).ShouldBeNull("who was never asked learns nothing");
        given.When(new CaseCommand.PassMediationTime(given.Now, Mediation)).Events.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("no")]
    [InlineData("stop")]
    public void A_no_looks_like_silence_until_the_time_is_over(string no)
    {
        var asked = Affected(Offered(), "yes", 1);
        var (silent, refused) = (asked, Person(asked, no, 2));

        (OnReceipt(refused), InTheRoom(refused)).ShouldBe((OnReceipt(silent), InTheRoom(silent)));
        refused.State.Mediations[0].View.ShouldBe(silent.State.Mediations[0].View);
        Affected(Offered(), no, 1).State.Mediations[0].IsOpen.ShouldBeTrue();

        Person(refused, "yes", 3).State.Mediations[0].IsRunning.ShouldBeTrue("the last word counts while there is time");
    }

    [Fact]
    public void Consent_is_taken_back_at_any_time_and_that_ends_it_at_once()
    {
        Affected(Running(), "stop", 3).State.Mediations[0].Outcome.ShouldBe("ended");
        Person(Running(), "no", 3).State.Mediations[0].Outcome.ShouldBe("ended");
        var over = Affected(Running(), "stop", 3);
        Affected(over, "yes", 4).Events.ShouldBeEmpty("it is over");
    }

    [Fact]
    public void A_yes_taken_back_before_the_other_side_answered_is_felt_by_nobody_and_nothing_takes_place()
    {
        var asked = Affected(Offered(), "yes", 1);
        var back = Affected(asked, "stop", 2);
        (OnReceipt(back), InTheRoom(back), back.State.Mediations[0].IsOpen).ShouldBe((OnReceipt(asked), InTheRoom(asked), true));

        var other = Person(back, "yes", 3);

        other.ThenNot<CaseEvent.MediationBegun>();
        InTheRoom(other).ShouldBe("asked");
        Affected(other, "yes", 4).Then<CaseEvent.MediationBegun>();
    }

    [Fact]
    public void What_was_said_last_counts_whatever_arrives_last()
    {
        Said(Person(Affected(Offered(), "yes", 1), "stop", 5), "room", "yes", 4).State.Mediations[0].IsRunning.ShouldBeFalse("the no was said after the yes");
        Said(Affected(Offered(), "no", 5), "report", "yes", 4).ThenNot<CaseEvent.MediationPersonAsked>();
        Said(Affected(Offered(), "yes", 5), "report", "no", 4).State.Mediations[0].ByAffected!.Yes.ShouldBeTrue("the yes was said after the no");
        Said(Running(), "report", "stop", 0).State.Mediations[0].IsRunning.ShouldBeTrue("that was taken back by the yes that followed");
        Said(Running(), "report", "stop", 9).State.Mediations[0].Outcome.ShouldBe("ended");
    }

    [Fact]
    public void A_yes_said_in_time_is_in_time_although_it_is_heard_late_and_one_said_too_late_is_not()
    {
        var late = Offered().Later(TimeSpan.FromDays(8));
        late.When(new CaseCommand.AnswerMediation(late.Now, Mediation, Report, Id(1), "yes") { SaidAt = Monday.AddDays(7).AddTicks(-1) }).Then<CaseEvent.MediationPersonAsked>();
        late.When(new CaseCommand.AnswerMediation(late.Now, Mediation, Report, Id(1), "yes") { SaidAt = Monday.AddDays(7) }).ThenNot<CaseEvent.MediationPersonAsked>();
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("affected")]
    [InlineData("person")]
    [InlineData("both")]
    public void When_it_ends_does_not_say_who_did_not_want_it(string no)
    {
        var given = Offered().Later(TimeSpan.FromDays(1));
        given = no is "affected" ? Affected(given, "no", 1) : no is "nobody" ? given : Affected(given, "yes", 1);
        given = no is "person" or "both" ? Person(given, "no", 2) : given;
        given = no is "both" ? Affected(given, "no", 3) : given;

        CaseDue.Of(given.State).Where(d => d.Kind == "mediation").ShouldBe([new CaseDue("mediation", Mediation, Monday.AddDays(14))]);
        given.When(new CaseCommand.PassMediationTime(Monday.AddDays(14).AddTicks(-1), Mediation)).Events.ShouldBeEmpty();
        given.When(new CaseCommand.PassMediationTime(Monday.AddDays(14), Mediation)).Then<CaseEvent.MediationEnded>().At.ShouldBe(Monday.AddDays(14));
    }

    private static GivenCase Said(GivenCase given, string from, string answer, int at) => given.When(
        new CaseCommand.AnswerMediation(given.Now, Mediation, from == "room" ? given.State.Accused.Rooms[0].Id : Report, Id(1000 + at), answer) { SaidAt = given.Now.AddSeconds(at) });

    [Fact]
    public void Each_speaks_for_themselves_and_is_heard_once()
    {
        var given = Offered();
        given.When(new CaseCommand.AnswerMediation(Monday, Mediation, Id(4711), Id(1), "yes")).Events.ShouldBeEmpty("somebody else's page");
        Person(given, "yes", 1).Events.ShouldBeEmpty("who was not asked yet cannot answer");
        given = Affected(given, "yes", 1);
        Affected(given, "yes", 1).Events.ShouldBeEmpty();
        given.When(new CaseCommand.AnswerMediation(Monday, Id(99), Report, Id(2), "yes")).Events.ShouldBeEmpty();
    }

    [Fact]
    public void It_ends_with_an_agreement_only_where_both_agreed_to_talk_and_the_panel_decides_whether_that_is_enough()
    {
        Offered().When(End("agreement")).ThenRefused("mediationNotRunning");
        Offered().After(End("ended")).State.Mediations[0].Outcome.ShouldBe("ended");

        var given = Running().After(End("agreement", "They will not review each other."));

        given.Then<CaseEvent.MediationEnded>().ShouldSatisfyAllConditions(e => e.By.ShouldBe(Seat(2)), e => e.Note!.Owner.ShouldBe("panel"));
        (OnReceipt(given), InTheRoom(given)).ShouldBe(("agreement", "agreement"));
        given.When(End("ended")).ThenRefused("mediationOver");
        given.Heard().Proposed(Moves.Agreeing(Monday)).Voted("yes", 1, 2, 3).MeetingClosed().State.Agreements.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(false, false, false, false, "notAffected")]
    [InlineData(true, false, true, false, "minor")]
    [InlineData(true, true, false, false, "mediationBarred")]
    [InlineData(true, false, false, true, "mediationBarred")]
    public void It_is_not_offered_where_it_would_harm(bool ofAffected, bool safetyConcern, bool minor, bool violence, string code) =>
        InRoom().When(Offer(new MediationBars(ofAffected, safetyConcern, minor, violence))).ThenRefused(code);

    [Fact]
    public void What_triage_and_the_checklist_say_of_violence_counts_too()
    {
        InRoom(Opened().Cleared().After(new CaseCommand.Triage(Seat(1), Monday, "high", "high", null, "sexualHarassment"))).When(Offer()).ThenRefused("mediationBarred");
        InRoom().After(new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.PhysicalInjury, true)).When(Offer()).ThenRefused("mediationBarred");
        Mediating.IsViolence("physical violence").ShouldBeTrue();
        Mediating.IsViolence("harassment").ShouldBeFalse();
        Mediating.IsViolence(null).ShouldBeFalse();
    }

    [Fact]
    public void Who_it_happened_to_may_ask_for_it_in_spite_of_that_but_never_with_a_minor()
    {
        var violent = new MediationBars(true, true, false, true);
        var given = InRoom().After(new CaseCommand.AnswerMediation(Monday, null, Report, Id(5), "yes"));
        Mediating.IsWished(given.State, Report).ShouldBeTrue();
        given.When(new CaseCommand.AnswerMediation(Monday, null, Report, Id(5), "yes")).Events.ShouldBeEmpty();

        given.After(Offer(violent));
        given.When(Offer(violent with { Minor = true })).ThenRefused("minor");
        given.After(new CaseCommand.AnswerMediation(Monday, null, Report, Id(6), "no")).When(Offer(violent)).ThenRefused("mediationBarred");
        given.When(new CaseCommand.AnswerMediation(Monday, null, Id(4711), Id(7), "yes")).Events.ShouldBeEmpty("from nobody in this case");
    }

    [Fact]
    public void Both_have_to_be_on_their_pages()
    {
        Opened().Cleared().Triaged().When(Offer()).ThenRefused("notOnTheirPage");
        var invited = InRoom().After(new CaseCommand.MakeAffectedCode(Seat(1), Monday, Id(950), Report, false, "yes", false));
        invited.When(Offer(thread: Id(950))).ThenRefused("notOnTheirPage");
        invited.After(new CaseCommand.HearFromReporter(Monday, Id(950), Id(9), "entered"), Offer(thread: Id(950)));
    }

    [Fact]
    public void One_for_a_pair_at_a_time_not_beside_a_proposal_not_before_triage_and_not_after_the_decision()
    {
        Offered().When(Offer(id: Id(63))).ThenRefused("mediationOpen");
        InRoom().Heard().Proposed().When(Offer()).ThenRefused("proposalOpen");
        Opened().Cleared().When(Offer()).ThenRefused("notTriaged");
        InRoom().Heard().Proposed().Voted("yes", 1, 2, 3).MeetingClosed().When(Offer()).ThenRefused("alreadyDecided");
        Opened().Cleared(1, 2, 3).Triaged().When(Offer(seat: 4)).ThenRefused("notOnPanel");
    }

    [Fact]
    public void It_ends_where_somebody_was_mistaken_for_another()
    {
        var given = Running().After(new CaseCommand.MarkMistaken(Seat(1), Monday, Rex, "another account"));

        given.Then<CaseEvent.MediationEnded>().Outcome.ShouldBe("ended");
    }

    [Fact]
    public void It_ends_on_both_pages_when_the_case_goes_to_another_body()
    {
        var given = Running().After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all")).Later(TimeSpan.FromDays(3));

        given = given.After(new CaseCommand.AcceptTransfer(given.Now, Id(50), Id(51), Body(kind: "foundation"), [new CaseSubject(Rex, "gannet", Identification.Claimed)]));

        given.Then<CaseEvent.MediationShown>().State.ShouldBe("ended");
        given.Events.OfType<CaseEvent.RoomItemReleased>().ShouldContain(r => r.Item == Mediation && r.State == "ended");
        given.When(new CaseCommand.PassMediationTime(given.Now.AddDays(30), Mediation)).Events.ShouldBeEmpty();
        Affected(given, "yes", 9).Events.ShouldBeEmpty();
    }
}
