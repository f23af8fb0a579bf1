namespace Coc.Integration.Faults;

/// <summary>What can be killed.</summary>
internal enum Target
{
    Writer,
    Relay,
    Consumer,
    Daemon,
    Postmaster,
    Backend,
    Broker,
}

/// <summary>In which order: random, but everybody gets his turn.</summary>
internal static class Targets
{
    private static readonly Target[] Twenty =
    [
        .. Enumerable.Repeat(Target.Writer, 4), .. Enumerable.Repeat(Target.Relay, 4), .. Enumerable.Repeat(Target.Consumer, 2), .. Enumerable.Repeat(Target.Daemon, 4),
        .. Enumerable.Repeat(Target.Postmaster, 2), .. Enumerable.Repeat(Target.Backend, 2), .. Enumerable.Repeat(Target.Broker, 2),
    ];

    public static IEnumerable<Target> InOrder(Random random, int kills)
    {
        for (var done = 0; done < kills; done += Twenty.Length)
        {
            var turn = Twenty.ToArray();
            random.Shuffle(turn);
            foreach (var target in turn.Take(kills - done))
            {
                yield return target;
            }
        }
    }
}
