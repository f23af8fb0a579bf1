using Coc.Sanctions.Domain;
using static Coc.Unit.Sanctions.Story;

namespace Coc.Unit.Sanctions;

/// <summary>What a body does with its copy of what turned out wrong (R57).</summary>
public sealed class RedecisionRules
{
    private static readonly Guid Notice = Guid.NewGuid();
    private static readonly Guid Copy = NoticeDecider.CopyOf(Notice);

    private static readonly NoticeEvent[] Open =
    [
        new NoticeEvent.NoticeOffered(
            Notice, "astrolabe", Guid.NewGuid(), "sextant", Guid.NewGuid(), Guid.NewGuid(), "suspension", new SanctionTerm(Day, Day.AddDays(45), "automatic"), "harassment", "sameSpaces", Day.AddDays(10),
            Released: true),
    ];

    private static readonly NoticeEvent[] Adapted =
        [.. Open, .. Open.When(new NoticeCommand.GiveAnswer(Seat1, true, new NoticeAnswer(NoticeState.Adapted, ["chat:astrolabe"], null, null), null, Day)).Events];

    private static readonly NoticeEvent[] Anew = [.. Adapted, .. Adapted.When(new NoticeCommand.AskRedecision(Day.AddDays(27))).Events];

    [Fact]
    public void Only_who_adopted_it_is_asked_anew_and_once()
    {
        Anew[^1].ShouldBe(new NoticeEvent.RedecisionAsked(((NoticeEvent.NoticeOffered)Open[0]).Sanction, Copy, Day.AddDays(27)));
        Open.When(new NoticeCommand.AskRedecision(Day.AddDays(27))).ShouldDoNothing();
        Anew.When(new NoticeCommand.AskRedecision(Day.AddDays(28))).ShouldDoNothing();
    }

    [Fact]
    public void The_chair_keeps_it_alone_and_it_is_what_it_was()
    {
        NoticeEvent[] kept = [.. Anew, .. Anew.When(Say(Seat1, keep: true, chair: true)).Events];

        kept[^1].ShouldBe(new NoticeEvent.CopyKept(((NoticeEvent.NoticeOffered)Open[0]).Sanction, Copy, Seat1));
        kept.Aggregate(NoticeState.None, NoticeState.Evolve).ShouldSatisfyAllConditions(s => s.State.ShouldBe(NoticeState.Adapted), s => s.AnswerBy.ShouldBeNull());
        kept.When(Say(Seat2, keep: true)).ShouldDoNothing();
        kept.When(Say(Seat2, keep: false, chair: true)).ShouldRefuse("nothingToRedecide", "R57");
        kept.When(new NoticeCommand.Lapse(Day.AddDays(40))).ShouldDoNothing();
    }

    [Fact]
    public void Two_members_answer_when_they_want_the_same()
    {
        NoticeEvent[] one = [.. Anew, .. Anew.When(Say(Seat2, keep: false)).Events];
        one[^1].ShouldBeOfType<NoticeEvent.AnswerSupported>();

        one.When(Say(Seat2, keep: false)).ShouldDoNothing();
        one.When(Say(Seat1, keep: true)).ShouldBeOf(typeof(NoticeEvent.AnswerSupported));
        one.When(Say(Seat1, keep: false)).Events.ShouldBe([new NoticeEvent.CopyGivenUp(((NoticeEvent.NoticeOffered)Open[0]).Sanction, Copy, Seat1)]);
    }

    [Fact]
    public void What_was_wanted_at_first_is_no_voice_for_keeping_it()
    {
        NoticeEvent[] supported = [.. Open, .. Open.When(new NoticeCommand.GiveAnswer(Seat1, false, new NoticeAnswer(NoticeState.Adopted, [], null, null), null, Day)).Events];
        NoticeEvent[] adopted = [.. supported, .. supported.When(new NoticeCommand.GiveAnswer(Seat2, false, new NoticeAnswer(NoticeState.Adopted, [], null, null), null, Day)).Events];
        NoticeEvent[] anew = [.. adopted, .. adopted.When(new NoticeCommand.AskRedecision(Day.AddDays(27))).Events];

        anew.When(Say(Seat2, keep: true)).ShouldBeOf(typeof(NoticeEvent.AnswerSupported));
    }

    [Fact]
    public void Who_stated_a_conflict_does_not_answer()
    {
        NoticeEvent[] conflicted = [.. Anew, .. Anew.When(new NoticeCommand.AnswerConflict(Seat1, "soft")).Events];

        conflicted.When(Say(Seat1, keep: true, chair: true)).ShouldRefuse("conflictStated", "P1");
    }

    [Fact]
    public void Who_does_not_answer_in_time_gives_it_up()
    {
        Anew.When(new NoticeCommand.Lapse(Day.AddDays(27).AddTicks(-1))).ShouldDoNothing();
        Anew.When(Say(Seat1, keep: true, chair: true, at: Day.AddDays(27))).ShouldRefuse("lapsed", "R57");
        NoticeEvent[] lapsed = [.. Anew, .. Anew.When(new NoticeCommand.Lapse(Day.AddDays(27))).Events];

        lapsed[^1].ShouldBeOfType<NoticeEvent.CopyGivenUp>().Seat.ShouldBeNull();
        lapsed.When(Say(Seat1, keep: true, chair: true)).ShouldRefuse("nothingToRedecide", "R57");
        lapsed.When(Say(Seat1, keep: false, chair: true)).ShouldDoNothing();
    }

    [Fact]
    public void What_is_not_asked_anew_is_not_answered_anew()
    {
        Open.When(Say(Seat1, keep: true, chair: true)).ShouldRefuse("nothingToRedecide", "R57");
        Adapted.When(Say(Seat1, keep: true, chair: true)).ShouldRefuse("nothingToRedecide", "R57");
    }

    [Fact]
    public void Every_seat_that_opened_what_was_wrong_says_that_it_knows()
    {
        NoticeEvent[] opened = [.. Open, new NoticeEvent.NoticeConflictAnswered(Seat1, "none"), new NoticeEvent.NoticeConflictAnswered(Seat2, "soft")];
        NoticeEvent[] corrected = [.. opened, .. opened.When(new NoticeCommand.Correct("overturned", Day)).Events];

        Open.When(new NoticeCommand.Correct("overturned", Day)).ShouldDoNothing();
        corrected[^1].ShouldBeOfType<NoticeEvent.CorrectionSent>().Seats.ShouldBe([Seat1]);
        corrected.When(new NoticeCommand.Correct("overturned", Day)).ShouldDoNothing();
        corrected.When(new NoticeCommand.AcknowledgeCorrection(Seat2)).ShouldRefuse("noCorrection", "P18");
        opened.When(new NoticeCommand.AcknowledgeCorrection(Seat1)).ShouldRefuse("noCorrection", "P18");
        NoticeEvent[] known = [.. corrected, .. corrected.When(new NoticeCommand.AcknowledgeCorrection(Seat1)).Events];
        known.Aggregate(NoticeState.None, NoticeState.Evolve).ToAcknowledge.ShouldBeEmpty();
        known.When(new NoticeCommand.AcknowledgeCorrection(Seat1)).ShouldDoNothing();

        // That it was somebody else is more than that it was wrong.
        NoticeEvent[] again = [.. known, .. known.When(new NoticeCommand.Correct("mistaken", Day)).Events];
        again.Aggregate(NoticeState.None, NoticeState.Evolve).ToAcknowledge.ShouldBe([Seat1]);
    }

    [Fact]
    public void What_was_wrong_is_told_no_more_unless_the_body_still_decides_about_it()
    {
        static bool Silent(params NoticeEvent[] events) => events.Aggregate(NoticeState.None, NoticeState.Evolve).TellsNothing;
        var sent = new NoticeEvent.CorrectionSent(Guid.NewGuid(), "overturned", [Seat1], Day);

        Silent(Anew).ShouldBeFalse();
        Silent([.. Anew, sent]).ShouldBeFalse();
        Silent([.. Anew, sent, .. Anew.When(Say(Seat1, keep: true, chair: true)).Events]).ShouldBeFalse();
        Silent([.. Anew, sent, .. Anew.When(Say(Seat1, keep: false, chair: true)).Events]).ShouldBeTrue();
        Silent([.. Anew, sent with { Cause = "mistaken" }]).ShouldBeTrue();
        Silent([.. Open, new NoticeEvent.NoticeWithdrawn(Guid.NewGuid()), sent]).ShouldBeTrue();
    }

    private static NoticeCommand.Redecide Say(Guid seat, bool keep, bool chair = false, DateTimeOffset? at = null) => new(seat, chair, keep, at ?? Day.AddDays(20));
}
