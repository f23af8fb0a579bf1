using System.Text.Json;
using Coc.Platform.Http;

namespace Coc.Portal.Talking;

/// <summary>Where a page goes on although the API did not do what it was asked.</summary>
internal static class Trying
{
    private static readonly Refusal Silence = new(StatusCodes.Status503ServiceUnavailable, "unavailable");

    /// <summary>Sends what somebody wrote; null when it was taken. Every reason why it was not comes back, so that the form is shown again with the words kept: also that their sign-in ended, or that nobody answered.</summary>
    public static async Task<Refusal?> SendAsync(Func<Task> send, CancellationToken cancellationToken)
    {
        try
        {
            await send();
            return null;
        }
        catch (RefusedException refused)
        {
            return refused.Refusal;
        }
        catch (Exception e) when (IsSilence(e, cancellationToken))
        {
            return Silence;
        }
    }

    /// <summary>Asks for something a page can do without; null when it is not there for this visitor or nobody answers.</summary>
    public static async Task<T?> ForAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken) where T : class
    {
        T? answer = null;
        var refused = await SendAsync(async () => answer = await ask(), cancellationToken);
        return refused is { Status: StatusCodes.Status401Unauthorized } ? throw new RefusedException(refused) : answer;
    }

    // Whoever went away is not told that nobody answered.
    private static bool IsSilence(Exception e, CancellationToken cancellationToken) => !cancellationToken.IsCancellationRequested && (ProblemWriter.IsOutage(e) || e is JsonException);
}
