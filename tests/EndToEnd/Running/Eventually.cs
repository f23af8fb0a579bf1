using System.Diagnostics;

namespace Coc.EndToEnd.Running;

/// <summary>Asks again until the answer is there or the deadline has passed; then fails with the last answer.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    /// <summary>Says how the whole system is when something did not come.</summary>
    public static Func<Task<string>>? Witness { get; set; }

    /// <summary>Until <paramref name="ask"/> gives something.</summary>
    public static async Task<T> GetAsync<T>(string what, Func<Task<T?>> ask, TimeSpan? within = null, Func<string>? otherwise = null) where T : class
    {
        var watch = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(Pause);
        do
        {
            if (await ask() is { } answer)
            {
                return answer;
            }

            await pause.WaitForNextTickAsync();
        }
        while (watch.Elapsed < (within ?? Deadline));

        throw new TimeoutException($"Waited {watch.Elapsed.TotalSeconds:0} s in vain for: {what}. {otherwise?.Invoke()} {(Witness is null ? "" : await Witness())}");
    }

    /// <summary>Until <paramref name="ask"/> says yes.</summary>
    public static Task TrueAsync(string what, Func<Task<bool>> ask, TimeSpan? within = null, Func<string>? otherwise = null) =>
        GetAsync(what, async () => await ask() ? what : null, within, otherwise);
}
