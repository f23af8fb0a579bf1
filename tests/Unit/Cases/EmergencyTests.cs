using Coc.Cases.Domain;
using Coc.Cases.Features.ListingCases;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>P9: emergencies first, paper later.</summary>
public sealed class EmergencyTests
{
    private static readonly Guid Moderator = Id(320);

    [Fact]
    public void The_case_holds_it_once_and_its_review_is_due_before_it_ends()
    {
        var given = Opened().After(Taken());

        given.State.Interim.ShouldHaveSingleItem().ShouldSatisfyAllConditions(m => m.By.ShouldBe(Moderator), m => m.Report.ShouldBe(Report), m => m.AwaitsReview.ShouldBeTrue());
        given.When(Taken()).Events.ShouldBeEmpty();
        CaseWords.NextDue(given.State).ShouldBe(Monday.AddHours(20));
    }

    [Fact]
    public void Who_acted_does_not_review_it_with_any_of_their_seats()
    {
        var given = Opened().Cleared().After(Taken(account: Id(502))); // the holder of seat 2 acted with a moderator's seat

        given.When(Review(2, "confirm")).ThenRefused("ownAct");
        given.When(Review(1, "confirm")).Then<CaseEvent.InterimMeasureReviewed>();
    }

    [Fact]
    public void Its_review_confirms_narrows_prolongs_or_reverses_it()
    {
        var given = Opened().Cleared().After(Taken());

        given.When(Review(1, "reverse")).Then<CaseEvent.InterimMeasureReviewed>().ShouldSatisfyAllConditions(r => r.Verdict.ShouldBe("reversed"), r => r.Until.ShouldBe(Monday));
        given.When(Review(1, "confirm", Monday.AddDays(6))).Then<CaseEvent.InterimMeasureReviewed>().Until.ShouldBe(Monday.AddDays(6));
        given.When(Review(1, "narrow", Monday.AddHours(2))).Then<CaseEvent.InterimMeasureReviewed>().Until.ShouldBe(Monday.AddHours(2));
    }

    [Theory]
    [InlineData(30, null)]
    [InlineData(31, "measureTooLong")]
    public void A_review_prolongs_by_thirty_days_at_most(int days, string? refused)
    {
        var given = Opened().Cleared().After(Taken());

        (given.When(Review(1, "confirm", Monday.AddDays(days))).Refusal?.Code).ShouldBe(refused);
    }

    [Fact]
    public void What_has_long_been_longer_is_still_narrowed_and_a_body_of_two_prolongs_by_a_week()
    {
        var given = Opened().Cleared().After(Taken());
        var longer = given.State with { Interim = [given.State.Interim[0] with { Until = Monday.AddDays(90) }] };
        Protecting.Review(longer, Review(1, "narrow", Monday.AddDays(45))).Refusal.ShouldBeNull();

        var two = given.State with { Handling = given.State.Handling with { Seats = [.. given.State.Handling.Seats.Take(2)] }, Panel = [.. given.State.Panel.Take(2)] };
        Protecting.Review(two, Review(1, "confirm", Monday.AddDays(8))).Refusal.ShouldTell("measureTooLong");
        Protecting.Review(two, Review(1, "confirm", Monday.AddDays(7))).Refusal.ShouldBeNull();
    }

    [Fact]
    public void Once_it_has_ended_it_is_only_said_whether_it_was_right()
    {
        var given = Opened().Cleared().After(Taken()).Later(TimeSpan.FromHours(20));

        given.When(Review(1, "confirm", given.Now.AddDays(2)) with { At = given.Now }).ThenRefused("measureLapsed");
        given.When(Review(1, "confirm") with { At = given.Now }).Then<CaseEvent.InterimMeasureReviewed>().Until.ShouldBeNull();
    }

    [Theory]
    [InlineData(60, "measureLapsed")]
    [InlineData(61, null)]
    public void In_its_last_minute_it_is_prolonged_no_more_because_those_who_end_it_would_hear_of_that_too_late(int seconds, string? refused)
    {
        var given = Opened().Cleared().After(Taken());
        var now = Monday.AddHours(20).AddSeconds(-seconds);

        (given.When(Review(1, "confirm", Monday.AddDays(2)) with { At = now }).Refusal?.Code).ShouldBe(refused);
    }

    private static CaseCommand.NoteEmergency Taken(Guid? account = null) =>
        new(Monday, Id(1), Report, Rex, "mute", ["chat:sextant"], Monday.AddHours(20), false, Moderator, account ?? Id(620), Monday);

    private static CaseCommand.ReviewInterimMeasure Review(int seat, string verdict, DateTimeOffset? until = null) => new(Seat(seat), Monday, Id(1), verdict, until);
}
