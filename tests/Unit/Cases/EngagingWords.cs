using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What people are told of somebody from outside, and how the panel sees where it stands (P1, P16).</summary>
public sealed class EngagingWords
{
    private static readonly Guid Mia = Id(400);
    private static readonly DateTimeOffset Ends = Monday.AddDays(20);

    [Theory]
    [InlineData("mediator", "A mediator from outside, Mia Nobody,")]
    [InlineData("investigator", "An investigator from outside, Mia Nobody,")]
    [InlineData("adviser", "An adviser from outside, Mia Nobody,")]
    public void They_are_called_what_they_are(string kind, string words)
    {
        Engaging.Kinds.ShouldContain(kind);
        var told = Told(Engage() with { As = kind });
        told.ShouldStartWith(words);
        told.ShouldContain("If they should not see it, please tell us before then;");
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("no", true)]
    [InlineData("yes", false)]
    public void Who_did_not_agree_to_be_known_hears_that_they_are_not(string? said, bool told) =>
        Told(Engage() with { Consents = new("outside", said is null ? new Dictionary<Guid, string>() : new Dictionary<Guid, string> { [Report] = said }) })
            .Contains("They are not told who you are", StringComparison.Ordinal).ShouldBe(told);

    [Fact]
    public void Where_nothing_was_asked_nothing_is_said_about_who_they_are() => Told(Engage() with { Consents = null }).ShouldNotContain("who you are");

    [Fact]
    public void It_is_over_when_it_was_ended_when_its_time_is_and_when_the_case_is()
    {
        var given = Opened().Ready().After(Engage());
        Word(given.State, Ends.AddTicks(-1)).ShouldNotBe("ended");
        Word(given.State, Ends).ShouldBe("ended");
        Word(given.State with { Stage = CaseStage.Closed }, Monday).ShouldBe("ended");
        Word(given.After(new CaseCommand.EndEngagement(Seat(2), Monday, given.State.Engagements[0].Id)).State, Monday).ShouldBe("ended");
    }

    [Fact]
    public void Nobody_is_asked_while_the_case_may_go_elsewhere_or_is_disputed()
    {
        var given = Opened().Ready().After(Engage());
        var begins = Monday.AddHours(48);
        Engaging.Asking(given.State, begins).ShouldHaveSingleItem();
        Engaging.Asking(given.State, begins.AddTicks(-1)).ShouldBeEmpty();
        Engaging.Asking(given.State with { Contested = new(Id(50), "meridian", Monday) }, begins).ShouldBeEmpty();
        Engaging.Asking(Opened().Ready().After(Engage() with { Person = Engage().Person! with { Aside = true } }).State, begins).ShouldBeEmpty("set aside without a word");
    }

    private static string Word(CaseState state, DateTimeOffset now) => Engaging.StateOf(state, state.Engagements[0], now);

    private static string Told(CaseCommand.EngageOutside engage) => Opened().Ready().After(engage).Events.OfType<CaseEvent.ReporterMessaged>().ShouldHaveSingleItem().Text.Value!;

    private static CaseCommand.EngageOutside Engage() => new(
        Seat(1), Monday, new(new(Mia, Id(480), "outside", false, "appointed", 0), "Mia Nobody", false), "mediator", "Lead it.", [], Monday.AddDays(-1), Ends);
}
