using Coc.Benchmarks.Measuring;

namespace Coc.Benchmarks.EventStore;

/// <summary>How thoroughly to measure: quick looks whether everything works, the other is what a table is made of.</summary>
internal sealed record Pace(int Repeats, int Slices, TimeSpan Slice, int CatchUp, int Rebuild, int Filler)
{
    public static Pace Quick { get; } = new(1, 2, TimeSpan.FromSeconds(0.25), 20_000, 50_000, 200_000);

    public static Pace Thorough { get; } = new(5, 2, TimeSpan.FromSeconds(0.5), 100_000, 1_000_000, 2_000_000);

    public Contest Contest(int workers) => new(workers, Repeats, Slices, Slice);
}
