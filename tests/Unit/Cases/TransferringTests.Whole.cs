using Coc.Cases.Domain;
using Coc.Contracts.Liaison;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What travels with a case and what stays behind, and who hears of it.</summary>
public sealed partial class TransferringTests
{
    private static readonly Guid Other = Id(801);
    private static readonly Guid Ana = Id(950);

    private static GivenCase TwoReporters() => Opened().Cleared().Linked(Other).Cleared().Triaged();

    private static Consents Said(string one, string other, string audience = "foundation") => new(audience, new Dictionary<Guid, string> { [Report] = one, [Other] = other });

    private static IReadOnlyList<CaseEvent> Taken(GivenCase given) => Transferring.Begin(given.State, Accepting(given));

    [Theory]
    [InlineData("all", "yes", true, true)]
    [InlineData("all", "no", true, false)]
    [InlineData("summary", "yes", false, false)]
    public void Texts_that_may_say_who_reported_travel_only_where_every_reporter_agreed_and_texts_at_all_only_with_the_whole(string share, string other, bool whole, bool known)
    {
        CaseCommand.TakeInterimMeasure Mute(int id, DateTimeOffset until) => new(Seat(1), Monday, Id(id), Rex, "mute", [], until, $"reason {id}");
        var given = TwoReporters().After(
            Mute(40, Monday.AddDays(5)), Mute(41, Monday.AddDays(6)), Mute(42, Monday.AddHours(48)), new CaseCommand.ReviewInterimMeasure(Seat(2), Monday, Id(41), "reverse", null), LawBroken(),
            new CaseCommand.AddNote(Seat(1), Monday, Id(43), "Carol says so."), new CaseCommand.WriteToReporter(Seat(1), Monday, Id(44), Report, "Dear Carol"), new CaseCommand.WriteToReporter(Seat(1), Monday, Id(45), Other, "Dear Dan"),
            new CaseCommand.NoteRetention(Seat(1), Monday, Id(46), "the chat", Monday.AddDays(30)));
        given = (given with { State = given.State with { SafeguardingReached = [new("Her mother said so.", Seat(1), Monday)], GuardiansReached = [new("Her mother knows.", Seat(1), Monday)] } })
            .After(Offering() with { Share = share, Consents = Said("yes", other) }).Later(TimeSpan.FromHours(48));

        var begun = Taken(given);
        var there = CaseState.None.Apply(begun);

        there.Carried.Where(t => t.Kind != "messageToReporter").Select(t => (t.Kind, t.Text.Value)).ShouldBe(
            [
                ("context", "police were called"),
                .. known ? [("note", "Carol says so."), ("safeguarding", "Her mother said so."), ("guardians", "Her mother knows.")] : Array.Empty<(string, string?)>(),
                .. whole ? [("interimMeasure", "reason 41"), ("interimMeasure", "reason 42")] : Array.Empty<(string, string?)>(),
            ],
            ignoreOrder: true);
        there.Carried.Where(t => t.Kind == "messageToReporter").Select(t => t.Text.Owner).Distinct().ShouldBe(known ? [$"reporter:{Report}", $"reporter:{Other}"] : whole ? [$"reporter:{Report}"] : [], ignoreOrder: true);
        begun.OfType<CaseEvent.InterimMeasureTaken>().ShouldHaveSingleItem("what was reversed or is over begins nowhere anew").ShouldSatisfyAllConditions(m => m.Measure.ShouldBe(Id(40)), m => m.Reason.Value.ShouldBe(whole ? "reason 40" : ""));
        begun.OfType<CaseEvent.RetentionNoted>().Any().ShouldBe(whole);
    }

    [Fact]
    public void What_a_committee_had_itself_travels_as_its_summary()
    {
        var given = new GivenCase(CaseState.None, Monday).After(Moves.OpenByCommittee(Body(4)), new CaseCommand.AddSubject(Seat(1), Monday, Rex, "heron", ["github:rex"], null, null)).Cleared(2, 3).After(Offering()).Later(TimeSpan.FromHours(48));

        CaseState.None.Apply(Taken(given)).Carried.Select(t => (t.Kind, t.Text.Value)).ShouldBe([("context", "police were called"), ("summary", "It goes on in the chat.")], ignoreOrder: true);
    }

    [Theory]
    [InlineData(true, "Acknowledged")]
    [InlineData(false, "ConflictScreening")]
    public void Whoever_was_told_is_not_told_again_and_each_step_is_counted(bool told, string stage)
    {
        var given = told ? Opened().Ready() : Opened().Cleared();
        given = given.After(Offering()).Later(TimeSpan.FromHours(48));

        var there = CaseState.None.Apply(Taken(given));

        there.Stage.ShouldBe(Enum.Parse<CaseStage>(stage));
        there.Hops.ShouldBe(1);
        given.After(Accepting(given)).Then<CaseEvent.CaseHandedOver>().Hop.ShouldBe(1);
    }

    [Fact]
    public void Everybody_who_wrote_hears_ahead_in_a_message_of_their_own_what_would_be_read()
    {
        var told = TwoReporters().After(new CaseCommand.MakeAffectedCode(Seat(1), Monday, Ana, Report, false, "yes", false)).After(Offering()).Events.OfType<CaseEvent.ReporterMessaged>().ToList();

        told.Select(m => m.Report).ShouldBe([Report, Other, Ana]);
        told.Select(m => m.Message).Distinct().Count().ShouldBe(3);
        told.Where(m => m.Report != Ana).ShouldAllBe(m => m.Text.Value!.Contains("its members can read your report from 2026-03-04 09:00 UTC on.", StringComparison.Ordinal));
        told.Single(m => m.Report == Ana).Text.Value!.ShouldContain("its members can read what you wrote from 2026-03-04 09:00 UTC on.");
    }

    [Fact]
    public void What_no_rule_demands_is_not_done_where_one_of_the_reporters_says_no_and_up_is_not_down()
    {
        TwoReporters().When(Offering() with { Consents = Said("yes", "no") }).ThenRefused("noConsent");
        Opened(Body(kind: "foundation")).Ready().When(Offering("meridian") with { Consents = Said("no", "no", "parent") }).ThenRefused("noConsent");
        Opened(Body(kind: "foundation")).Ready().After(Offering("sextant") with { Down = true, Consents = Said("no", "no", "project") }).Then<CaseEvent.CaseOffered>().Rule.ShouldBe("J12");
    }

    [Fact]
    public void The_rule_is_the_one_that_was_named_or_that_holds_or_none()
    {
        Opened().Ready().After(Offering()).Then<CaseEvent.CaseOffered>().Rule.ShouldBeNull();
        Opened().Ready().After(LawBroken(), Offering()).Then<CaseEvent.CaseOffered>().Rule.ShouldBe("J4");
        Opened().Ready().After(LawBroken(), Offering(rule: "J2")).Then<CaseEvent.CaseOffered>().Rule.ShouldBe("J2");
    }

    [Fact]
    public void What_belongs_to_the_foundation_by_one_of_several_rules_does_not_go_down()
    {
        var given = Opened(Body(kind: "foundation")).Ready();
        EvaluatedRule[] rules = [new("J1", false, "no"), new("J9", true, "foundationSpace")];
        given = given with { State = given.State with { Evaluation = new JurisdictionEvaluation("orrery", "J9", "foundationSpace", rules, [], Monday) } };

        given.When(Offering("sextant") with { Down = true }).ThenRefused("notWithinRemit");
    }
}
