using Coc.Sanctions.Domain;
using static Coc.Unit.Sanctions.Story;

namespace Coc.Unit.Sanctions;

/// <summary>Who opened a notice of what was wrong is told so; and who is asked anew because somebody is another one too.</summary>
public sealed class CorrectionRules
{
    private static readonly NoticeEvent[] Open =
    [
        new NoticeEvent.NoticeOffered(
            Guid.NewGuid(), "astrolabe", Guid.NewGuid(), "sextant", Guid.NewGuid(), Guid.NewGuid(), "suspension", new SanctionTerm(Day, Day.AddDays(45), "automatic"), "harassment",
            "sameSpaces", Day.AddDays(10), Released: true),
        new NoticeEvent.NoticeConflictAnswered(Seat1, "none"),
    ];

    private static readonly Guid Seat3 = Guid.NewGuid();

    [Fact]
    public void Of_accounts_that_were_wrong_who_opened_it_is_told_each_time_and_the_notice_still_tells_the_rest()
    {
        NoticeEvent[] told = [.. Open, .. Open.When(Correct(Correction.WrongAccounts)).Events];
        told[^1].ShouldBeOfType<NoticeEvent.CorrectionSent>().Seats.ShouldBe([Seat1]);
        State(told).TellsNothing.ShouldBeFalse();
        NoticeEvent[] known = [.. told, .. told.When(new NoticeCommand.AcknowledgeCorrection(Seat1)).Events];
        State(known).ToAcknowledge.ShouldBeEmpty();

        NoticeEvent[] again = [.. known, .. known.When(Correct(Correction.WrongAccounts)).Events];
        State(again).ToAcknowledge.ShouldBe([Seat1]);
    }

    [Fact]
    public void What_was_somebody_else_altogether_tells_nothing_whatever_else_is_corrected_later()
    {
        NoticeEvent[] mistaken = [.. Open, .. Open.When(Correct(SanctionState.Mistaken)).Events];
        mistaken.When(Correct(SanctionState.Mistaken)).ShouldDoNothing();

        State([.. mistaken, .. mistaken.When(Correct(Correction.WrongAccounts)).Events]).TellsNothing.ShouldBeTrue();
    }

    [Fact]
    public void Whom_it_is_about_is_another_one_too_so_who_saw_it_answers_anew()
    {
        NoticeEvent[] supported = [.. Open, .. Open.When(new NoticeCommand.GiveAnswer(Seat2, false, new NoticeAnswer(NoticeState.Adopted, [], null, null), null, Day)).Events];
        NoticeEvent[] anew = [.. supported, .. supported.When(new NoticeCommand.AskAgain([Seat3], Day)).Events];

        var state = State(anew);
        state.Clear.ShouldBeEmpty();
        state.Supports.ShouldBeEmpty();
        state.Hard.ShouldBe([Seat3], "who is too close to the other one is to this one");
        anew.When(new NoticeCommand.AskAgain([Seat3], Day)).ShouldDoNothing();
        anew.When(new NoticeCommand.AnswerConflict(Seat3, "none")).ShouldRefuse("answerLowered", "P1");
    }

    [Fact]
    public void Who_had_opened_it_before_they_were_asked_anew_is_told_that_it_was_wrong()
    {
        NoticeEvent[] anew = [.. Open, .. Open.When(new NoticeCommand.AskAgain([], Day)).Events];

        anew.When(Correct(Correction.WrongAccounts)).Events.ShouldHaveSingleItem().ShouldBeOfType<NoticeEvent.CorrectionSent>().Seats.ShouldBe([Seat1]);
    }

    [Fact]
    public void For_whom_it_is_there_no_more_nothing_is_left_to_acknowledge()
    {
        NoticeEvent[] told = [.. Open, .. Open.When(Correct(SanctionState.Overturned)).Events];

        State([.. told, .. told.When(new NoticeCommand.AnswerConflict(Seat1, "hard")).Events]).ToAcknowledge.ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_opened_it_so_nobody_is_told() => Open[..1].When(Correct(SanctionState.Mistaken)).ShouldDoNothing();

    private static NoticeCommand.Correct Correct(string cause) => new(cause, Day);

    private static NoticeState State(NoticeEvent[] given) => given.Aggregate(NoticeState.None, NoticeState.Evolve);
}
