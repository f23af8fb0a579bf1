namespace Coc.Integration.Fixtures;

/// <summary>Looks again and again until something is so, with a deadline instead of a sleep.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task TrueAsync(Func<Task<bool>> holds, string otherwise, TimeSpan? within = null)
    {
        using var deadline = new CancellationTokenSource(within ?? Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (!await holds())
        {
            if (deadline.IsCancellationRequested)
            {
                throw new TimeoutException(otherwise);
            }

            await tick.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
