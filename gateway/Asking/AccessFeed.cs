using System.Text.Json;
using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Gateway.Asking;

/// <summary>Keeps <see cref="Access"/> current by asking Identity again and again; each question is held open until something changes.</summary>
internal sealed partial class AccessFeed(ServiceChannel channel, DomainClock clock, TimeProvider time, ILogger<AccessFeed> logger) : BackgroundService
{
    private static readonly TimeSpan Oldest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private volatile Access current = Access.Nothing;
    private volatile TaskCompletionSource changed = New();
    private long refreshed;
    private bool lost;

    /// <summary>What is known now.</summary>
    /// <exception cref="ProblemException">503 when it is older than 5 s: rather no access than access somebody has lost</exception>
    public Access Current => Fresh ? current : throw new ProblemException(Problems.Unavailable);

    public bool Fresh => Interlocked.Read(ref refreshed) is > 0 and var at && time.GetElapsedTime(at) <= Oldest;

    /// <summary>What is known once a version has come, or now if it does not come soon: a session is shown to be newer than our knowledge by its token.</summary>
    public async Task<Access> AtLeastAsync(long version, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(2));
        while (Current.Version < version)
        {
            var next = changed.Task;
            if (current.Version >= version)
            {
                break;
            }

            try
            {
                await next.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                break;
            }
        }

        return Current;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            limit.CancelAfter(LongestAnswer);
            try
            {
                await RefreshAsync(limit.Token);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonException or ProblemException or InvalidOperationException)
            {
                if (!Fresh && !lost)
                {
                    lost = true;
                    LogLost(e.GetType().Name);
                }

                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var known = current;
        var answer = await channel.GetAsync<AccessSnapshot>("identity", FormattableString.Invariant($"/internal/snapshot?after={known.Version}&wait=2"), "system:gateway", cancellationToken)
            ?? throw new HttpRequestException("Identity does not know this gateway.");
        if (answer.Clock is { } ahead)
        {
            clock.Offset = TimeSpan.FromMilliseconds(ahead.Milliseconds); // the gateway has no database to read it from
        }

        if (answer.Sessions is not null)
        {
            current = new Access(answer);
        }
        else if (answer.Version != known.Version)
        {
            throw new JsonException("A snapshot without content, of another version.");
        }

        Interlocked.Exchange(ref refreshed, time.GetTimestamp());
        if (lost)
        {
            lost = false;
            LogBack();
        }

        if (answer.Sessions is not null)
        {
            Interlocked.Exchange(ref changed, New()).TrySetResult();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Identity does not tell who is signed in: {Kind}")]
    private partial void LogLost(string kind);

    [LoggerMessage(Level = LogLevel.Information, Message = "Identity tells again who is signed in")]
    private partial void LogBack();
}
