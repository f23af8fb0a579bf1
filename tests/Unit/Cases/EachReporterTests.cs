using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Where several reported, each speaks for themselves (P16); what is said of one audience is said of no other.</summary>
public sealed class EachReporterTests
{
    private static readonly Guid Other = Id(801);
    private static readonly Guid Transfer = Id(50);

    private static Consents Said(string audience, params (Guid Report, string Answer)[] words) => new(audience, words.ToDictionary(w => w.Report, w => w.Answer));

    private static GivenCase Offered(GivenCase given, string to, Consents consents) => given.After(new CaseCommand.OfferTransfer(Seat(1), Monday, Transfer, to, null, "our view", "all") { Consents = consents }).Later(TimeSpan.FromHours(48));

    private static CaseCommand.AcceptTransfer Accepting(GivenCase given, string kind = "foundation") => new(given.Now, Transfer, Id(702), Body(5, kind: kind), []);

    private static CaseCommand.NoteConsents Notes(GivenCase given, Guid report, string audience, string answer) => new(given.Now, report, new Dictionary<string, string> { [audience] = answer });

    [Fact]
    public void One_yes_of_two_gives_nothing_away()
    {
        var two = Offered(Opened().Cleared().Linked(Other).Cleared().Triaged(), "orrery", Said("foundation", (Report, "yes")));

        two.When(Accepting(two)).ThenRefused("noConsent");
        var both = two.After(Notes(two, Other, "foundation", "yes"));
        both.When(Accepting(both)).Then<CaseEvent.CaseHandedOver>();
    }

    [Fact]
    public void A_foundation_too_gives_its_case_up_only_with_a_yes_where_no_rule_demands_it()
    {
        var given = Offered(Opened(Body(kind: "foundation")).Cleared().Triaged(), "meridian", Said("parent"));

        given.When(Accepting(given, "parent")).ThenRefused("noConsent");
        var agreed = given.After(Notes(given, Report, "parent", "yes"));
        agreed.When(Accepting(agreed, "parent")).Then<CaseEvent.CaseHandedOver>();
    }

    [Fact]
    public void What_is_on_record_already_is_not_recorded_once_more()
    {
        var given = Opened().Cleared().Triaged().Apply(new CaseEvent.ConsentAnswered(Report, "foundation", "yes", Monday));

        Offered(given, "orrery", Said("foundation", (Report, "yes"))).ThenNot<CaseEvent.ConsentAnswered>();
    }

    [Fact]
    public void The_first_of_several_times_to_answer_is_the_one_that_runs_out_first()
    {
        var given = Opened().Apply(new CaseEvent.ConsentAsked(Report, "foundation", "orrery", Monday.AddDays(2), Monday), new CaseEvent.ConsentAsked(Report, "counsel", "a lawyer", Monday.AddDays(1), Monday));

        Consenting.Due(given.State).ShouldHaveSingleItem().At.ShouldBe(Monday.AddDays(1));
        given.After(new CaseCommand.EndConsentWindow(Monday.AddDays(1))).Then<CaseEvent.ConsentAnswered>().ShouldSatisfyAllConditions(c => c.Audience.ShouldBe("counsel"), c => c.Answer.ShouldBe(Consenting.Silence));
    }

    [Fact]
    public void Counsel_reads_about_a_child_or_a_risk_whatever_was_said_and_else_only_with_a_yes()
    {
        var given = Opened().Ready().Apply(new CaseEvent.ConsentAnswered(Report, "foundation", "yes", Monday), new CaseEvent.ConsentAnswered(Report, Consenting.Counsel, "no", Monday));
        var request = new LegalRequest(Id(80), null, "a lawyer", "May we?", [], Monday, Seat(1), Monday);

        Consenting.CounselMayRead(given.State, request).ShouldBeFalse();
        Consenting.CounselMayRead(given.State, request with { About = Safeguarding.About }).ShouldBeTrue();
        Consenting.CounselMayRead(given.State with { RiskFactors = ["threatOfSuit"] }, request).ShouldBeTrue();
        Consenting.CounselMayRead(given.State with { Consents = [given.State.Consents[0]] }, request).ShouldBeTrue("of counsel nothing was asked");
    }

    [Theory]
    [InlineData("foundation", "yes", false, "^$")]
    [InlineData("foundation", "no", false, "^ They read it without .* as you wished\\.$")]
    [InlineData("foundation", null, false, "^ They read it without .* unless you say .* Until 2026-03-02 09:00 UTC")]
    [InlineData("foundation", null, true, "^ We do this only if you agree: .* before 2026-03-02 09:00 UTC\\. Without your yes it stays here\\.$")]
    [InlineData("lent", "no", false, "^ That person reads it without .* as you wished\\.$")]
    [InlineData("lent", null, false, "^ That person reads it without .* Until 2026-03-02 09:00 UTC we wait for your answer\\.$")]
    public void Each_reads_what_their_word_means(string audience, string? said, bool voluntary, string words) =>
        Consenting.Words(said is null ? Said(audience) : Said(audience, (Report, said)), Report, voluntary, Monday).ShouldMatch(words);
}
