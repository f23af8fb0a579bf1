using System.Security.Cryptography;
using System.Text;
using Coc.Portal.Talking;
using Microsoft.Extensions.Caching.Memory;

namespace Coc.Portal.Signing;

/// <summary>
/// Exchanges a refresh token once, however many requests of one browser bring it at the same moment: it is good once, and a second use ends the session. The answer is kept for
/// the requests that were already on their way.
/// </summary>
internal sealed class Renewals : IDisposable
{
    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(30);
    private readonly MemoryCache answers = new(new MemoryCacheOptions());
    private readonly Lock gate = new();

    /// <summary>The next pair, or null when the session is over.</summary>
    public Task<SignedIn?> RenewAsync(Api api, string refreshToken)
    {
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(refreshToken)));
        lock (gate)
        {
            return answers.GetOrCreate(key, entry =>
            {
                entry.AbsoluteExpirationRelativeToNow = OnTheWay;
                return AskAsync(api, refreshToken, key);
            })!;
        }
    }

    public void Dispose() => answers.Dispose();

    // Not cancelled with the request that happened to be first.
    private async Task<SignedIn?> AskAsync(Api api, string refreshToken, string key)
    {
        try
        {
            return await api.SendAsync<SignedIn>(HttpMethod.Post, "/api/identity/refresh", new { refreshToken }, CancellationToken.None);
        }
        catch (RefusedException refused) when (refused.Refusal.Status == StatusCodes.Status401Unauthorized)
        {
            return null;
        }
        catch
        {
            answers.Remove(key); // nobody answered: the next request asks again
            throw;
        }
    }
}
