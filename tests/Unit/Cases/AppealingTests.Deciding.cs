using System.Text.Json;
using Coc.Cases.Domain;
using Coc.Cases.Features.Appealing;
using Coc.Cases.Features.ReadingCases;
using Coc.Platform.Http;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What is decided on an appeal, and where its case stays.</summary>
public sealed partial class AppealingTests
{
    [Fact]
    public void Overturned_the_measures_end_at_once_and_the_first_case_knows()
    {
        var given = Decide(Appeal(ByRex()), "overturn");

        given.Then<CaseEvent.AppealDecided>().Outcome.ShouldBe("overturn");
        given.Then<CaseEvent.FirstMeasuresOverturned>().Sanctions.ShouldBe(Told().State.Sanctions.Select(s => s.Id));
        var first = Told().After(ByRex());
        var settled = first.After(new CaseCommand.SettleAppeal(Monday, Entry, "overturn", [], []));
        settled.State.Appeals.ShouldHaveSingleItem().Outcome.ShouldBe("overturn");
        settled.When(new CaseCommand.SettleAppeal(Monday, Entry, "overturn", [], [])).Events.ShouldBeEmpty();
        settled.Events.OfType<CaseEvent.RoomItemReleased>().ShouldBeEmpty("how it ended is told by who decided it");
    }

    [Fact]
    public void Once_is_once_for_each_decision()
    {
        var given = Told().After(ByRex()).After(new CaseCommand.SettleAppeal(Monday, Entry, "uphold", [], []));
        Appealing.IsPending(given.State, Rex, null).ShouldBeTrue("also when it is over");

        var anew = given with { State = given.State with { Decision = given.State.Decision! with { Id = Id(68), At = Monday.AddHours(1) } }, Now = Monday.AddHours(1) };
        Appealing.IsPending(anew.State, Rex, null).ShouldBeFalse();
        anew.When(ByRex() with { At = Monday.AddHours(2) }).Events.ShouldBeEmpty("the same entry, told twice");
        anew.When(ByRex() with { At = Monday.AddHours(2), Appeal = Id(67) }).Then<CaseEvent.AppealReceived>();
        Appealing.IsPending(given.State with { Decision = null }, Rex, null).ShouldBeFalse();
    }

    [Fact]
    public void A_first_case_that_went_elsewhere_is_not_written_to()
    {
        var given = Told().After(ByRex());
        (given with { State = given.State with { Gone = new(Id(95), "orrery", Id(96), Monday) } }).When(new CaseCommand.SettleAppeal(Monday, Entry, "overturn", [], [])).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Another_outcome_is_said_again_and_taken()
    {
        var given = Decide(Appeal(ByRex()), "overturn");
        Appealing.Due(given.State, Monday).OfType<CaseEvent.AppealDecided>().ShouldBeEmpty();
        var differs = given.State with { AppealOf = given.State.AppealOf! with { Outcome = "uphold" } };
        Appealing.Due(differs, Monday).OfType<CaseEvent.AppealDecided>().ShouldHaveSingleItem().Outcome.ShouldBe("overturn");

        var first = Told().After(ByRex()).After(new CaseCommand.SettleAppeal(Monday, Entry, "uphold", [], [])).After(new CaseCommand.SettleAppeal(Monday, Entry, "overturn", [], []));
        first.State.Appeals.ShouldHaveSingleItem().Outcome.ShouldBe("overturn");
    }

    [Theory]
    [InlineData("reopen")]
    [InlineData("close")]
    public void While_it_is_open_the_first_case_is_neither_opened_again_nor_closed(string name)
    {
        CaseCommand Asked() => name == "close" ? new CaseCommand.Close(Seat(1), Monday, null) : new CaseCommand.Reopen(Seat(1), Monday, "again");
        var told = Told().WithWord().CarriedOut().After(new CaseCommand.NoticeResolution(Seat(1), Monday));
        Availability.Allowed(told.State, Seat(1), Monday).ShouldContain(name);

        var open = told.After(ByRex());
        open.When(Asked()).ThenRefused("appealOpen");
        Availability.Allowed(open.State, Seat(1), Monday).ShouldNotContain(name);

        var over = open.After(new CaseCommand.SettleAppeal(Monday, Entry, "uphold", [], []));
        Availability.Allowed(over.State, Seat(1), Monday).ShouldContain(name);
        over.After(Asked());
    }

    [Fact]
    public void What_was_decided_on_it_is_not_opened_again()
    {
        var given = Decide(Appeal(ByRex()), "overturn");
        given.When(new CaseCommand.Reopen(Id(301), Monday, "again")).ThenRefused("appealStays");
        Availability.Allowed(given.State, Id(301), Monday).ShouldNotContain("reopen");
    }

    [Fact]
    public void Upheld_nothing_changes_and_nobody_is_heard_again()
    {
        var given = Decide(Appeal(ByReporter()), "uphold", Opened().Suspending(3) with { Remedies = [] });

        given.Then<CaseEvent.AppealDecided>().Outcome.ShouldBe("uphold");
        given.ThenNot<CaseEvent.FirstMeasuresOverturned>();
    }

    [Fact]
    public void Changed_the_first_measure_holds_until_the_person_is_told_of_the_other()
    {
        var given = Decide(Appeal(ByRex()), "change", Opened(Body(kind: "foundation")).Suspending(3));
        given.ThenNot<CaseEvent.FirstMeasuresOverturned>();

        given = given.After(new CaseCommand.Draft(Id(301), Monday, Id(70), "accused", Rex, null, "We have changed it."), new CaseCommand.Approve(Id(302), Monday, Id(70)));
        given.Then<CaseEvent.FirstMeasuresOverturned>().Outcome.ShouldBe("change");
        given.Events.OfType<CaseEvent.RoomItemReleased>().Single(r => r.Kind == "decision").ShouldSatisfyAllConditions(r => r.State.ShouldBe("change"), r => r.Until.ShouldBeNull("it is not appealed again"));
    }

    [Fact]
    public void A_heavier_measure_on_the_reporters_appeal_needs_a_new_hearing()
    {
        var given = Appeal(ByReporter());
        CaseCommand Heavier(GivenCase g) => new CaseCommand.Propose(Id(301), Monday, TheProposal, "meeting", Opened(Body(kind: "foundation")).Suspending(300) with { AppealOutcome = "change" });

        given.When(Heavier(given)).ThenRefused("R40");
        given = given.After(new CaseCommand.Hear(Id(301), Monday, Id(71), Rex, "Again.", false, null, Id(72)));
        given.When(Heavier(given)).Then<CaseEvent.DecisionProposed>();
    }

    [Theory]
    [InlineData(null, false, "appealOutcomeMissing")]
    [InlineData("uphold", true, "appealRemedies")]
    [InlineData("overturn", true, "appealRemedies")]
    public void What_is_decided_there_says_how_the_appeal_ends(string? outcome, bool limits, string code)
    {
        var content = limits ? Opened(Body(kind: "foundation")).Suspending(3) : FindingNothing;
        Appeal(ByRex()).When(new CaseCommand.Propose(Id(301), Monday, TheProposal, "meeting", content with { AppealOutcome = outcome })).ThenRefused(code);
    }

    [Theory]
    [InlineData("change", "accused", false, null)]
    [InlineData("overturn", "accused", false, null)]
    [InlineData("uphold", "reporter", false, null)]
    [InlineData("change", "reporter", false, "appealFindingMissing")]
    [InlineData("overturn", "reporter", false, "appealFindingMissing")]
    [InlineData("change", "reporter", true, null)]
    [InlineData("overturn", "reporter", true, null)]
    public void No_measure_ends_of_somebody_about_whom_nothing_is_found(string outcome, string by, bool both, string? refused)
    {
        var given = Appeal(by == "accused" ? ByRex() : ByReporter());
        var appeal = given.State.AppealOf!;
        given = given with
        {
            State = given.State with
            {
                Subjects = [.. given.State.Subjects, new Subject(Tam, "wren", Identification.Confirmed)],
                AppealOf = appeal with { Measures = [appeal.Measures[0], appeal.Measures[0] with { Sanction = Id(81), Person = Tam }] },
            },
        };
        var content = FindingNothing with { AppealOutcome = outcome, Findings = [.. FindingNothing.Findings, .. both ? [new Finding(Tam, "notEstablished", null)] : Array.Empty<Finding>()] };

        var proposed = given.When(new CaseCommand.Propose(Id(301), Monday, TheProposal, "meeting", content));

        (proposed.Refusal?.Code, proposed.Refusal?.Rule).ShouldBe((refused, refused is null ? null : "P15"));
    }

    [Fact]
    public void What_is_overturned_finds_no_violation() =>
        Appeal(ByRex()).When(new CaseCommand.Propose(Id(301), Monday, TheProposal, "meeting", Opened().Suspending(3) with { Remedies = [], AppealOutcome = "overturn" })).ThenRefused("appealFindings");

    [Fact]
    public void Where_nothing_is_appealed_no_appeal_is_decided() =>
        Opened().Ready().When(new CaseCommand.Propose(Seat(1), Monday, TheProposal, "meeting", FindingNothing with { AppealOutcome = "uphold" })).ThenRefused("noAppeal");

    [Fact]
    public void What_bears_on_others_is_not_touched_by_one_accused_persons_appeal()
    {
        var mine = new Measure(Id(80), Rex, "ban", new Scope(null, []), Monday, null, "automatic", "x", null);
        var theirs = mine with { Sanction = Id(81), Person = Tam };
        var appeal = new AppealOf(Entry, "sextant", Id(1), "accused", Rex, null, [], [], [mine, theirs], Monday);

        appeal.Appealed.ShouldBe([Id(80)]);
        (appeal with { Person = null, Report = Report }).Appealed.ShouldBe([Id(80), Id(81)]);
    }

    [Fact]
    public void The_first_panel_does_not_see_which_reporter_appealed()
    {
        var given = Told().After(ByReporter());

        given.ThenNot<CaseEvent.ReporterMessaged>();
        JsonSerializer.Serialize(AppealView.Of(given.State), Json.Options).ShouldNotContain(Report.ToString());
        JsonSerializer.Serialize(AppealView.Of(Told().After(ByRex()).State), Json.Options).ShouldNotContain(Rex.ToString());
        JsonSerializer.Serialize(CaseView.Of(given.State, Seat(1), Monday), Json.Options).ShouldNotContain("We have your appeal");
    }

    [Fact]
    public void The_first_panel_sees_that_there_is_one_and_not_what_was_written()
    {
        var shown = JsonSerializer.Serialize(CaseView.Of(Told().After(ByRex()).State, Seat(1), Monday), Json.Options);

        shown.ShouldContain("appealed");
        shown.ShouldNotContain("Two of them know her.");
        shown.ShouldNotContain(There.ToString());
    }

    [Fact]
    public void It_is_offered_to_nobody_and_joined_with_nothing()
    {
        var (given, other) = (Appeal(ByRex()), Opened(Body(3, kind: "foundation")).Cleared());

        foreach (var to in new[] { "sextant", "astrolabe", "meridian" })
        {
            given.When(new CaseCommand.OfferTransfer(Id(301), Monday, Id(50), to, null, null, "all")).ThenRefused("appealStays");
        }

        Availability.Allowed(given.State, Id(301), Monday).ShouldNotContain("transfers");
        Joining.Refused(given.State, other.State, Seat(1))!.Code.ShouldBe("appealStays");
        Joining.Refused(other.State, given.State, Id(301))!.Code.ShouldBe("appealStays");
    }

    [Fact]
    public void It_still_moves_up_where_a_rule_says_so_but_never_to_whom_it_is_about()
    {
        var given = Appeal(ByRex()).After(new CaseCommand.AnswerConflict(Id(303), Monday, Conflict.Hard, [], null));

        given.State.Facts!.AppealOf.ShouldBe("sextant", "so that Liaison does not judge it as a first case");
        given.State.TransferDueBy.ShouldBe(["P15"], "an appeal goes by no rule about first cases");
        Availability.Allowed(given.State, Id(301), Monday).ShouldContain("transfers");
        given.After(new CaseCommand.OfferTransfer(Id(301), Monday, Id(50), "meridian", null, null, "all")).Then<CaseEvent.CaseOffered>().To.ShouldBe("meridian");
        var ofMeridian = given.State with { AppealOf = given.State.AppealOf! with { Body = "meridian" } };
        TransferTriggers.Of(ofMeridian).ShouldBeEmpty();
        SteppingUp.Above(given.State).ShouldBe(["meridian"]);
        SteppingUp.Above(ofMeridian).ShouldBeEmpty();
    }

    [Fact]
    public void What_nobody_takes_up_moves_up_and_only_who_appealed_is_told()
    {
        var begun = new GivenCase(CaseState.None.Apply(Appealing.Begin(Told().State, ByReporter())), Monday);
        begun = begun with { State = begun.State with { Reports = [.. begun.State.Reports, new CaseReport(Id(801), Monday, null)] } };
        var due = SteppingUp.Due(begun.State).ShouldHaveSingleItem();
        (due.Kind, due.At).ShouldBe((SteppingUp.Notice, begun.State.AcknowledgeDue.AddHours(-48)));
        SteppingUp.HasNobody(begun.After(new CaseCommand.AnswerConflict(Id(301), Monday, Conflict.None, [], null, begun.Shown(Id(301)))).State).ShouldBeFalse();

        var up = new CaseCommand.StepUp(due.At, Id(63), Id(64), Body(3, kind: "foundation") with { Slug = "meridian", Kind = "parent" }, [new CaseSubject(Rex, "tern", Identification.Confirmed)])
        {
            Consents = new("parent", new Dictionary<Guid, string>()),
        };
        begun.When(up with { At = due.At.AddTicks(-1) }).Events.ShouldBeEmpty();
        begun = begun.When(up);
        begun.Then<CaseEvent.ReporterMessaged>().Report.ShouldBe(Report, "of an appeal nobody else hears");
        up = up with { At = begun.State.AcknowledgeDue };
        begun.When(up with { At = up.At.AddTicks(-1) }).Events.ShouldBeEmpty();
        begun.When(up).Then<CaseEvent.CaseHandedOver>().Reports.ShouldBeEmpty("no receipt follows");
        var taken = SteppingUp.Begin(begun.State, up);
        taken.OfType<CaseEvent.ReporterMessaged>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(m => m.Report.ShouldBe(Report), m => m.Text.Value!.ShouldContain("take your appeal up"));
        taken.OfType<CaseEvent.ConsentAsked>().Select(c => c.Report).ShouldBe([Report]);

        var byRex = new GivenCase(CaseState.None.Apply(Appealing.Begin(Told().State, ByRex())), Monday);
        SteppingUp.Begin(byRex.State, up).ShouldSatisfyAllConditions(e => e.OfType<CaseEvent.ReporterMessaged>().ShouldBeEmpty(), e => e.OfType<CaseEvent.ConsentAsked>().ShouldBeEmpty());
        SteppingUp.Due(CaseState.None.Apply(taken)).ShouldBeEmpty("nobody is above, so it stays");
    }

    [Fact]
    public void It_is_an_appeals_case_also_after_it_moved_up()
    {
        var given = Appeal(ByRex());
        var moved = CaseState.None.Apply(Transferring.Begin(
            given.State with { Offer = new(Id(90), "meridian", "P15", "all", null, Monday, Monday, Monday) },
            new CaseCommand.AcceptTransfer(Monday, Id(90), Id(91), Body(3, kind: "foundation") with { Slug = "meridian", Kind = "parent" }, [new CaseSubject(Rex, "tern", Identification.Confirmed)])));

        moved.AppealOf!.Case.ShouldBe(given.State.AppealOf!.Case);
        moved.FollowedReports.ShouldBeEmpty();
    }
}
