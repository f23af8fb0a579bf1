using Coc.Sanctions.Domain;
using static Coc.Unit.Sanctions.Story;

namespace Coc.Unit.Sanctions;

/// <summary>Two seats join and part persons of the registry.</summary>
public sealed class PersonChangingRules
{
    private static readonly Guid Rex = Guid.NewGuid();
    private static readonly Guid Tam = Guid.NewGuid();
    private static readonly PersonEvent[] OfRex = [new PersonEvent.PersonFound(Rex, Guid.NewGuid(), PersonDecider.Mark(["github:rex", "chat:rex"]), null)];
    private static readonly PersonEvent[] OfTam = [new PersonEvent.PersonFound(Tam, Guid.NewGuid(), PersonDecider.Mark(["github:tam"]), null)];

    // Tam was found to be Rex.
    private static readonly PersonEvent[] OfBoth = [.. OfRex, new PersonEvent.PersonTakenIn(null, Tam, PersonDecider.Mark(["github:tam"]))];

    [Fact]
    public void One_seat_says_that_two_are_one_and_another_makes_it_so_whichever_they_named_first()
    {
        OfRex.When(Merge(Seat1)).ShouldBeOf(typeof(PersonEvent.PersonChangeAsked));
        Seconded(Merge(Seat1), OfRex).ShouldBeFalse();
        PersonEvent[] asked = [.. OfRex, .. OfRex.When(Merge(Seat1)).Events];

        asked.When(Merge(Seat1)).ShouldDoNothing();
        Seconded(Merge(Seat1), asked).ShouldBeFalse("one seat is one seat");
        Seconded(Merge(Seat2), asked).ShouldBeTrue();
        var turned = new PersonCommand.AskChange(Seat2, [Seat2], new PersonChange(PersonChange.Merge, Rex, []), "why", State(asked));
        PersonChanging.Seconds(turned, Tam, State(OfTam)).ShouldBeTrue("Rex is Tam is Tam is Rex");
    }

    [Fact]
    public void Who_holds_two_seats_is_one_person()
    {
        PersonEvent[] asked = [.. OfRex, .. OfRex.When(Merge(Seat1)).Events];
        var again = Merge(Seat2) with { Seats = [Seat1, Seat2] };

        asked.When(again).ShouldDoNothing();
        Seconded(again, asked).ShouldBeFalse();
    }

    [Fact]
    public void What_was_wanted_is_wanted_no_more_once_two_were_joined()
    {
        PersonEvent[] asked = [.. OfRex, .. OfRex.When(Split(Seat1, "chat:rex")).Events];

        State([.. asked, new PersonEvent.PersonTakenIn(null, Tam, [])]).Asked.ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_is_joined_with_who_is_not_there() =>
        OfRex.When(Merge(Seat1) with { With = PersonState.None }).ShouldRefuse("unknownPerson", "R66");

    [Fact]
    public void Only_accounts_that_lead_here_are_parted_and_one_stays()
    {
        OfRex.When(Split(Seat1, "chat:rex", "chat:other")).ShouldRefuse("notTheirs", "R66");
        OfRex.When(Split(Seat1, "chat:rex", "github:rex")).ShouldRefuse("nobodyLeft", "R66");
        OfRex.When(Split(Seat1, "chat:rex")).ShouldBeOf(typeof(PersonEvent.PersonChangeAsked));
    }

    [Fact]
    public void Accounts_that_came_with_somebody_go_with_them_again()
    {
        Parting.Of(State(OfBoth), ["github:tam"]).Plan!.Member.ShouldBe(Tam);
        Parting.Of(State(OfBoth), ["chat:rex"]).Plan!.Member.ShouldBeNull("somebody new");
        var mixed = Parting.Of(State(OfBoth), ["github:tam", "chat:rex"]).Plan!;
        (mixed.Member, mixed.Accounts.Count).ShouldBe((Tam, 2));
    }

    [Fact]
    public void That_these_are_not_the_others_is_that_the_others_are_not_these()
    {
        var plan = Parting.Of(State(OfBoth), ["github:rex", "chat:rex"]).Plan!;

        plan.Member.ShouldBe(Tam, "what was imposed on Rex stays with Rex's own accounts");
        plan.Accounts.ShouldBe(["github:tam"]);
    }

    [Fact]
    public void Two_who_were_joined_are_parted_one_at_a_time()
    {
        PersonEvent[] three = [.. OfBoth, new PersonEvent.PersonTakenIn(null, Guid.NewGuid(), PersonDecider.Mark(["github:uwe"]))];

        three.When(Split(Seat1, "github:tam", "github:uwe")).ShouldRefuse("severalPersons", "R66");
        three.When(Split(Seat1, "github:rex", "chat:rex")).ShouldRefuse("severalPersons", "R66");
    }

    [Fact]
    public void A_wrong_link_is_marked_until_it_is_found_to_be_right()
    {
        PersonEvent[] parted = [.. OfBoth, new PersonEvent.PersonSplit(null, Tam, PersonDecider.Mark(["github:tam"]))];

        State(parted).Wrong.ShouldBe(["github:tam"]);
        State(parted).Accounts.ShouldNotContain("github:tam");
        State([.. parted, new PersonEvent.PersonTakenIn(null, Tam, PersonDecider.Mark(["github:tam"]))]).Wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Who_is_parted_is_somebody_of_their_own_again()
    {
        PersonEvent[] parted = [.. OfTam, new PersonEvent.PersonMerged(null, Rex), new PersonEvent.PersonParted(Rex, PersonDecider.Mark(["github:tam"]))];

        State(parted[..2]).Into.ShouldBe(Rex);
        (State(parted).Into, State(parted).Accounts.Single()).ShouldBe((null, "github:tam"));
    }

    private static PersonCommand.AskChange Merge(Guid seat) => new(seat, [seat], new PersonChange(PersonChange.Merge, Tam, []), "why", State(OfTam));

    private static PersonCommand.AskChange Split(Guid seat, params string[] accounts) => new(seat, [seat], new PersonChange(PersonChange.Split, null, accounts), "why");

    private static bool Seconded(PersonCommand.AskChange command, PersonEvent[] given) => PersonChanging.Seconds(command, Rex, State(given));

    private static PersonState State(PersonEvent[] given) => given.Aggregate(PersonState.None, PersonState.Evolve);
}
