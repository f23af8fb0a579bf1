using Coc.Liaison.Domain.Jurisdiction;
using FsCheck;
using FsCheck.Fluent;

namespace Coc.Unit.Liaison;

/// <summary>The same of what comes later: what an arbiter overruled, halves of joint cases, appeals, in any directory.</summary>
public sealed partial class CompetenceProperty
{
    private static readonly string[] RuleNames = [.. Enumerable.Range(1, 12).Select(n => $"J{n}"), Appeals.Rule];
    private static readonly DateTimeOffset Word = Received.AddHours(1);

    private static readonly Gen<Later> Afterwards =
        from kind in Gen.Elements("whole", "leads", "half", "appeal")
        from overruled in Gen.SubListOf(RuleNames)
        from quiet in Gen.Elements(false, true)
        from arbiter in Somewhere from named in Gen.Elements(false, true)
        from at in Gen.Elements("project-0", "orrery", "meridian", "arbiter")
        from about in Gen.Elements("project-0", "orrery", "meridian")
        select new Later(kind, quiet ? [] : [.. overruled], named ? arbiter : null, at, about);

    [Fact]
    public void One_body_is_competent_also_of_appeals_of_joint_halves_and_against_an_arbiters_word() =>
        Prop.ForAll(Arb.From(from world in Worlds from later in Afterwards select (world, later)), w => HoldsLater(w.world, w.later)).Check(Config.QuickThrowOnFailure.WithMaxTest(4000));

    private static bool HoldsLater(World world, Later later)
    {
        if (later.Of(world) is not { } facts)
        {
            return true;
        }

        var verdict = later.Judge(facts);

        // Exactly one body of the directory, the same one every time; a second one only where it is joint, and then another.
        Known(facts).ShouldContain(verdict.Body);
        var again = later.Judge(later.Of(world)!);
        (again.Body, again.Rule, again.Because, again.JointWith).ShouldBe((verdict.Body, verdict.Rule, verdict.Because, verdict.JointWith));
        verdict.JointWith.ShouldNotBe(verdict.Body);

        // By a rule that holds, or by the word of an arbiter against one that would have; and what was overruled holds nowhere.
        if (verdict.Rule == Jurisdiction.Settled)
        {
            verdict.Body.ShouldBe(facts.Owner!.Slug);
            verdict.Rules.ShouldContain(r => r.Code == "arbiterOverruled" && r.Evaluated.Body == "arbiter" && r.Evaluated.At == Word);
        }
        else
        {
            verdict.Rules.Single(r => r.Rule == verdict.Rule).Holds.ShouldBeTrue();
        }

        verdict.Rules.Where(r => later.Overruled.Contains(r.Rule)).ShouldAllBe(r => !r.Holds || r.Code.StartsWith("appeal", StringComparison.Ordinal));
        switch (later.Kind)
        {
            case "leads":
                verdict.Body.ShouldNotBe("orrery", "that is the other half's");
                break;
            case "half" when verdict.Body == "meridian":
                (facts.Owner!.Slug == "meridian" || (verdict.Rule is "J5" or "J8" && facts.Arbiter is not { HasResponders: true })).ShouldBeTrue("who has the other half gets this one only where nobody else is above");
                break;
            case "appeal" when verdict.Body != facts.Owner!.Slug:
                verdict.Body.ShouldNotBe(later.About);
                new[] { facts.Parent, facts.Arbiter }.Single(b => b?.Slug == verdict.Body)!.HasResponders.ShouldBeTrue();
                break;
        }

        return true;
    }

    private static IEnumerable<string> Known(Facts facts) =>
        [facts.Foundation.Slug, .. facts.Projects.Select(p => p.Slug), .. new[] { facts.Parent?.Slug, facts.Arbiter?.Slug, facts.Owner?.Slug }.OfType<string>()];

    /// <param name="Kind">whole, leads, half, appeal</param>
    private sealed record Later(string Kind, IReadOnlyList<string> Overruled, Place? Arbiter, string At, string About)
    {
        /// <summary>Null where the two do not go together: nobody has a case who is not in the directory.</summary>
        public Facts? Of(World world)
        {
            var at = (Kind, At) switch
            {
                ("leads", "arbiter") => "arbiter",
                ("leads", _) => "meridian",
                ("half", "project-0") => "orrery",
                ("appeal", "project-0") => "orrery", // a project decides no appeal
                _ => At,
            };
            if ((world.Parent is null && (Kind is "leads" or "half" || at == "meridian")) || (Arbiter is null && at == "arbiter") || (world.Projects.Length == 0 && at == "project-0"))
            {
                return null;
            }

            var facts = world.Facts(p => p);
            var from = (Kind, at) switch
            {
                ("leads", "arbiter") => "meridian",
                ("half", "arbiter" or "meridian") => "orrery",
                ("whole", "arbiter" or "meridian") => "orrery",
                ("whole", "orrery") when world.Projects.Length > 0 => "project-0",
                _ => null,
            };
            return facts with
            {
                Owner = new(at, at == "project-0"), TransferredBy = from, TransferredUnder = from is null ? null : "J8", AddressTo = at == "project-0" ? null : facts.AddressTo,
                EventProducer = Kind is "leads" or "half" ? "parent" : facts.EventProducer, FoundationCodeApplies = Kind is "leads" or "half" || facts.FoundationCodeApplies,
                Joint = Kind switch { "leads" => new(true, "orrery"), "half" => new(false, "meridian"), _ => null },
                Arbiter = Arbiter is { } arbiter ? new("arbiter", arbiter.Usable) : null,
                Overruled = [.. Overruled.Select(rule => new Coc.Contracts.Cases.OverruledRule(rule, "arbiter", Word))],
            };
        }

        public Verdict Judge(Facts facts) => Kind == "appeal" ? Appeals.Route(facts, About) : Jurisdiction.Evaluate(facts);
    }
}
