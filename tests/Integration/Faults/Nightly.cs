namespace Coc.Integration.Faults;

/// <summary>How much is tried: a little in the ordinary run, a lot when COC_NIGHTLY is set. COC_SEED repeats what a failure printed.</summary>
internal static class Nightly
{
    private static bool Asked => Environment.GetEnvironmentVariable("COC_NIGHTLY") is { Length: > 0 };

    public static int Kills => Asked ? 200 : 20;

    public static int Schedules => Asked ? 2000 : 60;

    public static int Histories => Asked ? 300 : 12;

    public static int Seed => int.TryParse(Environment.GetEnvironmentVariable("COC_SEED"), out var given) ? given : Random.Shared.Next(1_000_000);
}
