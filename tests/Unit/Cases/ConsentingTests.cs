using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>P16: what a rule demands goes without the name; what no rule demands goes with a yes or not at all.</summary>
public sealed class ConsentingTests
{
    private static readonly Guid Transfer = Id(50);

    private static GivenCase Ready(string urgency = "normal") => Opened(urgency: urgency).Cleared().Triaged().After(new CaseCommand.AddNote(Seat(1), Monday, Id(1), "Ana told me so."));

    private static GivenCase MandatoryFor(string? consent, string urgency = "normal") =>
        Ready(urgency).After(new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.SuspectedLawViolation, true), Offering(consent));

    private static GivenCase VoluntaryFor(string? consent, string urgency = "normal") => Ready(urgency).After(Offering(consent));

    private static CaseCommand.OfferTransfer Offering(string? consent, string to = "orrery", string audience = "foundation", bool down = false) =>
        new(Seat(1), Monday, Transfer, to, null, "our view", "all", down) { Consents = Known(audience, consent) };

    private static Consents Known(string audience, string? answer) => new(audience, answer is null ? new Dictionary<Guid, string>() : new Dictionary<Guid, string> { [Report] = answer });

    private static CaseCommand.AcceptTransfer Accepting(GivenCase given) => new(given.Now, Transfer, Id(702), Body(5, kind: "foundation"), []);

    private static GivenCase Answered(GivenCase given, string answer, string audience = "foundation") =>
        given.After(new CaseCommand.NoteConsents(given.Now, Report, new Dictionary<string, string> { [audience] = answer }));

    private static IEnumerable<string> Carried(GivenCase given) => CaseState.None.Apply(Transferring.Begin(given.State, Accepting(given))).Carried.Select(t => t.Kind);

    [Theory]
    [InlineData("yes")]
    [InlineData("no")]
    public void Who_has_said_is_not_asked_again(string consent)
    {
        var given = MandatoryFor(consent);
        given.ThenNot<CaseEvent.ConsentAsked>();
        given.Then<CaseEvent.ConsentAnswered>().Answer.ShouldBe(consent);
        given.Then<CaseEvent.ReporterMessaged>().Text.Value!.ShouldNotContain("on your page");
    }

    [Theory]
    [InlineData("normal", 48)]
    [InlineData("urgent", 12)]
    public void Who_has_not_is_asked_and_has_time(string urgency, int hours)
    {
        var asked = MandatoryFor(null, urgency).Then<CaseEvent.ConsentAsked>();

        asked.ShouldBe(new(Report, "foundation", "orrery", Monday.AddHours(hours), Monday));
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("no", false)]
    [InlineData(null, false)]
    public void What_a_rule_demands_goes_in_any_case_and_the_panels_own_texts_only_with_a_yes(string? consent, bool all)
    {
        var given = MandatoryFor(consent).Later(TimeSpan.FromHours(48));

        Carried(given).Contains("note").ShouldBe(all);
        Carried(given).Contains("messageToReporter").ShouldBe(all);
        Carried(given).ShouldContain("context");
        var gone = given.When(Accepting(given));
        gone.State.HasGone.ShouldBeTrue();
        gone.Events.OfType<CaseEvent.ConsentAnswered>().Select(e => e.Answer).ShouldBe(consent is null ? ["silence"] : []);
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("no", false)]
    [InlineData(null, false)]
    public void What_an_earlier_owner_wrote_goes_further_only_with_a_yes_to_the_next_one(string? consent, bool all)
    {
        var given = MandatoryFor(consent);
        string[] kinds = ["note", "messageToReporter", "context"];
        var second = given.State with { Offer = given.State.Offer! with { Context = null }, Carried = [.. kinds.Append("hearing").Select(k => new CarriedText(k, Monday, null, Texts.Panel("Ana told me so.")))], Notes = [], Messages = [] };

        Transferring.Carried(second, Monday).Select(t => t.Kind).Distinct().ShouldBe(all ? [.. kinds, "hearing"] : ["hearing"]);
    }

    [Fact]
    public void An_urgent_case_goes_at_once_and_a_later_yes_is_Intakes_to_honour()
    {
        var given = MandatoryFor(null, "urgent");

        var gone = given.After(Accepting(given));

        gone.Then<CaseEvent.ConsentAnswered>().Answer.ShouldBe("silence");
        gone.When(new CaseCommand.NoteConsents(gone.Now, Report, new Dictionary<string, string> { ["foundation"] = "yes" })).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_yes_while_there_is_time_opens_the_name()
    {
        var given = Answered(MandatoryFor(null), "yes").Later(TimeSpan.FromHours(48));

        given.State.Consents.ShouldHaveSingleItem().Answer.ShouldBe("yes");
        Carried(given).ShouldContain("note");
        given.When(new CaseCommand.NoteConsents(given.Now, Report, new Dictionary<string, string> { ["foundation"] = "yes" })).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_no_to_what_no_rule_demands_is_the_end_of_it_before_it_begins() => Ready().When(Offering("no")).ThenRefused("noConsent");

    [Fact]
    public void A_no_when_asked_ends_the_offer_and_the_reporter_is_told()
    {
        var given = Answered(VoluntaryFor(null), "no");

        given.Then<CaseEvent.TransferNotMade>().Transfer.ShouldBe(Transfer);
        given.Then<CaseEvent.ReporterMessaged>().Text.Value!.ShouldContain("stays with us");
        given.State.Offer!.State.ShouldBe("notMade");
        given.When(Accepting(given)).ThenRefused("transferEnded");
        given.Heard().Proposed().State.Proposals.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("normal")]
    [InlineData("urgent")]
    public void A_yes_that_is_taken_back_before_the_case_goes_ends_the_offer(string urgency)
    {
        var given = Answered(VoluntaryFor("yes", urgency), "no");

        given.Then<CaseEvent.ConsentAnswered>().Answer.ShouldBe("no");
        given.Then<CaseEvent.TransferNotMade>();
        given.Later(TimeSpan.FromHours(48)).When(Accepting(given)).ThenRefused("transferEnded");
    }

    [Fact]
    public void A_yes_that_is_taken_back_keeps_the_texts_here_where_a_rule_demands_the_transfer() => Carried(Answered(MandatoryFor("yes"), "no").Later(TimeSpan.FromHours(48))).ShouldNotContain("note");

    [Fact]
    public void A_no_is_kept_before_anybody_asks_so_that_who_just_read_a_yes_meets_it()
    {
        var given = Answered(Ready(), "no");

        given.Then<CaseEvent.ConsentAnswered>().ShouldBe(new(Report, "foundation", "no", Monday));
        given.When(new CaseCommand.NoteConsents(Monday, Report, new Dictionary<string, string> { ["foundation"] = "no" })).Events.ShouldBeEmpty("said already");
        given.When(Offering("no")).ThenRefused("noConsent");
        given.After(Offering("yes")).Then<CaseEvent.ConsentAnswered>().Answer.ShouldBe("yes", "they may change their mind, and Intake knows first");
    }

    [Fact]
    public void A_yes_nobody_asked_for_is_Intakes_to_keep_and_a_no_to_event_staff_who_would_read_it_here() =>
        Ready().When(new CaseCommand.NoteConsents(Monday, Report, new Dictionary<string, string> { ["foundation"] = "yes", ["eventStaff"] = "no" })).Events.ShouldBeEmpty();

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void Silence_is_no_consent_once_the_time_is_over(int ticks, bool over)
    {
        var given = VoluntaryFor(null).Later(TimeSpan.FromHours(48) + TimeSpan.FromTicks(ticks));

        var after = given.When(new CaseCommand.EndConsentWindow(given.Now));

        after.Events.Any().ShouldBe(over);
        if (over)
        {
            after.Then<CaseEvent.ConsentAnswered>().Answer.ShouldBe("silence");
            after.Then<CaseEvent.TransferNotMade>();
        }
    }

    [Fact]
    public void Silence_ends_no_transfer_that_a_rule_demands()
    {
        var given = MandatoryFor(null).Later(TimeSpan.FromHours(48));
        CaseDue.Of(given.State).ShouldContain(new CaseDue("consentWindow", given.State.Id, Monday.AddHours(48)));

        given = given.After(new CaseCommand.EndConsentWindow(given.Now));

        given.Then<CaseEvent.ConsentAnswered>().Answer.ShouldBe("silence");
        given.State.Offer!.State.ShouldBe("offered");
        CaseDue.Of(given.State).ShouldNotContain(d => d.Kind == "consentWindow");
    }

    [Fact]
    public void Without_a_yes_nobody_accepts_what_no_rule_demands()
    {
        var given = VoluntaryFor(null, "urgent");
        given.When(Accepting(given)).ThenRefused("noConsent");

        given = Answered(given, "yes");
        given.When(Accepting(given)).State.HasGone.ShouldBeTrue();
    }

    [Fact]
    public void When_the_rule_no_longer_holds_the_reporters_word_counts()
    {
        var given = MandatoryFor(null).After(new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.SuspectedLawViolation, false)).Later(TimeSpan.FromHours(48));

        given.When(Accepting(given)).ThenRefused("noConsent");
    }

    [Fact]
    public void Down_to_a_project_is_a_rule_too_and_carries_no_name_without_a_yes()
    {
        var given = Opened(Body(5, kind: "foundation")).Cleared().Triaged().After(new CaseCommand.AddNote(Seat(1), Monday, Id(1), "Ana told me so."))
            .After(Offering(null, "sextant", "project", down: true)).Later(TimeSpan.FromHours(48));
        given.Events.Count.ShouldBeGreaterThan(0);

        given.When(Accepting(given)).State.HasGone.ShouldBeTrue();
        Carried(given).ShouldNotContain("note");
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("yes", false)]
    [InlineData("no", false)]
    public void A_case_that_moves_up_by_itself_asks_from_where_it_is_then(string? consent, bool asks)
    {
        var given = Opened().Later(TimeSpan.FromDays(3));
        var up = new CaseCommand.StepUp(given.Now, Id(60), Id(61), Body(5, kind: "foundation"), []) { Consents = Known("foundation", consent) };

        var told = given.When(up).Later(TimeSpan.FromHours(48));
        told.When(up with { At = told.Now }).State.HasGone.ShouldBeTrue();
        var begun = SteppingUp.Begin(given.State, up);
        begun.OfType<CaseEvent.ConsentAsked>().Any().ShouldBe(asks);
        begun.OfType<CaseEvent.ReporterMessaged>().ShouldHaveSingleItem().Text.Value!.Contains("on your page", StringComparison.Ordinal).ShouldBe(asks);
    }

    [Fact]
    public void A_case_that_moves_up_leaves_the_panels_texts_behind_without_a_yes()
    {
        var given = Ready();
        given = Enumerable.Range(1, 5).Aggregate(given, (g, n) => g.After(new CaseCommand.EndSeat(Monday, Seat(n))));
        var up = new CaseCommand.StepUp(given.Now, Id(60), Id(61), Body(5, kind: "foundation"), []);

        Kinds(up with { Consents = Known("foundation", null) }).ShouldNotContain("note");
        Kinds(up with { Consents = Known("foundation", "yes") }).ShouldContain("note");

        IEnumerable<string> Kinds(CaseCommand.StepUp command) => CaseState.None.Apply(SteppingUp.Begin(given.State, command)).Carried.Select(t => t.Kind);
    }

    [Theory]
    [InlineData(null, false, true)]
    [InlineData("yes", true, false)]
    public void A_question_to_counsel_that_no_gate_demands_waits_for_the_reporter(string? consent, bool reads, bool asks)
    {
        var given = Ready().After(new CaseCommand.AskCounsel(Seat(1), Monday, Id(30), null, "May we?", []) { Consents = Known("counsel", consent) });

        Consenting.CounselMayRead(given.State, given.State.LegalRequests[0]).ShouldBe(reads);
        given.Events.OfType<CaseEvent.ConsentAsked>().Any().ShouldBe(asks);
        if (asks)
        {
            Consenting.CounselMayRead(Answered(given, "yes", "counsel").State, given.State.LegalRequests[0]).ShouldBeTrue();
            Consenting.CounselMayRead(Answered(given, "no", "counsel").State, given.State.LegalRequests[0]).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("no", false)]
    public void In_an_appeal_a_yes_that_somebody_takes_back_is_taken_back_whether_they_know_of_it_or_not(string consent, bool reads)
    {
        var given = Ready() is var ready ? ready with { State = ready.State with { AppealOf = new(Id(60), "sextant", Id(600), "accused", Rex, null, [], [], [], Monday) } } : throw new InvalidOperationException();
        given = given.After(new CaseCommand.AskCounsel(Seat(1), Monday, Id(30), null, "May we?", []) { Consents = Known("counsel", "yes") });

        Consenting.CounselMayRead(Answered(given, consent, "counsel").State, given.State.LegalRequests[0]).ShouldBe(reads);
    }

    [Fact]
    public void A_no_bars_the_voluntary_question_and_not_the_one_the_gate_demands()
    {
        Ready().When(new CaseCommand.AskCounsel(Seat(1), Monday, Id(30), null, "May we?", []) { Consents = Known("counsel", "no") }).ThenRefused("noConsent");

        var given = Ready().After(
            new CaseCommand.RecordRiskFactor(Seat(1), Monday, "attorneyHired", true), new CaseCommand.AskCounsel(Seat(1), Monday, Id(30), null, "May we?", []) { Consents = Known("counsel", "no") });
        Consenting.CounselMayRead(given.State, given.State.LegalRequests[0]).ShouldBeTrue();
    }

    [Theory]
    [InlineData("member", "project")]
    [InlineData("alternate", "project")]
    [InlineData("eventStaff", "eventStaff")]
    public void A_seat_reads_as_its_body_and_events_staff_as_themselves(string role, string audience) => Consenting.AudienceOf(Opened().State, role).ShouldBe(audience);
}
