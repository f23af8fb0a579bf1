using Coc.EventStore;
using Coc.Liaison.Domain;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;
using static Coc.Unit.Liaison.GivenBody;

namespace Coc.Unit.Liaison;

/// <summary>P1, R34: conflicts, former values, caps and the rule of two bodies follow the person and not the address.</summary>
public sealed class PersonsTests
{
    [Fact]
    public void Seats_filled_with_the_same_account_somewhere_are_one_persons()
    {
        var persons = Persons.Of([Seat("old", ["github:kai"]), Seat("new", ["GitHub: @Kai", "chat:k"]), Seat("other", ["github:lou"])]);

        persons.Accounts(Account("new")).ShouldBe([Account("new"), Account("old")], ignoreOrder: true);
        persons.Accounts(Account("old")).ShouldBe([Account("new"), Account("old")], ignoreOrder: true);
        persons.Accounts(Account("other")).ShouldBe([Account("other")]);
        persons.Called(Account("old")).Known.Accounts.ShouldContain("chat:k");
    }

    [Theory]
    [InlineData("old@sextant.example")]
    [InlineData("email:old@sextant.example")]
    [InlineData("mailto:OLD@sextant.example")]
    public void An_address_of_another_seat_among_the_accounts_says_the_same(string account) =>
        Persons.Of([Seat("old", []), Seat("new", [account])]).Accounts(Account("old")).Count.ShouldBe(2);

    [Fact]
    public void Nobody_is_set_aside_because_somebody_took_their_account_alone_and_who_took_it_is_known_by_theirs()
    {
        var alice = Seat("alice", ["github:alice", "chat:a"]);
        var mallory = Amended(Seat("mallory", ["github:mallory"]), ["github:alice"]);
        var persons = Persons.Of([alice, mallory]);

        persons.Accounts(Account("alice")).ShouldBe([Account("alice")]);
        persons.Called(Account("alice")).Known.Accounts.ShouldNotContain("github:mallory");
        persons.Called(Account("mallory")).Known.Accounts.ShouldBe(["github:mallory", "github:alice", "chat:a"], ignoreOrder: true);
    }

    [Fact]
    public void A_new_address_does_not_shed_what_was_known_of_a_seat_that_ended()
    {
        var ended = Amended(Seat("old", ["github:first"]), ["github:second"]) with { EndedAt = Now };
        var persons = Persons.Of([ended, Seat("new", ["github:second"]) with { FilledAt = Now }]);

        persons.Called(Account("new")).Known.Accounts.ShouldContain("github:first");
        Persons.Of([ended with { EndedAt = null }, Seat("new", ["github:second"])]).Called(Account("new")).Known.Accounts.ShouldBe(["github:second"], "whoever took it alone and still sits there draws nobody in");
    }

    [Fact]
    public void Nobody_is_set_aside_because_somebody_took_their_account_and_name_and_left()
    {
        var alice = Seat("alice", ["github:alice"], name: "Alice");
        var mallory = Amended(Amended(Seat("mallory", ["github:rex"]), ["github:alice"]), ["github:later"]) with { EndedAt = Now };
        mallory = mallory with { Known = mallory.Known.With(HeldValues.Of(mallory.Id, ["Alice"], [], [])) };
        var elected = Seat("again", ["github:alice"], name: "Alice") with { FilledAt = Now.AddDays(1) };

        foreach (var persons in new[] { Persons.Of([alice, mallory]), Persons.Of([alice with { EndedAt = Now }, mallory, elected]) })
        {
            persons.Accounts(Account("alice")).ShouldNotContain(Account("mallory"));
            persons.Called(Account("alice")).Known.Accounts.ShouldNotContain("github:rex");
            persons.Called(Account("again")).Known.Accounts.ShouldNotContain("github:rex");
        }
    }

    [Fact]
    public void What_another_directory_knew_of_who_agreed_holds_here_as_well()
    {
        var (alone, agreed) = (HeldValues.Of(Id("mallory"), ["Alice"], ["github:alice"], []), HeldValues.Of(Id("mallory"), [], ["github:mallory"], []));
        var mallory = After(Seat("mallory", ["github:alice", "chat:m"], name: "Alice"), new BodyEvent.FormerValuesKept("astrolabe", Id("mallory"), agreed), new BodyEvent.AgreementKept("astrolabe", Id("mallory"), agreed, alone));

        mallory.Agreed.ShouldSatisfyAllConditions(a => a.Accounts.ShouldBe(["chat:m", "github:mallory"]), a => a.Names.ShouldBeEmpty());
        mallory.Known.Accounts.ShouldBe(["github:alice", "chat:m", "github:mallory"]);
        var persons = Persons.Of([Seat("alice", ["github:alice"]), mallory, Seat("other", ["github:mallory"])]);
        persons.Accounts(Account("alice")).Single().ShouldBe(Account("alice"), "what mallory wrote alone leads to nobody back");
        persons.Accounts(Account("other")).ShouldContain(Account("mallory"), "what two agreed to once joins both ways");

        static Seat After(Seat seat, params BodyEvent[] events) => events.Aggregate(BodyState.Nothing with { Seats = BodyState.Nothing.Seats.Add(seat.Id, seat) }, BodyState.Evolve).Seats[seat.Id];
    }

    [Fact]
    public void What_a_proposer_said_leads_to_who_it_was_said_of_and_not_back()
    {
        var said = Seat("new", ["github:new"]) with { SameAs = [Id("old")] };
        var persons = Persons.Of([Seat("old", ["github:old"]), said, Seat("third", ["github:new"])]);

        persons.Accounts(Account("new")).ShouldBe([Account("old"), Account("new"), Account("third")], ignoreOrder: true);
        persons.Accounts(Account("third")).Count.ShouldBe(3);
        persons.Accounts(Account("old")).Single().ShouldBe(Account("old"), "no body decides who is set aside in another");
    }

    [Fact]
    public void Nobody_confirms_what_they_proposed_under_another_address()
    {
        var state = Sextant().State;
        var (by, change) = (new Asker(Account("one"), Id("seat"), "member"), Id("change"));
        state = BodyState.Evolve(state, new BodyEvent.EndProposed(change, by, Now, Id("ended")));
        var confirm = new BodyCommand.ConfirmChange(new Asker(Account("two"), Id("other"), "admin"), change, Now) { Around = Surroundings.None with { ProposedBy = new HashSet<Guid> { Account("one"), Account("two") } } };

        BodyDecider.Decide(confirm, state).Refusal!.Code.ShouldBe("secondSeatNeeded");
    }

    [Fact]
    public void An_employer_named_here_counts_in_the_other_bodies_where_none_is_named()
    {
        var (there, held) = (Seat("there", ["github:zed"]), Seat("held", [], employer: "Acme"));
        var bodies = new Dictionary<string, BodyState>
        {
            ["astrolabe"] = Elsewhere(there) with { Policies = [new(1, Now.AddYears(-1), new(EmployerCap: 1))], Seats = Elsewhere(there).Seats.Add(held.Id, held) }, ["sextant"] = Sextant().State,
        };
        var here = Seat("here", ["github:zed"], employer: "Globex");
        bodies["sextant"] = bodies["sextant"] with { Seats = bodies["sextant"].Seats.Add(here.Id, here) };

        Around.CapsBeyond("sextant", here with { Terms = here.Terms with { Employer = Sensitive.Of("Acme", "seat") } }, bodies, Now).ShouldBe(["astrolabe"]);
        Around.CapsBeyond("sextant", here with { Terms = here.Terms with { Employer = Sensitive.Of("Initech", "seat") } }, bodies, Now).ShouldBeEmpty();
    }

    [Fact]
    public void The_same_name_is_enough_to_be_compared_by_and_for_nothing_else()
    {
        var persons = Persons.Of([Seat("one", ["github:one"], name: "Wei  Zhang"), Seat("two", ["github:two"], name: "wei zhang")]);

        persons.Accounts(Account("one")).ShouldBe([Account("one")]);
        persons.CalledSurely(Account("one")).Known.Accounts.ShouldBe(["github:one"]);
        persons.Called(Account("one")).Known.Accounts.ShouldBe(["github:one", "github:two"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("github:kai", false, "R34")]
    [InlineData("github:other", false, null)]
    [InlineData("github:other", true, "R34")]
    public void Two_bodies_under_two_addresses_are_two_bodies(string account, bool said, string? rule)
    {
        var bodies = new Dictionary<string, BodyState>
        {
            ["sextant"] = Sextant(new PolicyTerms { NotTogetherWith = ["astrolabe"] }).State, ["astrolabe"] = Elsewhere(Seat("kai", ["github:kai"])),
        };
        var wanted = Coc.Liaison.Domain.Bodies.Seat.Wanted(Id("new"), Account("new"), Terms("new", "member", "", false, "elected") with { Accounts = Of([account]) }, said ? Id("kai") : null, Now);
        var around = Around.OfSeat("sextant", wanted, bodies, Everybody(bodies), Now);

        (SeatRules.Check(bodies["sextant"], wanted.Id, wanted.Account, wanted.Terms, Now, around)?.Rule).ShouldBe(rule);
        (around.Elsewhere.Count > 0).ShouldBe(rule is not null);
    }

    [Fact]
    public void Nobody_sits_twice_in_a_body_under_two_addresses()
    {
        var body = Sextant().After(new BodyEvent.SeatFilled("sextant", Id("kai"), Account("kai"), Terms("kai", "member", "", false, "elected") with { Accounts = Of(["github:kai"]) }, Now)).State;
        var wanted = Coc.Liaison.Domain.Bodies.Seat.Wanted(Id("new"), Account("new"), Terms("new", "alternate", "", false, "elected") with { Accounts = Of(["github:kai"]) }, null, Now);
        var bodies = new Dictionary<string, BodyState> { ["sextant"] = body };

        SeatRules.Check(body, wanted.Id, wanted.Account, wanted.Terms, Now, Around.OfSeat("sextant", wanted, bodies, Everybody(bodies), Now))!.Code.ShouldBe("alreadySeated");
    }

    [Theory]
    [InlineData("new", 1, "R34")] // who is to be seated
    [InlineData("held", 1, "R34")] // who sits there already
    [InlineData("new", 2, null)]
    public void Who_names_no_employer_here_counts_for_the_one_they_name_elsewhere(string silent, int cap, string? rule)
    {
        var (held, wanted) = (With("held", silent == "held" ? "" : "Brightwater"), With("new", silent == "new" ? "" : "brightwater"));
        var bodies = new Dictionary<string, BodyState>
        {
            ["sextant"] = Sextant(new PolicyTerms(EmployerCap: cap)).After(new BodyEvent.SeatFilled("sextant", held.Id, held.Account, held.Terms, Now)).State,
            ["astrolabe"] = Elsewhere(Seat("elsewhere", [$"github:{silent}"], employer: "Brightwater")),
        };

        var around = Around.OfSeat("sextant", wanted, bodies, Everybody(bodies), Now);

        SeatRules.Check(bodies["sextant"], wanted.Id, wanted.Account, wanted.Terms, Now, around).ShouldSatisfyAllConditions(r => (r?.Rule).ShouldBe(rule));
        SeatRules.Check(bodies["sextant"], wanted.Id, wanted.Account, wanted.Terms, Now, Surroundings.None).ShouldBeNull("by what stands here alone nothing would speak against it");

        Seat With(string name, string employer) => Coc.Liaison.Domain.Bodies.Seat.Wanted(Id(name), Account(name), Terms(name, "member", employer, false, "elected") with { Accounts = Of([$"github:{name}"]) }, null, Now);
    }

    private static Guid Account(string name) => Id("account " + name);

    private static Sensitive<IReadOnlyList<string>> Of(IReadOnlyList<string> accounts) => Sensitive.Of(accounts, "seat");

    private static Seat Seat(string id, IReadOnlyList<string> accounts, string? name = null, string? employer = null) =>
        Filled(BodyState.Nothing, id, accounts, name, employer).Seats[Id(id)];

    private static BodyState Filled(BodyState state, string id, IReadOnlyList<string> accounts, string? name, string? employer) => BodyState.Evolve(state, new BodyEvent.SeatFilled(
        "astrolabe", Id(id), Account(id), Terms(id, "member", employer ?? "", false, "elected") with { Name = Sensitive.Of(name ?? id, "seat"), Accounts = Of(accounts) }, Now.AddDays(-1)));

    private static Seat Amended(Seat seat, IReadOnlyList<string> accounts)
    {
        var state = BodyState.Nothing with { Seats = BodyState.Nothing.Seats.Add(seat.Id, seat) };
        return BodyState.Evolve(state, new BodyEvent.SeatAmended("astrolabe", seat.Id, seat.Account, seat.Terms with { Accounts = Of(accounts) })).Seats[seat.Id];
    }

    private static BodyState Elsewhere(Seat seat) =>
        BodyState.Nothing with { Profile = new("astrolabe", "Astrolabe", "project", "own", "orrery", "meridian"), Policies = [new(1, Now.AddYears(-1), new())], Seats = BodyState.Nothing.Seats.Add(seat.Id, seat) };

    private static Persons Everybody(Dictionary<string, BodyState> bodies) => Persons.Of(bodies.Values.SelectMany(b => b.Seats.Values));
}
