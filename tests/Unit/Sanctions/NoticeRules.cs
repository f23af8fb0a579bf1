using Coc.Sanctions.Domain;
using static Coc.Unit.Sanctions.Story;

namespace Coc.Unit.Sanctions;

/// <summary>How a body answers another body's offer.</summary>
public sealed class NoticeRules
{
    private static readonly NoticeAnswer Adopt = new(NoticeState.Adopted, [], null, null);

    private static readonly NoticeEvent[] Open =
    [
        new NoticeEvent.NoticeOffered(
            Guid.NewGuid(), "astrolabe", Guid.NewGuid(), "sextant", Guid.NewGuid(), Guid.NewGuid(), "suspension", new SanctionTerm(Day, Day.AddDays(45), "automatic"), "harassment",
            "sameSpaces", Day.AddDays(10), Released: true),
    ];

    [Fact]
    public void The_chair_answers_alone_and_states_no_conflict_by_it() =>
        Open.When(Give(Seat1, chair: true)).ShouldBeOf(typeof(NoticeEvent.NoticeConflictAnswered), typeof(NoticeEvent.NoticeAdopted));

    [Fact]
    public void Two_members_answer_when_they_want_the_same()
    {
        NoticeEvent[] one = [.. Open, .. Open.When(Give(Seat1)).Events];
        one[^1].ShouldBeOfType<NoticeEvent.AnswerSupported>();

        one.When(Give(Seat1)).ShouldDoNothing();
        one.When(Give(Seat2, answer: Adopt with { Kind = NoticeState.Declined, Reason = "notSevere" })).ShouldBeOf(typeof(NoticeEvent.NoticeConflictAnswered), typeof(NoticeEvent.AnswerSupported));
        one.When(Give(Seat2)).ShouldBeOf(typeof(NoticeEvent.NoticeConflictAnswered), typeof(NoticeEvent.NoticeAdopted));
    }

    [Fact]
    public void Answered_again_alike_nothing_happens_otherwise_it_is_refused()
    {
        NoticeEvent[] adopted = [.. Open, .. Open.When(Give(Seat1, chair: true)).Events];

        adopted.When(Give(Seat2)).ShouldDoNothing();
        adopted.When(Give(Seat2, chair: true, answer: Adopt with { Kind = NoticeState.Declined })).ShouldRefuse("alreadyAnswered", "R55");
    }

    [Fact]
    public void Who_stated_a_conflict_does_not_answer_and_its_support_falls()
    {
        NoticeEvent[] supported = [.. Open, .. Open.When(Give(Seat1)).Events];
        NoticeEvent[] conflicted = [.. supported, .. supported.When(new NoticeCommand.AnswerConflict(Seat1, "hard")).Events];

        conflicted.When(Give(Seat1, chair: true)).ShouldRefuse("conflictStated", "P1");
        conflicted.When(Give(Seat2)).ShouldBeOf(typeof(NoticeEvent.NoticeConflictAnswered), typeof(NoticeEvent.AnswerSupported));
        conflicted.When(new NoticeCommand.AnswerConflict(Seat1, "none")).ShouldRefuse("answerLowered", "P1");
        conflicted.When(new NoticeCommand.AnswerConflict(Seat1, "hard")).ShouldDoNothing();
    }

    [Fact]
    public void What_it_was_for_is_told_on_demand_of_who_has_no_conflict_and_kept_once()
    {
        var reading = new NoticeCommand.ReadCategory(Seat1);
        Open.When(reading).ShouldRefuse("conflictUnanswered", "P18");

        NoticeEvent[] clear = [.. Open, new NoticeEvent.NoticeConflictAnswered(Seat1, "none")];
        clear.When(reading).ShouldBeOf(typeof(NoticeEvent.CategoryRead));
        NoticeEvent[] read = [.. clear, new NoticeEvent.CategoryRead(Seat1)];
        read.When(reading).ShouldDoNothing();
        read.When(new NoticeCommand.ReadCategory(Seat2)).ShouldRefuse("conflictUnanswered", "P18");
        ((NoticeEvent[])[.. Open, new NoticeEvent.NoticeConflictAnswered(Seat1, "soft")]).When(reading).ShouldRefuse("conflictStated", "P1");
        ((NoticeEvent[])[.. read, new NoticeEvent.CorrectionSent(Guid.NewGuid(), SanctionState.Mistaken, [Seat1], Day)]).When(reading).ShouldRefuse("corrected", "P18");
    }

    [Fact]
    public void What_is_signed_of_an_offer_names_the_decision_and_neither_account_nor_category()
    {
        var offered = (NoticeEvent.NoticeOffered)Open[0];

        var text = OfferDigest.TextOf(offered, "ab12");

        System.Text.Json.JsonDocument.Parse(text).RootElement.EnumerateObject().Select(m => m.Name)
            .ShouldBe(["answerBy", "because", "decision", "from", "issuer", "notice", "person", "receiver", "sanction", "type", "until"]);
        text.ShouldContain("ab12");
        text.ShouldNotContain("harassment");
        OfferDigest.TextOf(offered with { Term = offered.Term with { Until = Day.AddDays(44) } }, "ab12").ShouldNotBe(text);
    }

    [Fact]
    public void An_adaptation_is_narrower()
    {
        var wider = new NoticeAnswer(NoticeState.Adapted, ["chat:astrolabe"], Day.AddDays(46), null);

        Open.When(Give(Seat1, chair: true, answer: wider)).ShouldRefuse("wider", "R55");
        Open.When(Give(Seat1, chair: true, answer: wider with { Spaces = [], Until = null })).ShouldRefuse("wider", "R55");
        Open.When(Give(Seat1, chair: true, answer: wider with { Until = null })).Events[^1].ShouldBeOfType<NoticeEvent.NoticeAdapted>().Until.ShouldBe(Day.AddDays(45));
    }

    [Fact]
    public void After_its_date_it_lapses_and_takes_no_answer()
    {
        Open.When(new NoticeCommand.Lapse(Day.AddDays(9))).ShouldDoNothing();
        Open.When(Give(Seat1, chair: true, at: Day.AddDays(10))).ShouldRefuse("lapsed", "R55");
        NoticeEvent[] lapsed = [.. Open, .. Open.When(new NoticeCommand.Lapse(Day.AddDays(10))).Events];
        lapsed.When(Give(Seat1, chair: true)).ShouldRefuse("lapsed", "R55");
        lapsed.When(new NoticeCommand.Lapse(Day.AddDays(11))).ShouldDoNothing();
        lapsed.When(new NoticeCommand.Withdraw()).ShouldDoNothing();
    }

    [Fact]
    public void What_is_withdrawn_takes_no_answer()
    {
        NoticeEvent[] withdrawn = [.. Open, .. Open.When(new NoticeCommand.Withdraw()).Events];

        withdrawn.When(Give(Seat1, chair: true)).ShouldRefuse("withdrawn", "R55");
    }

    private static NoticeCommand.GiveAnswer Give(Guid seat, bool chair = false, NoticeAnswer? answer = null, DateTimeOffset? at = null) =>
        new(seat, chair, answer ?? Adopt, null, at ?? Day);
}
