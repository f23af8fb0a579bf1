using Coc.Liaison.Domain.Bodies;
using static Coc.Unit.Liaison.GivenBody;

namespace Coc.Unit.Liaison;

/// <summary>R36: a seat opens what it opens from the start of its term to its end, and not a moment longer.</summary>
public sealed class TermTests
{
    private static readonly DateTimeOffset Start = Now.AddDays(10);

    [Fact]
    public void A_term_that_begins_later_gives_no_seat_yet()
    {
        var body = Appointed();

        body.State.DecidingSeats(Start.AddDays(1)).ShouldNotContain(s => s.Id == Id("kai"));
        body.When(new BodyCommand.KeepTerm(Id("kai"), Start.AddTicks(-1))).Events.ShouldBeEmpty();
    }

    [Fact]
    public void At_its_start_the_seat_is_in_force_by_itself()
    {
        var body = Appointed();
        var begun = body.When(new BodyCommand.KeepTerm(Id("kai"), Start)).Events;

        begun.Single().ShouldBeOfType<BodyEvent.SeatFilled>().At.ShouldBe(Start);
        body.After(begun).State.DecidingSeats(Start).ShouldContain(s => s.Id == Id("kai"));
        body.After(begun).When(new BodyCommand.KeepTerm(Id("kai"), Start)).Events.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    public void At_its_end_it_opens_nothing(int ticks, int ended)
    {
        var end = Now.AddDays(30);
        var body = Sextant().After(new BodyEvent.SeatFilled("sextant", Id("ira"), Id("account ira"), With(Now.AddDays(-1), end), Now.AddDays(-1)));

        body.State.DecidingSeats(end.AddTicks(ticks)).Count().ShouldBe(1 - ended);
        body.When(new BodyCommand.KeepTerm(Id("ira"), end.AddTicks(ticks))).Events.OfType<BodyEvent.SeatEnded>().Count().ShouldBe(ended);
    }

    [Fact]
    public void A_term_missed_as_a_whole_ends_without_having_been() =>
        Appointed(Start.AddDays(1)).When(new BodyCommand.KeepTerm(Id("kai"), Start.AddDays(1))).Events.Single().ShouldBeOfType<BodyEvent.SeatEnded>();

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_term_ends_after_it_begins(int days) =>
        Sextant().When(Fill(Admin, "kai") with { Terms = With(Start, Start.AddDays(days)) }).Refusal.ShouldBe(
            new("termEndsBeforeItBegins", "R36", "A term has to end after it begins, and in the future."));

    [Fact]
    public void Who_is_re_elected_takes_the_next_term_before_the_first_is_over()
    {
        var end = Now.AddDays(30);
        var body = Sextant().After(new BodyEvent.SeatFilled("sextant", Id("ira"), Id("account ira"), With(Now.AddDays(-1), end), Now.AddDays(-1)));

        Next(end).Refusal.ShouldBeNull();
        Next(end.AddTicks(-1)).Refusal!.Code.ShouldBe("alreadySeated");

        Coc.Liaison.Domain.Decision<BodyEvent> Next(DateTimeOffset from) =>
            body.When(Fill(Admin, "ira") with { Seat = Id("ira's second"), Terms = With(from, from.AddYears(1)) });
    }

    [Fact]
    public void A_change_before_the_term_begins_gives_nobody_access()
    {
        var body = Appointed();
        var terms = body.State.Seats[Id("kai")].Terms;

        var events = body.When(new BodyCommand.AmendSeat(Admin, Id("change"), Id("kai"), terms with { TermEnd = Start.AddYears(1) }, Now)).Events;

        events.Single().ShouldBeOfType<BodyEvent.SeatAppointed>();
    }

    [Fact]
    public void Emeritus_is_a_label_for_a_seat_that_ended_and_opens_nothing()
    {
        var body = Sextant().With("ira").With("juno").With("nia", "liaison");
        body.When(new BodyCommand.NameEmeritus(Id("ira"), true)).Refusal!.Code.ShouldBe("notEnded");

        var left = body.After(body.When(new BodyCommand.EndSeat(As("ira"), Id("c"), Id("ira"), Now)).Events);
        var named = left.After(left.When(new BodyCommand.NameEmeritus(Id("ira"), true)).Events);

        named.State.Seats[Id("ira")].Emeritus.ShouldBeTrue();
        named.State.ActiveSeats(Now).ShouldNotContain(s => s.Id == Id("ira"));
        named.When(new BodyCommand.NameEmeritus(Id("ira"), true)).Events.ShouldBeEmpty();
    }

    private static GivenBody Appointed(DateTimeOffset? end = null)
    {
        var body = Sextant();
        var events = body.When(Fill(Admin, "kai") with { Terms = With(Start, end) }).Events;
        events.Single().ShouldBeOfType<BodyEvent.SeatAppointed>();
        return body.After(events);
    }

    private static SeatTerms With(DateTimeOffset start, DateTimeOffset? end) => Terms("kai", "member", "", chair: false, "elected") with { TermStart = start, TermEnd = end };
}
