using System.Diagnostics;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Jurisdiction;
using Coc.Liaison.Directory;
using Coc.Liaison.Routing;

namespace Coc.Unit.Liaison;

/// <summary>Explaining jurisdiction for one report takes under 1 ms of processor time, however large the directory: it looks at the bodies concerned only.</summary>
public sealed class JurisdictionSpeedTests
{
    [Fact]
    public void With_ten_seats_in_each_of_a_thousand_bodies()
    {
        var bodies = Enumerable.Range(0, 1000).Select(Body).ToList();
        var foundation = new BodyEntry("orrery", 1, Body(5000).State with { Profile = new("orrery", "Orrery", "foundation", "own", "orrery", "meridian") });
        Explain(0);

        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        for (var i = 0; i < bodies.Count; i++)
        {
            Explain(i);
        }

        process.Refresh();
        (process.TotalProcessorTime - before).ShouldBeLessThan(TimeSpan.FromMilliseconds(bodies.Count));

        void Explain(int i) => Jurisdiction.Evaluate(new Concerned(foundation, null, [bodies[i]]).Facts(GivenBody.Now, GivenBody.Now, new HashSet<Guid>())).Rules.Count.ShouldBe(12);
    }

    private static BodyEntry Body(int number)
    {
        var slug = $"body-{number}";
        var state = BodyState.Evolve(BodyState.Nothing, new BodyEvent.BodyAdded(new(slug, slug, "project", "own", "orrery", "meridian")));
        state = BodyState.Evolve(state, new BodyEvent.PolicySet(slug, 1, GivenBody.Now.AddYears(-1), new()));
        for (var i = 0; i < 10; i++)
        {
            state = BodyState.Evolve(state, new BodyEvent.SeatFilled(
                slug, GivenBody.Id($"{slug}-{i}"), GivenBody.Id($"{slug}-account-{i}"), GivenBody.Terms($"s{i}", "member", "", false, "elected"), GivenBody.Now.AddDays(-1)));
        }

        return new(slug, 1, state);
    }
}
