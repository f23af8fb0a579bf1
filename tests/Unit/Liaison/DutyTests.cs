using Coc.Liaison.Domain.Bodies;
using static Coc.Unit.Liaison.GivenBody;

namespace Coc.Unit.Liaison;

/// <summary>R11: a rota of at least two of those who decide, set by two (P8).</summary>
public sealed class DutyTests
{
    private static GivenBody Body => Sextant().With("ira", chair: true).With("juno").With("kai").With("gus", "liaison");

    [Theory]
    [InlineData("ira juno", null)]
    [InlineData("", null)] // no rota any more
    [InlineData("ira", "tooFewWatchers")]
    [InlineData("ira ira", "notADecidingSeat")]
    [InlineData("ira gus", "notADecidingSeat")]
    [InlineData("ira nobody", "notADecidingSeat")]
    public void Two_of_those_who_decide(string names, string? code) => (Body.When(Set(names)).Refusal?.Code).ShouldBe(code);

    [Fact]
    public void It_takes_effect_with_a_second_seat_and_forgets_who_left()
    {
        var proposed = Body.After(Body.When(Set("juno ira")).Events);
        proposed.State.Duty.ShouldBeEmpty();
        proposed.When(new BodyCommand.ConfirmChange(As("ira", chair: true), Id("rota"), Now)).Refusal!.Rule.ShouldBe("P8");

        var set = proposed.After(proposed.When(new BodyCommand.ConfirmChange(As("kai"), Id("rota"), Now)).Events);

        OnDuty.At(set.State, Now).ShouldBe([Id("juno"), Id("ira")]);
        OnDuty.At(set.After(set.When(new BodyCommand.EndSeat(As("juno"), Id("end"), Id("juno"), Now)).Events).State, Now).ShouldBe([Id("ira")]);
    }

    [Fact]
    public void Who_left_before_the_confirmation_stops_it()
    {
        var proposed = Body.After(Body.When(Set("juno ira")).Events);
        var left = proposed.After(proposed.When(new BodyCommand.EndSeat(As("juno"), Id("end"), Id("juno"), Now)).Events);

        left.When(new BodyCommand.ConfirmChange(As("kai"), Id("rota"), Now)).Refusal!.Code.ShouldBe("notADecidingSeat");
    }

    private static BodyCommand.SetDuty Set(string names) =>
        new(As("ira", chair: true), Id("rota"), [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Id)], Now);
}
