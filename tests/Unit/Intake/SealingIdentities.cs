using Coc.Intake.Domain;

namespace Coc.Unit.Intake;

/// <summary>Who may know the reporter (P16): all of what is said, by whom, against who reads.</summary>
public sealed class SealingIdentities
{
    private static readonly Reporter Named = new("named", "Rumi", "rumi@people.example", null, true);

    [Theory]
    [InlineData("sextant", "project", null, false)] // the body it was sent to
    [InlineData("sextant", "project", "no", true)]
    [InlineData("sextant", "project", "yes", false)]
    [InlineData("orrery", "foundation", null, true)] // any other
    [InlineData("orrery", "foundation", "askMe", true)]
    [InlineData("orrery", "foundation", "no", true)]
    [InlineData("orrery", "foundation", "yes", false)]
    [InlineData("astrolabe", "project", null, true)]
    [InlineData("sextant", "eventStaff", "no", true)]
    public void By_what_was_said_at_filing(string body, string audience, string? said, bool isSealed) =>
        Consenting.IsSealed(Given.State(Filed(audience, said), new ReportEvent.BodyNamed("sextant")), new(body, audience, body != "sextant")).ShouldBe(isSealed);

    [Theory]
    [InlineData(null, "yes", "orrery", true)]
    [InlineData(null, "yes", "sextant", true)] // also where somebody of the body that had it first is lent
    [InlineData("no", "yes", "orrery", true)]
    [InlineData("yes", null, "orrery", false)]
    [InlineData("yes", "no", "orrery", false)]
    public void Who_is_lent_knows_the_name_only_with_a_yes_to_that_one_whatever_was_said_of_the_body(string? lent, string? foundation, string body, bool isSealed)
    {
        ReportEvent[] said = [new ReportEvent.BodyNamed("sextant"), .. lent is null ? Array.Empty<ReportEvent>() : [new ReportEvent.ConsentGiven(Guid.NewGuid(), "lent", lent)]];
        var report = Given.State([Filed("foundation", foundation), .. said]);

        Consenting.IsSealed(report, new(body, "lent", true)).ShouldBe(isSealed);
        Consenting.IsSealed(report, new("orrery", "foundation", true)).ShouldBe(foundation != "yes");
    }

    [Theory]
    [InlineData("yes", "no", true)]
    [InlineData("no", "yes", false)]
    [InlineData("askMe", "yes", false)]
    public void The_last_word_counts(string before, string after, bool isSealed) =>
        Consenting.IsSealed(Given.State(Filed("foundation", before), new ReportEvent.ConsentGiven(Guid.NewGuid(), "foundation", after)), new("orrery", "foundation", true)).ShouldBe(isSealed);

    [Theory]
    [InlineData("anonymous")]
    [InlineData("holder")]
    public void An_identity_that_was_never_given_to_handlers_is_not_opened_by_a_consent(string kind) =>
        Consenting.IsSealed(Given.State(Given.Filed(Named with { Kind = kind }), new ReportEvent.ConsentGiven(Guid.NewGuid(), "foundation", "yes")), new("orrery", "foundation", false)).ShouldBeTrue();

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Before_it_is_told_which_body_was_first_a_hand_over_seals(bool handedOver, bool isSealed) =>
        Consenting.IsSealed(Given.State(Filed("foundation", null)), new("orrery", "foundation", handedOver)).ShouldBe(isSealed);

    [Fact]
    public void A_case_that_came_back_is_read_as_before() =>
        Consenting.IsSealed(
            Given.State(Filed("project", null), new ReportEvent.BodyNamed("sextant"), new ReportEvent.CaseHandedOver(Guid.NewGuid(), Guid.NewGuid(), "orrery"), new ReportEvent.CaseHandedOver(Guid.NewGuid(), Guid.NewGuid(), "sextant")),
            new("sextant", "project", true)).ShouldBeFalse();

    private static ReportEvent.ReportFiled Filed(string audience, string? said)
    {
        var filed = Given.Filed(Named);
        var consent = new Consent(audience == "foundation" ? said : null, null, null, audience == "eventStaff" ? said : null, audience == "project" ? said : null);
        return filed with { Text = Coc.EventStore.Sensitive.Of(filed.Text.Value! with { Consent = consent }, "reporter:1") };
    }
}
