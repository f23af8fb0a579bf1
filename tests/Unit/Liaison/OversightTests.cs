using Coc.EventStore;
using Coc.Liaison.Domain.Bodies;
using static Coc.Unit.Liaison.GivenBody;

namespace Coc.Unit.Liaison;

/// <summary>P7: who stands above seats is noted by two, is about seats that decide, and never leads back to where it began.</summary>
public sealed class OversightTests
{
    private static GivenBody Body => Sextant().With("ira", chair: true).With("juno").With("kai").With("gus", "liaison").With("mia", "outside");

    [Fact]
    public void It_takes_effect_with_a_second_seat_and_so_does_its_end()
    {
        var proposed = Body.After(Body.When(Note("boss", "ira juno")).Events);
        proposed.State.Oversight.ShouldBeEmpty();
        proposed.When(Confirm("ira")).Refusal!.Code.ShouldBe("secondSeatNeeded");

        var noted = proposed.After(proposed.When(Confirm("kai")).Events);

        noted.State.Oversight[Id("entry boss")].Covers(noted.State.Seats[Id("juno")]).ShouldBeTrue();
        noted.State.Oversight[Id("entry boss")].Covers(noted.State.Seats[Id("kai")]).ShouldBeFalse();
        noted.When(new BodyCommand.EndOversight(As("ira", chair: true), Id("end"), Id("nobody"), Now)).Refusal!.Hidden.ShouldBeTrue();
        var ending = noted.After(noted.When(new BodyCommand.EndOversight(As("ira", chair: true), Id("change"), Id("entry boss"), Now)).Events);
        ending.State.Oversight.ShouldNotBeEmpty();
        ending.After(ending.When(Confirm("juno")).Events).State.Oversight.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("boss", "ira juno", null)]
    [InlineData("boss", "", null)] // over all of them
    [InlineData("boss", "ira mia", null)] // who works with them from outside
    [InlineData("mia", "ira mia", "circularOversight")]
    [InlineData("boss", "gus", "notADecidingSeat")]
    [InlineData("boss", "nobody", "notADecidingSeat")]
    [InlineData("ira", "juno", null)]
    [InlineData("ira", "ira", "circularOversight")]
    [InlineData("ira", "juno ira", "circularOversight")]
    public void It_is_about_seats_that_decide_and_nobody_is_above_themselves(string who, string over, string? code) => (Body.When(Note(who, over)).Refusal?.Code).ShouldBe(code);

    [Fact]
    public void It_may_not_go_round_by_way_of_others()
    {
        var one = Noted(Body, "ira", "juno");
        var two = Noted(one, "juno", "kai");

        two.When(Note("kai", "ira")).Refusal!.ShouldSatisfyAllConditions(r => r.Code.ShouldBe("circularOversight"), r => r.Rule.ShouldBe("P7"));
        two.When(Note("ira", "kai")).Refusal.ShouldBeNull();
    }

    [Fact]
    public void A_body_is_not_above_itself_directly_or_by_way_of_another()
    {
        Body.When(OfBody("sextant")).Refusal!.Code.ShouldBe("circularOversight");
        Body.When(OfBody("meridian")).Refusal.ShouldBeNull();
        Body.When(OfBody("meridian") with { Around = Surroundings.None with { StandingAbove = new HashSet<string> { "board", "sextant" } } }).Refusal!.Code.ShouldBe("circularOversight");

        var (board, meridian) = (Noted(Body, OfBody("meridian")).State, Noted(Sextant().With("ira").With("juno"), OfBody("board")).State);
        OversightRules.Above("x", new Dictionary<string, BodyState> { ["x"] = board, ["meridian"] = meridian }).Order().ShouldBe(["board", "meridian"]);
    }

    [Fact]
    public void Where_the_foundation_acts_it_is_noted_there() => new[] { "own", "foundation" }.Select(handling => Sextant().After(
        new BodyEvent.BodyChanged(new("sextant", "Sextant", "project", handling, "orrery", "meridian"))).When(Note("boss", "")).Refusal?.Code).ShouldBe([null, "actedForByFoundation"]);

    private static GivenBody Noted(GivenBody body, string who, string over) => Noted(body, Note(who, over));

    private static GivenBody Noted(GivenBody body, BodyCommand.NoteOversight note) => body.After(new BodyEvent.OversightNoted("sextant", note.Entry));

    private static BodyCommand.NoteOversight Note(string who, string over) => new(
        As("ira", chair: true), Id("change"),
        new(Id("entry " + who), "supervises", null, Sensitive.Of(who.ToUpperInvariant(), "o"), null, over.Length == 0 ? null : [.. over.Split(' ').Select(Id)]), Now);

    private static BodyCommand.NoteOversight OfBody(string slug) => new(As("ira", chair: true), Id("change"), new(Id("entry " + slug), "funds", slug, null, null, null), Now);

    private static BodyCommand.ConfirmChange Confirm(string by) => new(As(by), Id("change"), Now);
}
