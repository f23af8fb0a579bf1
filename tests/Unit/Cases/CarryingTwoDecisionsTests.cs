using Coc.Cases.Domain;
using Coc.EventStore;
using static Coc.Unit.Cases.CarryingDecisionsTests;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>A case that was decided twice and taken up once more changes hands with both decisions, each as it stands (R54, R17).</summary>
public sealed class CarryingTwoDecisionsTests
{
    private static readonly Rationale Words = new(Sensitive.Of("because", "panel"), Sensitive.Of("You wrote it.", $"accused:{Rex}"), Sensitive.Of("We saw it.", $"reporter:{Report}"));

    /// <summary>A suspension, a longer one in its place, and the reporter knows of both; then it is taken up again.</summary>
    private static GivenCase Twice()
    {
        var first = AppealingTests.Told().After(new CaseCommand.Reopen(Seat(1), Monday.AddDays(1), "it happened again"), new CaseCommand.Hear(Seat(1), Monday.AddDays(1), Id(711), Rex, null, false, "cannot be reached"));
        var second = first.After(new CaseCommand.Propose(Seat(1), Monday.AddDays(1), Id(721), "meeting", first.Suspending(60) with { Rationale = Words }))
            .After([.. Enumerable.Range(1, 3).Select(n => new CaseCommand.Vote(Seat(n), Monday.AddDays(1), Id(721), "yes"))]).After(new CaseCommand.CloseMeeting(Seat(1), Monday.AddDays(1), Id(721), []));
        return second.After(
            new CaseCommand.Draft(Seat(1), Monday.AddDays(2), Id(765), "accused", Rex, null, "We have decided again."), new CaseCommand.Approve(Seat(2), Monday.AddDays(2), Id(765)),
            new CaseCommand.Draft(Seat(1), Monday.AddDays(2), Id(766), "reporter", null, Report, "We have decided again."), new CaseCommand.Approve(Seat(2), Monday.AddDays(2), Id(766)),
            new CaseCommand.Reopen(Seat(1), Monday.AddDays(2), "once more"));
    }

    [Fact]
    public void Both_are_there_in_their_order_with_what_the_second_one_ended_and_nothing_is_on_the_table()
    {
        var twice = Twice();
        twice.State.EndedBySecondDecision.ShouldHaveSingleItem("the longer one took its place");

        var (sender, there) = HandOver(twice);

        there.State.Earlier.Select(d => d.Id).ShouldBe(twice.State.Earlier.Select(d => d.Id));
        there.State.Proposals.ShouldAllBe(p => p.State == ProposalState.Adopted && p.Route == "carried");
        there.State.Proposals.Count.ShouldBe(2);
        there.State.EndedBySecondDecision.ShouldBe(twice.State.EndedBySecondDecision);
        there.State.Sanctions.ShouldBe(twice.State.Sanctions);
        there.State.Reopenings.Count.ShouldBe(2);
        CarryingDecisions.Carried(there.State, sender.State, true, HandedOver).ShouldBeEmpty("nothing of it is new here");
    }

    [Fact]
    public void What_became_of_one_measure_there_is_known_of_that_one_when_it_comes_back()
    {
        var (sender, there) = HandOver(Twice());
        var (first, second) = (there.State.Sanctions[0].Id, there.State.Sanctions[1].Id);
        there = there.After(new CaseCommand.FollowSanction(HandedOver, first, "ended", 0), new CaseCommand.FollowSanction(HandedOver, second, "active", 3));

        var back = sender.State.Apply(CarryingDecisions.Carried(there.State, sender.State, true, HandedOver));

        back.Sanctions.Select(s => (s.Id, s.State, s.OpenOrders)).ShouldBe([(first, "ended", 0), (second, "active", 3)]);
        back.Earlier.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("all", "because", "We saw it.")]
    [InlineData("summary", "", null)]
    public void What_reporters_were_to_read_goes_along_where_the_panel_s_reasons_do_and_what_the_person_was_does_always(string share, string panel, string? reporter)
    {
        var twice = Twice();
        var there = HandOver(twice, share).There.State;

        var rationale = there.ProposalOf(twice.State.Earlier[1].Proposal)!.Content.Rationale;
        (rationale.ForPanel.Value, rationale.ForAccused!.Value, rationale.ForReporter?.Value).ShouldBe((panel, "You wrote it.", reporter));
        rationale.ForAccused.Owner.ShouldBe($"accused:{Rex}");
    }

    [Fact]
    public void What_was_stored_before_agreements_travelled_is_still_read()
    {
        var carried = CarryingDecisions.Carried(Twice().State, CaseState.None, true, HandedOver).OfType<CaseEvent.DecisionsCarried>().ShouldHaveSingleItem();

        Opened().State.Apply([carried with { Agreements = null }]).ShouldSatisfyAllConditions(s => s.Agreements.ShouldBeEmpty(), s => s.Earlier.Count.ShouldBe(2));
    }

    [Fact]
    public void A_second_decision_ends_what_the_first_one_imposed_only_once()
    {
        var twice = Twice().Later(TimeSpan.FromDays(3));

        var cleared = twice.After(new CaseCommand.Propose(Seat(1), twice.Now, Id(722), "meeting", FindingNothing))
            .After([.. Enumerable.Range(1, 3).Select(n => new CaseCommand.Vote(Seat(n), twice.Now, Id(722), "yes"))]).After(new CaseCommand.CloseMeeting(Seat(1), twice.Now, Id(722), []));

        cleared.Then<CaseEvent.EarlierMeasuresEnded>().Sanctions.ShouldBe([twice.State.Earlier[1].Measures[0].Sanction]);
    }
}
