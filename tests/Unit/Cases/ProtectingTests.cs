using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>How long one may protect, where it reaches, and when it ends (R37, P1, P9).</summary>
public sealed class ProtectingTests
{
    private static readonly string[] Chat = ["chat:sextant"];

    [Fact]
    public void Whoever_asks_for_longer_is_told_how_long_it_may_be_and_by_which_rule()
    {
        Refused(Opened().Ready(), Monday.AddDays(30).AddTicks(1), "30 days").ShouldBe(("measureTooLong", "R37", true));
        Refused(Opened(Body(2)).Ready(), Monday.AddDays(7).AddTicks(1), "168 hours").ShouldBe(("measureTooLong", "P1", true));
        Refused(Opened(urgency: "urgent").Cleared(), Monday.AddHours(72).AddTicks(1), "72 hours").ShouldBe(("measureTooLong", "P1", true));

        static (string, string?, bool) Refused(GivenCase given, DateTimeOffset until, string says) =>
            given.When(Take(40, Rex, until)).Refusal is { } refusal ? (refusal.Code, refusal.Rule, refusal.Detail.Contains(says, StringComparison.Ordinal)) : ("taken", null, false);
    }

    [Fact]
    public void A_project_acts_in_its_own_spaces_and_who_stands_above_in_those_of_the_projects_it_is_about()
    {
        var project = Opened().Ready().After(new CaseCommand.NameProject(Seat(1), Monday, "astrolabe", true), Take(40, Rex, Monday.AddDays(5)));
        project.Then<CaseEvent.InterimMeasureOrdered>().ShouldSatisfyAllConditions(o => o.Bodies.ShouldBe(["sextant"]), o => o.Followed.ShouldBeTrue("the case waits for what comes of it"));

        Opened(Body(kind: "foundation"), projects: ["sextant", "astrolabe"]).Ready().After(Take(40, Rex, Monday.AddDays(5))).Then<CaseEvent.InterimMeasureOrdered>().Bodies.ShouldBe(["orrery", "sextant", "astrolabe"]);
    }

    [Fact]
    public void Found_to_be_a_mistake_what_still_protects_from_that_person_ends_and_nothing_else()
    {
        var given = Opened(subjects: [new CaseSubject(Rex, "heron", Identification.Claimed), new CaseSubject(Tam, "wren", Identification.Claimed)]).Cleared().Triaged().After(
            Take(40, Rex, Monday.AddDays(5)), Take(41, Rex, Monday.AddHours(1)), Take(42, Rex, Monday.AddDays(6)), Take(43, Tam, Monday.AddDays(5)),
            new CaseCommand.ReviewInterimMeasure(Seat(2), Monday, Id(42), "reverse", null)).Later(TimeSpan.FromHours(1));

        var after = given.After(new CaseCommand.MarkMistaken(Seat(1), given.Now, Rex, "another account"));

        after.State.SubjectOf(Rex)!.Mistaken.ShouldBeTrue();
        after.Then<CaseEvent.InterimMeasureReviewed>().ShouldSatisfyAllConditions(r => r.Measure.ShouldBe(Id(40)), r => r.Verdict.ShouldBe("reversed"), r => r.Until.ShouldBe(given.Now));
        after.State.Interim.Single(m => m.Id == Id(43)).Verdict.ShouldBeNull();
    }

    [Fact]
    public void What_was_reversed_is_reviewed_no_more_and_what_is_confirmed_says_so()
    {
        var given = Opened().Ready().After(Take(40, Rex, Monday.AddDays(5)));

        given.When(Review("confirm")).Then<CaseEvent.InterimMeasureReviewed>().ShouldSatisfyAllConditions(r => r.Verdict.ShouldBe("confirmed"), r => r.Until.ShouldBeNull("it ends when it would have ended"));
        given.After(Review("reverse")).When(Review("confirm")).ThenRefused("measureReversed");
    }

    [Fact]
    public void What_runs_for_longer_than_a_review_may_give_can_be_confirmed_as_it_is()
    {
        var given = Opened().Ready().After(Take(40, Rex, Monday.AddDays(5)));
        var longer = given.State with { Interim = [given.State.Interim[0] with { Until = Monday.AddDays(90) }] };

        Protecting.Review(longer, Review("confirm", Monday.AddDays(90))).Refusal.ShouldBeNull();
        Protecting.Review(longer, Review("confirm", Monday.AddDays(90).AddTicks(1))).Refusal.ShouldTell("measureTooLong");
    }

    [Fact]
    public void An_emergency_is_noted_where_the_case_is_and_nowhere_else()
    {
        var emergency = new CaseCommand.NoteEmergency(Monday, Id(40), Report, Rex, "mute", Chat, Monday.AddHours(20), false, Id(320), Id(620), Monday);

        Protecting.Note(CaseState.None, emergency).Events.ShouldBeEmpty();
        Protecting.Note(Opened().State with { Gone = new Departure(Id(64), "orrery", Id(70), Monday) }, emergency).Events.ShouldBeEmpty();
        Protecting.Note(Opened().State, emergency).Events.ShouldHaveSingleItem();
    }

    private static CaseCommand.TakeInterimMeasure Take(int id, Guid person, DateTimeOffset until) => new(Seat(1), Monday, Id(id), person, "mute", Chat, until, "threats");

    private static CaseCommand.ReviewInterimMeasure Review(string verdict, DateTimeOffset? until = null) => new(Seat(2), Monday, Id(40), verdict, until);
}
