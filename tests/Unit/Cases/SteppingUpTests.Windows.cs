using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>How long each has, who stands above, and what is said to whom.</summary>
public sealed partial class SteppingUpTests
{
    private static HandlingBody Parent => Body(3) with { Slug = "meridian", Kind = "parent", Parent = null };

    private static GivenCase Nobody(GivenCase given) => given.State.Handling.Seats.Aggregate(given, (g, s) => g.After(new CaseCommand.EndSeat(g.Now, s.Seat)));

    private static DateTimeOffset NoticeAt(GivenCase given) => SteppingUp.Due(given.State).Single(d => d.Kind == SteppingUp.Notice).At;

    [Theory]
    [InlineData(60, 20)] // a third of it, because two days before its end is sooner
    [InlineData(84, 36)] // two days before its end, because a third of it is sooner
    public void Of_silence_reporters_hear_two_days_ahead_and_not_before_a_third_of_the_time_has_passed(int hours, int told) =>
        NoticeAt(Opened(Body(policy: Policy() with { AcknowledgeWithin = new Period(Hours: hours) }))).ShouldBe(Monday.AddHours(told));

    [Fact]
    public void The_time_a_body_gave_itself_runs_from_receipt_also_where_the_case_was_opened_later()
    {
        var late = new GivenCase(CaseState.None, Monday.AddDays(1)).After(new CaseCommand.Open(
            Monday.AddDays(1), Id(700), Id(701), new CaseReport(Report, Monday, null), "normal", ["sextant"], null, Body(), [new CaseSubject(Rex, "heron", Identification.Claimed)], "J1", "oneProject")).Cleared(1);

        SteppingUp.Due(late.State).ShouldHaveSingleItem().At.ShouldBe(Thursday);
        SteppingUp.Due(late.After(new CaseCommand.Acknowledge(Seat(1), late.Now, "We have it.")).State).ShouldHaveSingleItem().ShouldBe(new CaseDue(SteppingUp.Notice, Id(700), Monday.AddDays(7)));
    }

    [Fact]
    public void Said_to_be_urgent_at_the_end_of_the_time_there_are_two_hours_still()
    {
        var given = Opened().Apply(new CaseEvent.UrgencyRaised("minor", Guid.Empty, Thursday.AddHours(-1)));

        SteppingUp.Due(given.State).ShouldHaveSingleItem().ShouldBe(new CaseDue(SteppingUp.NoFirstAnswer, given.State.Id, Thursday.AddHours(1)));
        NoticeAt(Opened(Body(policy: Policy() with { AcknowledgeWithin = new Period(Hours: 1) }))).ShouldBe(Monday.AddMinutes(20), "what is not urgent has the time it has");
    }

    [Fact]
    public void The_parent_hands_to_nobody_and_nobody_gets_back_what_they_handed_on_themselves()
    {
        SteppingUp.Above(Opened(Parent with { Policy = Policy() with { Arbiter = null } }).State).ShouldBeEmpty();
        SteppingUp.Above(Opened(Parent with { Parent = "beyond", Policy = Policy() with { Arbiter = null } }).State).ShouldBeEmpty();
        SteppingUp.Above(Opened(Body(3, kind: "foundation")).State with { CameFromBody = "meridian" }).ShouldBeEmpty();
        SteppingUp.Above(Opened(Body(policy: Policy() with { Arbiter = "quadrant" })).State with { CameFromBody = "quadrant" }).ShouldBe(["orrery", "meridian"], "an arbiter is no body above that gave it down");

        var top = Nobody(Opened(Parent with { Foundation = "meridian" }));
        SteppingUp.HasNobody(top.State).ShouldBeFalse("there is nobody it could move to");
    }

    [Fact]
    public void It_goes_to_who_declined_only_when_nobody_is_left_and_somebody_more_is_missing_than_they_knew()
    {
        var left = Nobody(Opened()).State;
        SteppingUp.Next(left with { Declined = [new Declined("orrery", [.. Enumerable.Range(1, 5).Select(Seat)])] }).ShouldBe(["meridian"], "they knew that");
        SteppingUp.Next(left with { Declined = [new Declined("orrery", [.. Enumerable.Range(1, 4).Select(Seat)])] }).ShouldBe(["orrery", "meridian"]);
        SteppingUp.Next(Opened().After(new CaseCommand.EndSeat(Monday, Seat(1))).State with { Declined = [new Declined("orrery", [])] }).ShouldBe(["meridian"], "four are left");
    }

    [Fact]
    public void What_is_over_or_disputed_moves_nowhere_and_while_an_alternate_may_come_somebody_is_left()
    {
        var left = Nobody(Opened()).State;
        SteppingUp.Due(left).ShouldHaveSingleItem();
        SteppingUp.Due(left with { Contested = new Contest(Id(65), "meridian", Monday.AddDays(2)) }).ShouldBeEmpty();
        SteppingUp.Due(left with { Stage = CaseStage.Closed }).ShouldBeEmpty();
        SteppingUp.Due(CaseState.None).ShouldBeEmpty();

        var alternate = Enumerable.Range(1, 3).Aggregate(Opened(Body(3, alternates: 1)), (g, n) => g.Answered(n, Conflict.Hard));
        NoticeAt(alternate).ShouldBe(Thursday.AddHours(-48), "there is time yet");
        NoticeAt(alternate.Answered(101, Conflict.Hard)).ShouldBe(Monday, "now nobody is left");
    }

    [Fact]
    public void Of_an_appeal_that_was_triaged_a_word_is_owed_whoever_answers_anew()
    {
        var given = Opened().Cleared().Triaged();
        var asked = given.State with { AppealOf = new(Id(52), "astrolabe", Id(53), "accused", Rex, null, [], [], [], Monday), Panel = [.. given.State.Panel.Select(p => p with { Conflict = Conflict.Unanswered, AskedAgain = true })] };

        SteppingUp.HasNobody(asked).ShouldBeFalse();
        SteppingUp.Due(asked).ShouldNotContain(d => d.Kind == SteppingUp.NoFirstAnswer);
    }

    [Fact]
    public void Each_reporter_hears_in_a_message_of_their_own_what_they_wait_for_and_what_comes_next()
    {
        var silent = Opened().Cleared().Linked(Id(801)).Cleared().Later(Thursday - Monday);
        var told = silent.When(Up(silent));
        Each(told.Events).ShouldAllBe(m => m.Text.Value!.StartsWith("If nobody at sextant takes this up before 2026-03-07 09:00 UTC, it moves to orrery by itself", StringComparison.Ordinal));

        var acknowledged = silent.After(new CaseCommand.Acknowledge(Seat(1), silent.Now, "We have it.")).Later(TimeSpan.FromDays(20));
        Each(acknowledged.When(Up(acknowledged)).Events).ShouldAllBe(m => m.Text.Value!.StartsWith("sextant has not said in time how this stands. If it does not do so before", StringComparison.Ordinal));

        var begun = SteppingUp.Begin(told.State, Up(told) with { Consents = new("foundation", new Dictionary<Guid, string>()) });
        begun.OfType<CaseEvent.ConsentAsked>().Select(a => (a.Report, a.Until)).ShouldBe([(Report, told.Now.AddHours(48)), (Id(801), told.Now.AddHours(48))]);
        Each([.. begun]).ShouldAllBe(m => m.Text.Value!.StartsWith("Nobody at sextant could take this up, so orrery has it now.", StringComparison.Ordinal) && m.Text.Value.Contains("Until 2026-03-07 09:00 UTC we wait", StringComparison.Ordinal));

        static IReadOnlyList<CaseEvent.ReporterMessaged> Each(IReadOnlyList<CaseEvent> events)
        {
            List<CaseEvent.ReporterMessaged> messages = [.. events.OfType<CaseEvent.ReporterMessaged>()];
            messages.Select(m => m.Report).ShouldBe([Report, Id(801)]);
            messages.Select(m => m.Message).Distinct().Count().ShouldBe(2);
            return messages;
        }
    }

    [Fact]
    public void That_somebody_was_silent_is_forgotten_with_their_next_word_and_that_nobody_is_there_is_not()
    {
        var state = Opened().State;

        SteppingUp.AfterAWord(state with { MovingUp = new("orrery", Thursday, SteppingUp.StatusMissed) }).ShouldBeNull();
        SteppingUp.AfterAWord(state with { MovingUp = new("orrery", Thursday, SteppingUp.NobodyLeft) }).ShouldNotBeNull();
    }

    [Fact]
    public void Where_nobody_is_left_an_alternate_who_got_a_seat_since_is_asked_too()
    {
        var left = Nobody(Opened(Parent with { Foundation = "meridian" }));

        left.After(new CaseCommand.CallSeats(Monday, [new HandlingSeat(Id(955), Id(956), "alternate", false, "elected", 1)])).Then<CaseEvent.SeatsCalled>().Seats.ShouldHaveSingleItem().Seat.ShouldBe(Id(955));
    }
}
