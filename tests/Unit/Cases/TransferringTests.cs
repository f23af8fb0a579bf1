using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

public sealed partial class TransferringTests
{
    private static readonly Guid Transfer = Id(50);

    private static CaseCommand.RecordRiskFactor LawBroken(bool present = true) => new(Seat(1), Monday, Factors.SuspectedLawViolation, present);

    private static CaseCommand.OfferTransfer Offering(string to = "orrery", string? rule = null) => new(Seat(1), Monday, Transfer, to, rule, "police were called", "all");

    private static CaseCommand.AcceptTransfer Accepting(GivenCase given) =>
        new(given.Now, Transfer, Id(702), Body(5, kind: "foundation"), [new CaseSubject(Rex, "wren", Identification.Claimed)]);

    private static GivenCase Offered() => Opened().Ready().After(LawBroken(), Offering());

    [Fact]
    public void A_case_is_not_offered_to_who_has_it() => Opened().Ready().When(Offering("sextant")).ThenRefused("wrongReceiver");

    [Fact]
    public void Every_text_the_next_owner_gets_says_what_it_is_and_whom_it_is_about()
    {
        var given = Opened().Cleared().Triaged().After(
            new CaseCommand.AddNote(Seat(1), Monday, Id(1), "a note"), new CaseCommand.NoteMinor(Seat(1), Monday),
            new CaseCommand.ReachSafeguarding(Seat(1), Monday, "an office"), new CaseCommand.RecordConsultation(Seat(1), Monday, "noExposure", null, "a lawyer") { About = Safeguarding.About }, new CaseCommand.ReachGuardians(Seat(1), Monday, "their mother"),
            new CaseCommand.TakeInterimMeasure(Seat(1), Monday, Id(70), Rex, "mute", [], Monday.AddDays(3), "threats"),
            new CaseCommand.Hear(Seat(1), Monday, Id(71), Rex, null, false, "nobody knows where he is"));

        Content(given, Monday.AddDays(4)).ShouldBe(
        [
            ("note", null, "a note"), ("reasonForNone", Rex, "nobody knows where he is"), ("messageToReporter", null, "We have it."),
            ("safeguarding", null, "an office"), ("guardians", null, "their mother"), ("interimMeasure", Rex, "threats"),
        ]);
        Content(given, Monday).ShouldNotContain(t => t.Kind == "interimMeasure", "what still runs goes along as a measure");
        Content(given.Heard(), Monday).ShouldContain(t => t.Kind == "hearing" && t.Person == Rex && t.Text == "I was tired.");

        static List<(string Kind, Guid? Person, string? Text)> Content(GivenCase given, DateTimeOffset at) =>
            [.. Transferring.Content(given.State, at, _ => false).Where(t => t.Text.Value is not null).Select(t => (t.Kind, t.Person, t.Text.Value))];
    }

    [Fact]
    public void J4_holds_as_long_as_the_factor_is_present()
    {
        var given = Opened().Ready().After(LawBroken());
        given.Then<CaseEvent.TransferBecameDue>().Rule.ShouldBe("J4");
        given = given.After(LawBroken(false));
        given.Then<CaseEvent.TransferNoLongerDue>();
        given.Proposed();
    }

    [Fact]
    public void J3_holds_when_most_members_are_hard_and_only_the_transfer_is_left()
    {
        var given = Opened().Cleared(4, 5).Answered(1, Conflict.Hard).Answered(2, Conflict.Hard);
        given.State.TransferDueBy.ShouldBeEmpty();
        given = given.Answered(3, Conflict.Hard);
        given.Then<CaseEvent.TransferBecameDue>().Rule.ShouldBe("J3");
        given.After(new CaseCommand.OfferTransfer(Seat(4), Monday, Transfer, "orrery", null, null, "all")).Then<CaseEvent.CaseOffered>().Rule.ShouldBe("J3");
        new[] { 1, 2, 3 }.ShouldAllBe(s => !CaseWallTests.Sees(given, s));
    }

    [Fact]
    public void J2_holds_for_several_projects_but_not_at_the_foundation()
    {
        Opened(projects: ["sextant", "astrolabe"]).State.TransferDueBy.ShouldBe(["J2"]);
        Opened(Body(kind: "foundation"), projects: ["sextant", "astrolabe"]).State.TransferDueBy.ShouldBeEmpty();
        Opened().Cleared(1).After(new CaseCommand.JudgeJurisdiction(Seat(1), Monday, false, "J2", "also in astrolabe")).State.TransferDueBy.ShouldBe(["J2"]);
    }

    [Fact]
    public void J8_the_foundation_below_its_minimum_hands_up()
    {
        var given = Opened(Body(3, kind: "foundation")).Answered(1, Conflict.Hard).Cleared(2);
        given.State.TransferDueBy.ShouldBe(["P1"], "of three one is gone, and three are the least");
        given.Answered(3, Conflict.Hard).Then<CaseEvent.TransferBecameDue>().ShouldSatisfyAllConditions(t => t.Rule.ShouldBe("J8"), t => t.To.ShouldBe("meridian"));
    }

    [Fact]
    public void The_due_rule_names_the_receiver() => Opened().Ready().After(LawBroken()).When(Offering("astrolabe")).ThenRefused("wrongReceiver");

    [Fact]
    public void The_reporter_is_told_48_hours_ahead_and_proposals_freeze()
    {
        var given = Opened().Ready().Proposed().After(Offering());
        var offered = given.Then<CaseEvent.CaseOffered>();
        offered.NotBefore.ShouldBe(Monday.AddHours(48));
        offered.AnswerBy.ShouldBe(Monday.AddDays(3));
        given.Then<CaseEvent.ReporterMessaged>().Text.Value!.ShouldContain("orrery");
        given.When(new CaseCommand.Vote(Seat(1), given.Now, TheProposal, "yes")).ThenRefused("R15");
        given.When(Offering()).ThenRefused("alreadyOffered");
        given.After(new CaseCommand.AddNote(Seat(1), Monday, Id(1), "the rest goes on"));
    }

    [Fact]
    public void An_urgent_case_may_be_taken_at_once()
    {
        var offered = Opened(urgency: "urgent").Cleared(1).After(Offering()).Then<CaseEvent.CaseOffered>();
        offered.NotBefore.ShouldBe(Monday);
        offered.AnswerBy.ShouldBe(Monday.AddHours(12));
    }

    [Fact]
    public void Nobody_takes_it_before_the_reporter_had_time()
    {
        var given = Offered().Later(TimeSpan.FromHours(47));
        given.When(Accepting(given)).ThenRefused("P16");
    }

    [Fact]
    public void Accepting_ends_one_stream_and_begins_another()
    {
        var given = Offered().Later(TimeSpan.FromHours(48));
        var begun = CaseState.None.Apply(Transferring.Begin(given.State, Accepting(given)));
        var gone = given.After(Accepting(given));

        gone.Then<CaseEvent.CaseHandedOver>().ToCase.ShouldBe(begun.Id);
        gone.State.HasGone.ShouldBeTrue();
        gone.When(new CaseCommand.AddNote(Seat(1), given.Now, Id(1), "late")).ThenRefused("caseTransferred");
        gone.When(Accepting(gone)).ThenRefused("transferEnded");

        begun.Id.ShouldNotBe(gone.State.Id);
        begun.Incident.ShouldBe(gone.State.Incident);
        begun.Reports.ShouldBe(gone.State.Reports);
        begun.AcknowledgeDue.ShouldBe(gone.State.AcknowledgeDue);
        begun.AcknowledgedAt.ShouldBe(gone.State.AcknowledgedAt);
        begun.Body.ShouldBe("orrery");
        begun.Panel.Count.ShouldBe(5);
        begun.Panel.ShouldAllBe(p => p.Conflict == Conflict.Unanswered);
        begun.RiskFactors.ShouldBe([Factors.SuspectedLawViolation]);
        begun.Carried.Select(t => t.Kind).ShouldBe(["context", "hearing", "messageToReporter", "messageToReporter"], ignoreOrder: true);
    }

    [Fact]
    public void A_summary_carries_the_context_only()
    {
        var given = Opened().Ready().After(new CaseCommand.OfferTransfer(Seat(1), Monday, Transfer, "orrery", "J7", "our view", "summary")).Later(TimeSpan.FromDays(2));
        CaseState.None.Apply(Transferring.Begin(given.State, Accepting(given))).Carried.Select(t => t.Kind).ShouldBe(["context"]);
    }

    [Fact]
    public void Counsels_advice_never_travels()
    {
        var given = Opened().Ready().After(
            new CaseCommand.AskCounsel(Seat(1), Monday, Id(30), null, "May we?", []), new CaseCommand.AnswerAsCounsel(Id(400), Monday, Id(30), "exposureLikely", "PRIVILEGED"), Offering())
            .Later(TimeSpan.FromDays(2));
        CaseState.None.Apply(Transferring.Begin(given.State, Accepting(given))).Carried.ShouldAllBe(t => t.Text.Value != "PRIVILEGED");
    }

    [Fact]
    public void A_refused_or_recalled_offer_frees_the_case()
    {
        var refused = Opened().Ready().After(Offering()).After(new CaseCommand.RefuseTransfer(Monday, Transfer, "other", "we are two"));
        refused.State.Offer!.State.ShouldBe("refused");
        refused.When(new CaseCommand.RefuseTransfer(Monday, Transfer, "noPanel", null)).ThenRefused("transferEnded");

        Offered().When(new CaseCommand.RecallTransfer(Seat(99), Monday, Transfer)).ThenRefused("notOnPanel");
        Opened().Ready().Proposed().After(Offering(), new CaseCommand.RecallTransfer(Seat(1), Monday, Transfer)).Voted("yes", 1, 2, 3).MeetingClosed().Then<CaseEvent.DecisionRecorded>();
    }

    [Fact]
    public void A_written_window_that_ends_during_an_offer_decides_nothing() =>
        Opened().Ready().Proposed(route: "written").Voted("yes", 1, 2, 3).After(Offering()).When(new CaseCommand.EndWindow(Monday.AddHours(24), TheProposal)).Then<CaseEvent.ProposalVoided>();

    [Theory]
    [InlineData("all", 1)]
    [InlineData("summary", 0)]
    public void What_seats_added_goes_along_where_the_content_is_shared(string share, int pieces)
    {
        var given = Opened().Ready().After(new CaseCommand.AttachEvidence(Seat(2), Monday, Id(60)), LawBroken(), Offering() with { Share = share }).Later(TimeSpan.FromHours(48));
        var begun = CaseState.None.Apply(Transferring.Begin(given.State, Accepting(given)));
        begun.Evidence.Count.ShouldBe(pieces);
        begun.Evidence.ShouldAllBe(e => e.Id == Id(60) && e.By == null);
    }
}
