using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Whom the foundation lends, in which order, and who hears of it.</summary>
public sealed partial class SmallBodiesTests
{
    private static readonly Guid Other = Id(801);

    [Fact]
    public void Nobody_chooses_who_is_lent_those_on_duty_come_first_then_members_in_their_order_then_alternates()
    {
        HandlingSeat Of(int n, string role, int order, bool chair = false, int? duty = null) => new(Lent(n), Id(n + 550), role, chair, "elected", order, duty);
        var foundation = Foundation(0) with { Seats = [Of(1, "alternate", 1), Of(2, "member", 4), Of(3, "member", 2, chair: true), Of(4, "member", 3, duty: 2), Of(5, "member", 5, duty: 1), Of(6, "alternate", 2, duty: 1), Of(7, "eventStaff", 1)] };

        var asked = Asked(Two().Ready(), foundation).Then<CaseEvent.CoDeciderAsked>().Seats;

        asked.Select(s => s.Seat).ShouldBe([Lent(5), Lent(4), Lent(3), Lent(2), Lent(6), Lent(1)]);
        asked.Select(s => s.Order).ShouldBe([3, 4, 5, 6, 7, 8], "after our own two");
        asked.ShouldAllBe(s => s.Role == "lent" && !s.Chair && s.Duty == null);
    }

    [Fact]
    public void Each_reporter_hears_of_it_in_a_message_of_their_own_and_once_more_when_others_are_asked_for()
    {
        var given = Two().Ready().Linked(Other).Cleared();
        var first = Asked(given, Foundation(1));
        var told = first.Events.OfType<CaseEvent.ReporterMessaged>().ToList();
        told.Select(m => m.Report).ShouldBe([Report, Other]);

        first = first.Later(TimeSpan.FromHours(48)).After(new CaseCommand.PassCoDeciderTime(Monday.AddHours(48)));
        var again = first.After(new CaseCommand.AnswerConflict(Lent(1), first.Now, Conflict.Hard, [], null)).After(Ask(Foundation(3)) with { At = first.Now });

        again.Events.OfType<CaseEvent.ReporterMessaged>().Select(m => m.Report).ShouldBe([Report, Other]);
        again.Events.OfType<CaseEvent.ReporterMessaged>().Concat(told).Select(m => m.Message).Distinct().Count().ShouldBe(4, "a message that came before would not come again");
    }

    [Fact]
    public void While_an_arbiter_is_asked_or_counsel_or_when_it_is_over_nobody_more_is_asked()
    {
        var given = Asked(Two().Ready(), Foundation(2)).Later(TimeSpan.FromHours(48));
        given.When(new CaseCommand.PassCoDeciderTime(given.Now)).Then<CaseEvent.ConflictRequested>();
        foreach (var state in new[] { given.State with { Contested = new Contest(Id(65), "meridian", given.Now.AddDays(1)) }, given.State with { Stage = CaseStage.AwaitingLegal }, given.State with { Stage = CaseStage.Closed } })
        {
            (given with { State = state }).When(new CaseCommand.PassCoDeciderTime(given.Now)).Events.ShouldBeEmpty();
            Lending.DueOf(state).ShouldBeEmpty();
        }

        var nobody = Asked(Two().Ready(), Foundation(0)).State;
        Lending.IsExhausted(nobody).ShouldBeTrue();
        Lending.IsExhausted(nobody with { Stage = CaseStage.AwaitingLegal }).ShouldBeFalse("what is adopted and waits for counsel is carried out here");
    }

    [Fact]
    public void Only_a_project_is_told_to_ask_for_somebody_and_a_parent_is_lent_nobody()
    {
        var (project, foundation) = (Two().State, Opened(Body(2, kind: "foundation")).State);
        Lending.Missing(project, Two().Suspending(10))!.Detail.ShouldContain("ask the foundation for a co-decider");
        Lending.Missing(foundation, Two().Suspending(10))!.Detail.ShouldContain("offer the case to the body above");

        var parent = Body(2, kind: "parent") with { Slug = "meridian", Kind = "parent", Parent = null };
        Opened(parent).Cleared().When(Ask(Foundation(2))).ThenRefused("notSmall");
    }

    [Theory]
    [InlineData("yes", "yes", true)]
    [InlineData("yes", "no", false)]
    public void Whoever_is_lent_reads_what_the_panel_wrote_only_where_every_reporter_agreed(string one, string other, bool reads)
    {
        var state = WithLent().State;
        state = state with
        {
            Reports = [.. state.Reports, new CaseReport(Other, Monday, null)],
            Consents = [new Consent(Report, "lent", null, one), new Consent(Other, "lent", null, other)],
            Notes = [new Note(Id(40), "Carol, who reported, says so.", Seat(1), Monday)],
            MinorChoices = [new MinorChoice([Seat(1)], "Carol's mother said so.", Seat(1), Monday)],
            Engagements = [new Engagement(Id(41), Id(2001), "translator", "Mia", "Translate what Carol wrote.", [], Monday, Monday, Monday.AddDays(9), false, Seat(1), Monday) { Words = [new OutsideWord(Id(42), "Carol wrote: help.", Monday)] }],
        };

        var seen = AffectedPeople.SeenBy(state, state.SeatOf(Lent(1)));

        seen.Notes.Any().ShouldBe(reads);
        (seen.MinorChoices.ShouldHaveSingleItem().Reason is not null).ShouldBe(reads);
        var engaged = seen.Engagements.ShouldHaveSingleItem();
        (engaged.Task is not null, engaged.Words.ShouldHaveSingleItem().Text is not null).ShouldBe((reads, reads));
    }

    [Fact]
    public void Of_what_a_reporter_said_of_other_audiences_nothing_comes_with_a_duplicate()
    {
        var reads = WithLent();
        var own = TwoDaysAfterAsking(Duplicate(reads.State, Other, Monday), reads.Now);
        own = own with { Consents = [.. own.Consents, new Consent(Other, "foundation", null, "yes"), new Consent(Other, "counsel", Monday.AddDays(9), null)] };

        reads.After(new CaseCommand.LinkReport(Seat(1), reads.Now, Other, own, [])).Then<CaseEvent.ConsentAnswered>().Audience.ShouldBe("lent");
    }
}
