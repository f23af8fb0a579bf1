using Coc.Sanctions.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace Coc.Unit.Sanctions;

/// <summary>Whatever happens in whatever order, a body's standing is what a child would say it is.</summary>
public sealed class StandingProperty
{
    private const int Harmless = 5; // from here on nothing is imposed, released or adopted
    private static readonly string[] Types = ["temporaryLimit", "suspension", "ban"];
    private static readonly string[] Words = ["clear", "limited", "suspended", "banned"];

    [Fact]
    public void Standing_is_what_the_naive_model_says()
    {
        var step = from what in Gen.Choose(0, 10) from which in Gen.Choose(0, 99) from body in Gen.Choose(0, 2) from amount in Gen.Choose(1, 200) select new Step(what, which, body, amount);
        Prop.ForAll(Arb.From(Gen.ArrayOf(step).Resize(40)), Agree).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static bool Agree(Step[] steps)
    {
        var (world, naive) = (new World(), new List<Measure>());
        foreach (var step in steps)
        {
            var before = World.Bodies.ToDictionary(b => b, world.StandingIn);
            Take(step, world, naive);
            foreach (var body in World.Bodies)
            {
                world.StandingIn(body).ShouldBe(Naive(naive, body, world.Now), $"{body} after {step}");
                if (step.What >= Harmless || (step.What is 3 or 4 && body != World.Bodies[step.Body]))
                {
                    Array.IndexOf(Words, world.StandingIn(body)).ShouldBeLessThanOrEqualTo(Array.IndexOf(Words, before[body]), $"{body} did nothing, and {step} made it harder there");
                }
            }
        }

        return true;
    }

    private static void Take(Step step, World world, List<Measure> naive)
    {
        var body = World.Bodies[step.Body];
        if (step.What == 0 || naive.Count == 0)
        {
            var everywhere = step.Which % 5 == 0;
            var id = world.Impose(Guid.NewGuid(), everywhere ? "orrery" : body, Types[step.Amount % 3], step.Amount, everywhere);
            naive.Add(new Measure(id, everywhere ? [.. World.Bodies] : [body], everywhere, Types[step.Amount % 3], world.Now, world.Now.AddDays(step.Amount)));
            return;
        }

        var measure = naive[step.Which % naive.Count];
        switch (step.What)
        {
            case 1 or 2:
                world.Release(measure.Id);
                measure.Released |= !measure.Over(world.Now);
                break;
            case 3:
                world.Answer(measure.Id, body, NoticeState.Adopted);
                if (measure.Answerable(body, world.Now))
                {
                    measure.Bodies.Add(body);
                    measure.Answered.Add(body);
                }

                break;
            case 4:
                world.Answer(measure.Id, body, NoticeState.Declined);
                if (measure.Answerable(body, world.Now))
                {
                    measure.Answered.Add(body);
                }

                break;
            case 5:
                world.End(measure.Id);
                measure.Ended = true;
                break;
            case 6:
                world.Overturn(measure.Id, SanctionState.Mistaken);
                measure.Ended = true;
                break;
            case 7:
                world.Overturn(measure.Id, SanctionState.Overturned);
                measure.Overturn(world.Now);
                break;
            case 8:
                world.Redecide(measure.Id, body, keep: step.Amount % 2 == 0);
                measure.Redecide(body, keep: step.Amount % 2 == 0, world.Now);
                break;
            case 9:
                world.Shorten(measure.Id, world.Now.AddDays(step.Amount / 2.0));
                measure.Shorten(world.Now.AddDays(step.Amount / 2.0), world.Now);
                break;
            default:
                world.Pass(step.Amount);
                break;
        }
    }

    private static string Naive(List<Measure> measures, string body, DateTimeOffset now)
    {
        var worst = "clear";
        foreach (var (type, word) in (ValueTuple<string, string>[])[("temporaryLimit", "limited"), ("suspension", "suspended"), ("ban", "banned")])
        {
            worst = measures.Any(m => m.Type == type && m.HoldsIn(body, now)) ? word : worst;
        }

        return worst;
    }

    private sealed record Step(int What, int Which, int Body, int Amount);

    private sealed class Measure(Guid id, HashSet<string> bodies, bool everywhere, string type, DateTimeOffset from, DateTimeOffset until)
    {
        public Guid Id => id;

        public HashSet<string> Bodies => bodies;

        public HashSet<string> Answered { get; } = [];

        public string Type => type;

        public bool Released { get; set; }

        public bool Ended { get; set; }

        private DateTimeOffset? overturned;
        private readonly HashSet<string> anew = [];
        private readonly HashSet<string> kept = [];

        public bool Over(DateTimeOffset now) => Ended || overturned is not null || until <= now;

        public void Shorten(DateTimeOffset end, DateTimeOffset now) => until = Over(now) || end > until ? until : end;

        public void Overturn(DateTimeOffset now)
        {
            if (!Over(now))
            {
                overturned = now;
                anew.UnionWith(Released && !everywhere ? Answered.Intersect(Bodies) : []);
            }
        }

        public void Redecide(string body, bool keep, DateTimeOffset now)
        {
            if (now < overturned + TimeSpan.FromDays(7) && anew.Remove(body) && keep)
            {
                kept.Add(body);
            }
        }

        /// <summary>Where it was decided while it stands; where it was adopted also for a week after it fell, and to its end if that body wants it so.</summary>
        public bool HoldsIn(string body, DateTimeOffset now) => Released && Bodies.Contains(body) && !Ended && until > now
            && (overturned is not { } fell || kept.Contains(body) || (anew.Contains(body) && now < fell.AddDays(7)));

        public bool Answerable(string body, DateTimeOffset now) => !everywhere && !Over(now) && !Bodies.Contains(body) && !Answered.Contains(body) && now < from.AddDays(7);
    }
}
