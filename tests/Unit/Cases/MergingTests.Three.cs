using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Where more than two persons are in the case: what is said of two of them leaves the third alone.</summary>
public sealed partial class MergingTests
{
    private static GivenCase Three() => Opened(subjects:
    [
        new CaseSubject(Rex, "heron", Identification.Claimed), new CaseSubject(Tam, "wren", Identification.Claimed), new CaseSubject(Lark, "lark", Identification.Claimed),
    ]).Cleared().Triaged();

    private static GivenCase Confirmed(GivenCase given, params Guid[] persons) =>
        given.After([.. from person in persons from seat in new[] { 1, 2 } select new CaseCommand.Identify(Seat(seat), Monday, person, [], null, null, true)]);

    private static GivenCase OnTheTable(GivenCase given, params Guid[] persons) =>
        given.Proposed(FindingNothing with { Findings = [.. persons.Select(p => new Finding(p, "noViolation", null))] });

    private static bool May(GivenCase given, string command, int seat = 1) => Availability.Allowed(given.State, Seat(seat), Monday).Contains(command);

    [Fact]
    public void It_is_offered_as_long_as_two_are_left_of_whom_nothing_is_voted_about_and_the_seat_has_not_said_so()
    {
        (May(Three(), "subjects/merge"), May(Three(), "subjects/split")).ShouldBe((true, true));
        var said = Two().After(Merge(1));
        (May(said, "subjects/merge"), May(said, "subjects/merge", 2)).ShouldBe((false, true), "once said it is for another seat");

        var voted = OnTheTable(Three().Heard(), Rex);
        (May(voted, "subjects/merge"), May(voted, "subjects/split")).ShouldBe((true, true));
        voted.When(Merge(2, Tam, Lark)).Refusal.ShouldBeNull();
        var two = OnTheTable(Three().Heard().Heard(Tam), Rex, Tam);
        (May(two, "subjects/merge"), May(two, "subjects/split")).ShouldBe((false, true), "the third can still be two");
        two.When(Merge(2, Tam, Lark)).ThenRefused("voteOpen");

        var mistaken = Two().After(new CaseCommand.MarkMistaken(Seat(1), Monday, Tam, "another account"));
        (May(mistaken, "subjects/merge"), May(mistaken, "subjects/split")).ShouldBe((false, true), "who was a mistake is nobody");
    }

    [Fact]
    public void A_proposal_is_about_whom_it_limits_too()
    {
        var given = Three().Heard();
        var remedies = new[] { Rex, Tam }.Select(p => given.Suspending(10, p).Remedies[0]).ToList();
        given = given with { State = given.State with { Proposals = [new Proposal(TheProposal, "meeting", FindingNothing with { Remedies = remedies }, null, Seat(1), Monday)] } };

        given.When(Merge(2, Tam, Lark)).ThenRefused("voteOpen");
    }

    [Fact]
    public void Only_what_was_known_under_the_other_name_is_struck_and_only_once()
    {
        var given = Confirmed(Three(), Tam, Lark);
        var (tam, lark) = (given.State.Notices.Single(n => n.Person == Tam), given.State.Notices.Single(n => n.Person == Lark));

        var merged = Merged(given);

        merged.Then<CaseEvent.IncidentNoticeStruck>().Notice.ShouldBe(tam.Id);
        merged.State.Notices.Single(n => n.Id == lark.Id).Struck.ShouldBeFalse();
        Merged(given with { State = given.State with { Notices = [tam with { Struck = true }, lark] } }).ThenNot<CaseEvent.IncidentNoticeStruck>();
    }

    [Theory]
    [InlineData(false, false, null)]
    [InlineData(true, false, "twoSeats")]
    [InlineData(false, true, null)]
    [InlineData(true, true, null)]
    public void Whom_two_seats_know_under_the_one_name_they_know_under_the_other(bool one, bool other, string? cause)
    {
        Guid[] known = [.. new[] { (one, Tam), (other, Rex) }.Where(p => p.Item1).Select(p => p.Item2)];

        var merged = Merged(Confirmed(Two(), known));

        merged.Events.OfType<CaseEvent.SubjectConfirmed>().Select(c => (c.Person, c.Cause)).ShouldBe(cause is null ? [] : [(Rex, cause)]);
        merged.State.SubjectOf(Rex)!.Identification.ShouldBe(one || other ? Identification.Confirmed : Identification.Claimed);
    }

    [Fact]
    public void Only_what_still_protects_goes_on_under_the_right_name_and_it_says_why_as_before()
    {
        var given = Two().After(
            Mute(Tam), Mute(Tam) with { Measure = Id(41) }, Mute(Tam) with { Measure = Id(42), Until = Monday.AddHours(1) }, new CaseCommand.ReviewInterimMeasure(Seat(2), Monday, Id(41), "reverse", null));

        var merged = given.After(Merge(1), Merge(2) with { At = Monday.AddHours(1) });

        merged.Then<CaseEvent.InterimMeasureReviewed>().Measure.ShouldBe(Id(40));
        merged.Then<CaseEvent.InterimMeasureTaken>().ShouldSatisfyAllConditions(m => m.Reason.Value.ShouldBe("threats"), m => m.By.ShouldBe(Seat(1)));
        merged.Then<CaseEvent.InterimMeasureOrdered>().Followed.ShouldBeTrue();
    }

    [Fact]
    public void Whoever_is_too_close_to_the_other_leaves_and_who_is_tied_to_them_answers_with_the_tie()
    {
        var split = Opened().Cleared().After(Split() with { Accounts = [], Description = "whoever posts as the bot", SetAside = [Seat(5)], Soft = [Seat(1), Seat(4)] });

        split.Then<CaseEvent.SeatLeft>().Seat.ShouldBe(Seat(5));
        split.Then<CaseEvent.SubjectAdded>().ShouldSatisfyAllConditions(a => a.Tied.ShouldBe([Seat(1), Seat(4)]), a => a.Accounts.ShouldBeNull("nobody knows one"), a => a.Description!.Value.ShouldBe("whoever posts as the bot"));
        split.Then<CaseEvent.SubjectSplit>().Accounts.ShouldBeNull();
        split.Events.OfType<CaseEvent.ConflictAskedAgain>().Select(a => a.Seat).ShouldBe([Seat(1), Seat(2), Seat(3), Seat(4)], ignoreOrder: true);
        split.Answered(4, Conflict.None).Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Soft);
    }

    [Fact]
    public void While_counsel_or_an_arbiter_is_asked_they_stay_who_they_are()
    {
        var given = Two();
        foreach (var (code, state) in new[]
        {
            ("alreadyDecided", given.State with { Stage = CaseStage.AwaitingLegal }), ("transferDisputed", given.State with { Contested = new Contest(Id(65), "meridian", Monday.AddDays(1)) }),
        })
        {
            (given with { State = state }).When(Merge(1)).ThenRefused(code);
            (given with { State = state }).When(Split()).ThenRefused(code);
        }
    }
}
