using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Coc.Gateway.Asking;
using Coc.Gateway.Routing;
using Coc.Platform.Configuration;
using Coc.Platform.Http;

namespace Coc.Gateway.Limiting;

/// <summary>How much one address may do and send without signing in, and how often it may guess.</summary>
internal sealed class Limits : IDisposable
{
    /// <summary>Evidence of 25 MB with its envelope.</summary>
    public const long LargestBody = 27L * 1024 * 1024;

    private const int WriteSeconds = 60;
    private const int GuessSeconds = 60;

    // All the files one report may hold, and some; within an hour.
    private const int BodyKibibytes = 300 * 1024;
    private const int BodySeconds = 3600;
    private const int Segments = 6;

    // A plea for help is let in also from where somebody filled the hour with files.
    private const long SmallBody = 16 * 1024;

    private readonly PartitionedRateLimiter<IPAddress> bodies;
    private readonly PartitionedRateLimiter<IPAddress> writes;
    private readonly PartitionedRateLimiter<IPAddress> guesses;

    private readonly Visits visits;

    public Limits(ServiceSettings settings, Visits visits)
    {
        this.visits = visits;
        writes = PerAddress(settings.Demo ? 1_000_000 : 60, WriteSeconds);
        guesses = PerAddress(settings.Demo ? 3_000 : 20, GuessSeconds);
        bodies = PerAddress(settings.Demo ? 1_000_000_000 : BodyKibibytes, BodySeconds);
    }

    /// <summary>Lets a request in, or not.</summary>
    /// <exception cref="ProblemException">429 with Retry-After</exception>
    public void Admit(HttpContext context, Way way, Credential credential)
    {
        if (Guessing(way, credential) && !Free(guesses, context, 0))
        {
            throw new ProblemException(Problems.TooManyRequests(GuessSeconds));
        }

        // A private code is no sign-in: whoever files a report has one.
        if (credential.Kind is CredentialKind.None or CredentialKind.Receipt or CredentialKind.Room && !HttpMethods.IsGet(context.Request.Method) && !Free(writes, context, 1))
        {
            throw new ProblemException(Problems.TooManyRequests(WriteSeconds));
        }

        if (credential.Kind is CredentialKind.None or CredentialKind.Receipt or CredentialKind.Room or CredentialKind.Signature && Kibibytes(context.Request) is > 0 and var size && !Free(bodies, context, size))
        {
            throw new ProblemException(Problems.TooManyRequests(BodySeconds / Segments));
        }
    }

    /// <summary>What a body counts; one whose length is not told counts as the largest.</summary>
    private static int Kibibytes(HttpRequest request) =>
        request.ContentLength is { } length ? length <= SmallBody ? 0 : (int)((length + 1023) / 1024)
        : request.Headers.TransferEncoding.Count > 0 ? (int)(LargestBody / 1024)
        : 0;

    /// <summary>Counts an answer that says the code, key or password was wrong.</summary>
    public void Count(HttpContext context, Way way, Credential credential)
    {
        if (context.Response.StatusCode is 401 or 404 && Guessing(way, credential))
        {
            Free(guesses, context, 1);
        }
    }

    public void Dispose()
    {
        writes.Dispose();
        guesses.Dispose();
        bodies.Dispose();
    }

    // Something secret is shown: a code or key in a header, or a password, token or code in the body of the routes that do not look at a sign-in.
    private static bool Guessing(Way way, Credential credential) =>
        credential.Kind is CredentialKind.Receipt or CredentialKind.Room or CredentialKind.ApiKey or CredentialKind.Signature || (!way.SignIn && way.Credential is null);

    private bool Free(PartitionedRateLimiter<IPAddress> limiter, HttpContext context, int permits)
    {
        using var lease = limiter.AttemptAcquire(Household(visits.AddressOf(context)), permits);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<IPAddress> PerAddress(int permits, int seconds) => PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetSlidingWindowLimiter(address, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = permits, Window = TimeSpan.FromSeconds(seconds), SegmentsPerWindow = Segments, QueueLimit = 0,
        }));

    // One household or server has a whole /64 of IPv6.
    private static IPAddress Household(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
