using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>A held identity opens by the holder and one more, for three reasons, to named people, and the reporter is told (R3, P11).</summary>
public sealed partial class UnsealingTests
{
    private static CaseCommand.AskUnsealing Asking(int by = 1, int? holder = 1, string exception = "courtOrder", bool notTold = false, string? outside = null, params int[] recipients) => new(
        Seat(by), Monday, Id(60), Report, exception, "order 7 of the court", [.. recipients.Select(Seat)], outside, notTold, holder is { } h ? Seat(h) : null);

    private static CaseCommand.AgreeUnsealing Agreeing(int by = 2, int? holder = 1) => new(Seat(by), Monday, Id(60), holder is { } h ? Seat(h) : null);

    private static bool MayRead(GivenCase given, int seat, int? holder = 1) => Unsealing.MayRead(given.State, Report, Seat(seat), holder is { } h ? Seat(h) : null);

    [Fact]
    public void The_holder_reads_and_nobody_else()
    {
        var given = Opened().Cleared();

        Enumerable.Range(1, 5).Where(s => MayRead(given, s)).ShouldBe([1]);
        Enumerable.Range(1, 5).ShouldAllBe(s => !MayRead(given, s, null));
    }

    [Fact]
    public void A_holder_answers_the_conflict_question_first()
    {
        var given = Opened().Cleared(2, 3);

        MayRead(given, 1).ShouldBeFalse();
        given.When(Asking(2, recipients: 3)).ThenRefused("noHolder");
        MayRead(given.Answered(1, Conflict.Hard), 1).ShouldBeFalse();
        MayRead(given.Answered(1, Conflict.Soft, "same company"), 1).ShouldBeFalse();
        MayRead(given.Cleared(1), 1).ShouldBeTrue();
    }

    [Fact]
    public void The_holder_and_one_more_open_it_to_those_named()
    {
        var asked = Opened().Cleared().After(Asking(recipients: [3, 4]));
        Enumerable.Range(1, 5).Where(s => MayRead(asked, s)).ShouldBe([1]);
        asked.When(Agreeing(1)).ThenRefused("ownAct");

        var opened = asked.After(Agreeing(2));

        Enumerable.Range(1, 5).Where(s => MayRead(opened, s)).ShouldBe([1, 3, 4]);
        opened.State.Unsealings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(u => u.AgreedBy.ShouldBe(Seat(2)), u => u.UnsealedAt.ShouldBe(Monday));
        opened.When(Agreeing(5)).Events.ShouldBeEmpty();
        MayRead(opened.Answered(3, Conflict.Hard), 3).ShouldBeFalse("a later conflict closes it");
    }

    [Fact]
    public void Without_the_holder_two_are_not_enough()
    {
        var asked = Opened().Cleared().After(Asking(2, recipients: 3));

        asked.When(Agreeing(3)).ThenRefused("holderNeeded");
        asked.When(Agreeing(3, holder: null)).ThenRefused("noHolder");
        MayRead(asked.After(Agreeing(1)), 3).ShouldBeTrue();
    }

    [Theory]
    [InlineData("law", "a law demands it")]
    [InlineData("courtOrder", "a court ordered it")]
    [InlineData("imminentDanger", "somebody is in danger now")]
    public void The_reporter_is_told_who_knows_and_by_which_exception_and_never_the_reason(string exception, string because)
    {
        var told = Opened().Cleared().After(Asking(exception: exception, outside: "the police of Turin", recipients: [3, 4]), Agreeing()).Then<CaseEvent.ReporterMessaged>();

        told.Report.ShouldBe(Report);
        told.Text.Value!.ShouldContain(because);
        told.Text.Value!.ShouldContain("2 more people on the committee and to somebody outside");
        told.Text.Value!.ShouldNotContain("Turin");
        told.Text.Value!.ShouldNotContain("order 7");
    }

    [Fact]
    public void Where_the_law_forbids_it_the_reporter_is_not_told()
    {
        var given = Opened().Cleared().After(Asking(exception: "law", notTold: true, recipients: 3), Agreeing());

        given.ThenNot<CaseEvent.ReporterMessaged>();
        given.State.Unsealings[0].NotTold.ShouldBeTrue();
    }

    [Fact]
    public void Only_seats_of_the_panel_without_conflict_are_named() =>
        Opened().Cleared(1, 2).When(Asking(recipients: 3)).ThenRefused("notOnPanel");

    [Fact]
    public void A_court_may_ask_after_the_end()
    {
        var closed = Opened().Cleared();
        closed = closed with { State = closed.State with { Stage = CaseStage.Closed } };

        MayRead(closed.After(Asking(recipients: 3), Agreeing()), 3).ShouldBeTrue();
    }

    [Fact]
    public void Who_may_agree_is_offered_it_and_who_asked_is_not()
    {
        var asked = Opened().Cleared().After(Asking(recipients: 3));

        Availability.Allowed(asked.State, Seat(2), asked.Now, HeldBy(1)).ShouldContain("unsealings/agree");
        Availability.Allowed(asked.State, Seat(1), asked.Now, HeldBy(1)).ShouldNotContain("unsealings/agree");
        Availability.Allowed(asked.After(Agreeing()).State, Seat(2), asked.Now, HeldBy(1)).ShouldNotContain("unsealings/agree");
    }

    [Fact]
    public void Where_nothing_is_held_or_its_holder_is_not_on_the_panel_none_is_offered()
    {
        var given = Opened().Cleared(1, 2, 3);

        Availability.Allowed(given.State, Seat(2), given.Now, HeldBy(1)).ShouldContain("unsealings");
        Availability.Allowed(given.State, Seat(2), given.Now).ShouldNotContain("unsealings");
        Availability.Allowed(given.State, Seat(2), given.Now, HeldBy(4)).ShouldNotContain("unsealings", "the holder has not answered the conflict question");
    }

    [Fact]
    public void Of_somebody_under_age_two_seats_know_at_most_the_holder_being_one()
    {
        var given = Opened().Cleared();
        given.When(Asking(recipients: [3, 4]) with { Minor = true }).ThenRefused("minor");

        var opened = given.After(Asking(recipients: [3]) with { Minor = true }, Agreeing() with { Minor = true });
        opened.Then<CaseEvent.IdentityUnsealed>();
        opened.When(Asking(recipients: [4]) with { Unsealing = Id(61), Minor = true }).ThenRefused("minor");

        var both = given.After(Asking(recipients: [3]) with { Minor = true }, Asking(recipients: [4]) with { Unsealing = Id(61), Minor = true }, Agreeing() with { Minor = true });
        both.When(Agreeing() with { Unsealing = Id(61), Minor = true }).ThenRefused("minor");
        Availability.Allowed(both.State, Seat(2), both.Now, HeldBy(1, minor: true)).ShouldNotContain("unsealings/agree");
        given.After(Asking(recipients: []) with { Outside = "the police", Minor = true }, Agreeing() with { Minor = true }).Then<CaseEvent.IdentityUnsealed>();
    }

    private static Elsewhere HeldBy(int seat, bool minor = false) => new(new(new Dictionary<Guid, Guid> { [Report] = Seat(seat) }, minor ? new HashSet<Guid> { Report } : []), []);
}
