using System.Collections.Immutable;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Gatherings;
using Coc.Liaison.Domain.Jurisdiction;
using Coc.Liaison.Routing;
using FsCheck;
using FsCheck.Fluent;

namespace Coc.Unit.Liaison;

/// <summary>
/// Whatever the facts are, and whoever sits where, is excluded, tied or out of term: one body is competent, the same one every time, by a rule that holds, and
/// every rule says why.
/// </summary>
public sealed partial class CompetenceProperty
{
    private static readonly string[] Producers = ["", "parent", "other"];

    // Who has the case, and who transferred it there; nobody at intake.
    private static readonly (string? At, string? From)[] Ways =
    [
        (null, null), (null, null), (null, "project-0"), ("project-0", null), ("project-0", "orrery"), ("project-0", "meridian"), ("orrery", null), ("orrery", "project-0"), ("orrery", "meridian"),
        ("meridian", null), ("meridian", "orrery"), ("meridian", "project-0"),
    ];
    private static readonly DateTimeOffset Received = GivenBody.Now;
    private static readonly DateTimeOffset Now = GivenBody.Now.AddDays(1);

    private static readonly Gen<Sitting> Seat =
        from role in Gen.Elements("member", "member", "alternate", "liaison", "auditor")
        from starts in Gen.Choose(-3, 3)
        from lasts in Gen.Choose(0, 6)
        from filled in Gen.Choose(-2, 1)
        from aside in Gen.Elements(false, false, true)
        from ended in Gen.Elements(false, false, false, true)
        select new Sitting(role, Received.AddDays(starts), lasts == 0 ? null : Received.AddDays(starts + lasts), Received.AddDays(filled), aside, ended);

    private static readonly Gen<Place> Somewhere = from own in Gen.Elements(true, true, false) from seats in Gen.ArrayOf(Seat).Resize(6) select new Place(own, seats);

    private static readonly Gen<Answers?> Answered =
        from known in Gen.Elements(false, true) from of in Gen.Choose(1, 8) from hard in Gen.Choose(0, 8) from clean in Gen.Choose(0, 8)
        select known ? new Answers(Math.Min(hard, of), of, Math.Min(clean, of - Math.Min(hard, of))) : null;

    private static readonly Gen<World> Worlds =
        from projects in Gen.ArrayOf(Somewhere).Resize(3)
        from foundation in Somewhere from parent in Somewhere from hasParent in Gen.Elements(true, true, false)
        from flags in Gen.Choose(0, 15) from producer in Gen.Elements(Producers) from project in Answered from above in Answered
        from way in Gen.Elements(Ways)
        select new World(projects, foundation, hasParent ? parent : null, flags, producer, project, above, hasParent || way is not ({ At: "meridian" } or { From: "meridian" }) ? way : default);

    [Fact]
    public void One_body_is_competent_and_every_rule_says_why() =>
        Prop.ForAll(Arb.From(Worlds), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static bool Holds(World world)
    {
        var facts = world.Facts(p => p);
        var verdict = Jurisdiction.Evaluate(facts);

        verdict.Rules.Select(r => r.Rule).ShouldBe(Enumerable.Range(1, 12).Select(n => $"J{n}"));
        verdict.Rules.ShouldAllBe(r => r.Code.Length > 0 && r.Because.StartsWith(r.Holds ? "holds because " : "does not hold because ", StringComparison.Ordinal));
        verdict.Rules.Single(r => r.Rule == verdict.Rule).Holds.ShouldBeTrue();
        var again = Jurisdiction.Evaluate(world.Facts(p => p));
        (again.Body, again.Rule, again.Because).ShouldBe((verdict.Body, verdict.Rule, verdict.Because));
        again.Rules.ShouldBe(verdict.Rules);
        var turned = Jurisdiction.Evaluate(world.Facts(p => p.Reverse()));
        (turned.Body, turned.Rule).ShouldBe((verdict.Body, verdict.Rule));

        IsRight(world, verdict);
        return true;
    }

    private static void IsRight(World world, Verdict verdict)
    {
        var within = world.Projects is [var only] && only.Own && only.Usable >= 2;
        var foundationCan = world.Foundation.Usable >= 2 && world.Above is not ({ Clean: 0 } or { NotHard: < 3 });
        // One body, or parent and foundation jointly, both named.
        (verdict.JointWith is null || (verdict is { Body: "meridian", JointWith: "orrery", Rule: "J10" } && foundationCan && world.Parent!.Usable >= 2)).ShouldBeTrue();
        switch (verdict.Body)
        {
            case "orrery":
                (within && world.IsOrdinary).ShouldBeFalse();
                (foundationCan || world.Parent is null || verdict.Rule is "J9" or "J10").ShouldBeTrue();
                (world.HandedBeyond || world.MovesOn).ShouldBeFalse();
                break;
            case "meridian":
                world.Parent.ShouldNotBeNull();
                (!foundationCan || (world.Reaches && world.Parent!.Usable >= 2) || world.HandedBeyond || world.MovesOn).ShouldBeTrue();
                break;
            default:
                verdict.Body.ShouldBe("project-0");
                (within && world.IsOrdinary).ShouldBeTrue();
                verdict.Rule.ShouldBe(world.HandedDown ? "J12" : "J1");
                break;
        }
    }

    private sealed record Sitting(string Role, DateTimeOffset Start, DateTimeOffset? End, DateTimeOffset Filled, bool Aside, bool Ended)
    {
        // Said once more in other words than the directory's: decides, is in its term, was there when the report came, and is neither excluded nor tied.
        public bool Counts => Role is "member" or "alternate" && !Ended && !Aside && Start <= Now && !(End <= Now) && Filled <= Received;
    }

    private sealed record Place(bool Own, Sitting[] Seats)
    {
        public int Usable => Seats.Count(s => s.Counts);

        public BodyEntry Body(string slug, string kind, string? parent)
        {
            var state = BodyState.Evolve(BodyState.Nothing, new BodyEvent.BodyAdded(new(slug, slug, kind, Own || kind != "project" ? "own" : "foundation", kind == "parent" ? slug : "orrery", parent)));
            state = BodyState.Evolve(state, new BodyEvent.PolicySet(slug, 1, Received.AddYears(-1), new()));
            for (var i = 0; i < Seats.Length; i++)
            {
                var terms = GivenBody.Terms($"{slug}-{i}", Seats[i].Role, "", false, "elected") with { TermStart = Seats[i].Start, TermEnd = Seats[i].End };
                state = BodyState.Evolve(state, new BodyEvent.SeatFilled(slug, GivenBody.Id($"{slug}-{i}"), GivenBody.Id($"account {slug}-{i}"), terms, Seats[i].Filled));
                state = Seats[i].Ended ? BodyState.Evolve(state, new BodyEvent.SeatEnded(slug, GivenBody.Id($"{slug}-{i}"), GivenBody.Id($"account {slug}-{i}"), Seats[i].Role, Received)) : state;
            }

            return new(slug, 1, state);
        }

        public IEnumerable<Guid> Aside(string slug) => Seats.Select((s, i) => (s, i)).Where(x => x.s.Aside).Select(x => GivenBody.Id($"{slug}-{x.i}"));
    }

    private sealed record Answers(int Hard, int Of, int Clean)
    {
        public int NotHard => Of - Hard;

        public ConflictFact Fact => new(Hard, Of, Clean);
    }

    private sealed record World(Place[] Projects, Place Foundation, Place? Parent, int Flags, string Producer, Answers? Project, Answers? Above, (string? At, string? From) Way)
    {
        private bool Others => (Flags & 1) != 0;

        private bool LawBroken => (Flags & 2) != 0;

        private bool Exposed => (Flags & 4) != 0;

        // What a project has in hand was not sent to it by an address.
        private bool Addressed => (Flags & 8) != 0 && Way.At != "project-0";

        private bool HandedUp => Way.From is not null && Way.At != "project-0";

        /// <summary>It was handed to the parent: there it stays, whatever else holds.</summary>
        public bool HandedBeyond => Way is { At: "meridian", From: not null };

        public bool HandedDown => Way is { At: "project-0", From: not null };

        /// <summary>The foundation's or the parent's counsel warns.</summary>
        public bool MovesOn => Exposed && Parent is not null && Way.At is "orrery" or "meridian";

        /// <summary>It reaches beyond the foundation.</summary>
        public bool Reaches => Others || Producer == "parent";

        /// <summary>Nothing but the project itself speaks.</summary>
        public bool IsOrdinary => !Others && Producer.Length == 0 && !LawBroken && !Exposed && !HandedUp && !Addressed && !(Project is { } p && p.Hard * 2 > p.Of);

        public Facts Facts(Func<IEnumerable<Place>, IEnumerable<Place>> order)
        {
            var parent = Parent?.Body("meridian", "parent", null);
            var projects = order(Projects).ToList();
            var aside = Foundation.Aside("orrery").Concat(Parent?.Aside("meridian") ?? []).Concat(projects.SelectMany((p, i) => p.Aside($"project-{i}"))).ToImmutableHashSet();
            var concerned = new Concerned(
                Foundation.Body("orrery", "foundation", "meridian"), parent, [.. projects.Select((p, i) => p.Body($"project-{i}", "project", "meridian"))])
            {
                Gathering = Producer.Length == 0 ? null : new GatheringListed("gathering", "Gathering", Producer, Received, Received, [], null),
            };
            return concerned.Facts(Received, Now, aside) with
            {
                OtherCommunities = Others, RiskFactors = LawBroken ? ["suspectedLawViolation", "attorneyHired"] : ["attorneyHired"], ExposureLikely = Exposed,
                Owner = Way.At is { } at ? new OwnerFact(at, at == "project-0") : null, TransferredBy = Way.From, AddressTo = (Flags & 8) != 0 ? "orrery" : null, ProjectConflicts = Project?.Fact, FoundationConflicts = Above?.Fact,
            };
        }
    }
}
