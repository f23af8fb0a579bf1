using System.Diagnostics;

namespace Coc.Benchmarks.Measuring;

/// <summary>
/// How long single calls take, one after the other as people make them. The machine is shared: what others do on it shows first in the slow ones. So each round has a constant call
/// beside every measured one, and the round in which the constant call was steadiest is the one that counts. What was measured has no say in which. Nor has it in which calls are left out: those during which
/// the machine itself stood still (<see cref="MachinePace"/>).
/// </summary>
internal static class CalmRound
{
    private const int Calls = 300;
    private const int Rounds = 5;
    private const double Steady = 4;

    // What one read leaves to be written and published is not the next one's time.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(25);

    /// <summary>The times of each of the calls, and of the constant one in that round.</summary>
    public static async Task<(IReadOnlyList<Times> Measured, Times Constant)> MeasureAsync(Func<Task<HttpResponseMessage>> constant, IReadOnlyList<Func<Task<HttpResponseMessage>>> calls)
    {
        await ServiceProcesses.RestAsync(); // what was made for it is still on its way through the services
        Func<Task<HttpResponseMessage>>[] all = [constant, .. calls];
        await RoundAsync(all, TimeSpan.Zero); // services that have run for a while have compiled what they need
        await ServiceProcesses.RestAsync();
        var rounds = new List<IReadOnlyList<Times>>();
        do
        {
            rounds.Add(await RoundAsync(all, Breath));
        }
        while (rounds[^1][0].Unsteadiness > Steady && rounds.Count < Rounds);
        var calm = rounds.MinBy(r => r[0].Unsteadiness)!;
        return ([.. calm.Skip(1)], calm[0]);
    }

    private static async Task<IReadOnlyList<Times>> RoundAsync(Func<Task<HttpResponseMessage>>[] calls, TimeSpan breath)
    {
        var spans = calls.Select(_ => new List<(long From, long To)>(Calls)).ToList();
        using var pace = new MachinePace();
        for (var i = 0; i < Calls; i++)
        {
            for (var which = 0; which < calls.Length; which++)
            {
                await Task.Delay(breath);
                var from = Stopwatch.GetTimestamp();
                using var answer = await calls[which]();
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync();
                spans[which].Add((from, Stopwatch.GetTimestamp()));
            }
        }

        var disturbed = pace.Disturbances();
        var counting = spans.ConvertAll(s => s.FindAll(c => !disturbed(c.From, c.To)));
        Console.WriteLine($"  the machine stood still in {spans.Sum(s => s.Count) - counting.Sum(c => c.Count)} of {spans.Sum(s => s.Count)} calls");
        return [.. counting.Select(c => Times.Of([.. c.Select(s => Stopwatch.GetElapsedTime(s.From, s.To).TotalMilliseconds).Order()]))];
    }
}

/// <summary>Milliseconds: the middle one of many calls, and the one that only a hundredth of them exceeds.</summary>
internal sealed record Times(double Median, double P99)
{
    public double Unsteadiness => P99 / Median;

    public static Times Of(IReadOnlyList<double> sorted) => new(sorted[sorted.Count / 2], sorted[(int)(sorted.Count * 0.99)]);
}
