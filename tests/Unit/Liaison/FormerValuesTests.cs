using Coc.EventStore;
using Coc.Liaison.Domain.Bodies;
using static Coc.Unit.Liaison.GivenBody;

namespace Coc.Unit.Liaison;

/// <summary>P1: who changes the own name or account goes on being matched by what stood there before.</summary>
public sealed class FormerValuesTests
{
    private static GivenBody Body => Sextant().With("ira", chair: true).With("juno").With("kai", employer: "Halcyon Works");

    [Fact]
    public void Ones_own_name_accounts_and_employer_change_at_once_and_the_earlier_ones_are_still_known()
    {
        var first = Changed(Body, "Kai Sorensen", ["github:kai"], "Halcyon Works");
        var then = Changed(first, "K. S.", [], "Copperline");

        var kai = then.State.Seats[Id("kai")];
        kai.Terms.Name!.Value.ShouldBe("K. S.");
        kai.Terms.Accounts!.Value.ShouldBeEmpty();
        kai.Known.Names.ShouldBe(["kai", "Kai Sorensen", "K. S."]);
        kai.Known.Accounts.ShouldBe(["github:kai"]);
        kai.Known.Employers.ShouldBe(["Halcyon Works", "Copperline"]);
    }

    [Fact]
    public void What_was_known_before_a_term_began_is_known_when_it_begins()
    {
        var terms = Terms("kai", "member", "", false, "elected") with { TermStart = Now.AddDays(3) };
        var coming = Sextant().After(new BodyEvent.SeatAppointed("sextant", Id("kai"), Id("account kai"), terms, Now));

        var begun = coming.After(new BodyEvent.SeatFilled("sextant", Id("kai"), Id("account kai"), terms with { Name = Sensitive.Of("Another", "seat") }, Now.AddDays(3)));

        begun.State.Seats[Id("kai")].Known.Names.ShouldBe(["kai", "Another"]);
    }

    [Fact]
    public void Values_that_mean_the_same_are_known_once() =>
        Changed(Changed(Body, "Kai", ["GitHub: @Kai "], null), "kai", ["github:kai"], null).State.Seats[Id("kai")].Known.Accounts.ShouldHaveSingleItem();

    [Fact]
    public void A_typing_error_is_struck_when_its_holder_asks_and_somebody_else_agrees()
    {
        var wrong = Changed(Changed(Body, null, ["github:kia"], null), null, ["github:kai"], null);
        var asked = wrong.After(wrong.When(Strike("kai", "GITHUB:kia")).Events);
        asked.State.Seats[Id("kai")].Known.Accounts.ShouldBe(["github:kia", "github:kai"], "not before somebody agrees");

        (asked.When(Confirm("kai")).Refusal?.Code, asked.When(Confirm("kai")).Refusal?.Rule).ShouldBe(("secondSeatNeeded", "P8"));
        asked.After(asked.When(Confirm("juno")).Events).State.Seats[Id("kai")].Known.Accounts.ShouldBe(["github:kai"]);
    }

    [Fact]
    public void Nobody_strikes_for_somebody_else_and_the_admin_never_alone()
    {
        var kai = Changed(Sextant().With("kai"), null, ["github:kia"], null);
        var wrong = Changed(kai, null, [], null);

        wrong.When(Strike("kai", "github:kia") with { By = As("ira", chair: true) }).Refusal!.Hidden.ShouldBeTrue();
        wrong.When(Strike("kai", "github:kia") with { By = Admin }).Refusal!.Hidden.ShouldBeTrue();
        wrong.When(Strike("kai", "github:kia") with { By = As("kai", "admin") }).Events.Single().ShouldBeOfType<BodyEvent.StrikingProposed>("also where the admin alone fills seats");
    }

    [Theory]
    [InlineData("github:kai")] // stands there
    [InlineData("github:lou")] // never stood there
    public void Only_what_stood_there_and_no_longer_does_is_struck(string account)
    {
        var body = Changed(Body, null, ["github:kai"], null);

        (body.When(Strike("kai", account)).Refusal?.Code, body.When(Strike("kai", account)).Refusal?.Rule).ShouldBe(("notAFormerValue", "P1"));
    }

    [Fact]
    public void Of_a_seat_that_ended_its_holder_still_has_a_typing_error_struck_also_one_that_stood_there_to_the_end()
    {
        var wrong = Changed(Changed(Body, "Kai Sorensen", ["github:kia", "github:kai"], "Halcyon Works"), "Kia Sorensen", ["github:kai"], null);
        var ended = wrong.After(new BodyEvent.SeatEnded("sextant", Id("kai"), Id("account kai"), "member", Now));

        var asked = ended.After(ended.When(Strike("kai", "github:kia")).Events);
        asked.When(Confirm("kai")).Refusal!.Code.ShouldBe("secondSeatNeeded");
        asked.After(asked.When(Confirm("juno")).Events).State.Seats[Id("kai")].Known.Accounts.ShouldBe(["github:kai"]);

        var name = ended.After(ended.When(Strike("kai", "github:kai") with { Values = HeldValues.Of(Id("kai"), ["kia sorensen"], [], []) }).Events);
        var without = name.After(name.When(Confirm("juno")).Events).State.Seats[Id("kai")];
        without.ShouldSatisfyAllConditions(s => s.Known.Names.ShouldBe(["kai", "Kai Sorensen"]), s => s.Terms.Name.ShouldBeNull(), s => s.Terms.Accounts!.Value.ShouldBe(["github:kai"]), s => s.Terms.Employer!.Value.ShouldBe("Halcyon Works"));
        ended.When(Strike("kai", "github:kia") with { By = As("ira", chair: true) }).Refusal!.Hidden.ShouldBeTrue("it is nobody else's to ask");
    }

    [Fact]
    public void What_stands_there_again_is_not_struck_any_more()
    {
        var wrong = Changed(Changed(Body, null, ["github:kia"], null), null, [], null);
        var again = Changed(wrong.After(wrong.When(Strike("kai", "github:kia")).Events), null, ["github:kia"], null);

        again.When(Confirm("juno")).Refusal!.Code.ShouldBe("notAFormerValue");
    }

    private static GivenBody Changed(GivenBody body, string? name, IReadOnlyList<string> accounts, string? employer)
    {
        var terms = body.State.Seats[Id("kai")].Terms;
        var wanted = terms with
        {
            Name = name is null ? terms.Name : Sensitive.Of(name, "seat"), Accounts = Sensitive.Of(accounts, "seat"), Employer = employer is null ? terms.Employer : Sensitive.Of(employer, "seat"),
        };
        var decision = body.When(new BodyCommand.AmendSeat(As("kai"), Id("change"), Id("kai"), wanted, Now));
        decision.Refusal.ShouldBeNull();
        return body.After(decision.Events);
    }

    private static BodyCommand.StrikeValues Strike(string seat, string account) => new(As(seat), Id("strike"), Id(seat), HeldValues.Of(Id(seat), [], [account], []), Now);

    private static BodyCommand.ConfirmChange Confirm(string by) => new(As(by), Id("strike"), Now);
}
