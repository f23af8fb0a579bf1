using Coc.Platform.Http;
using Coc.Platform.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Coc.Mailing;

/// <summary>Sends what is due. A dead mail server delays mail and nothing else: nobody waits for this.</summary>
internal sealed partial class MailWorker(
    MailTable table, ILetterSource source, MailSettings settings, MailWatch watch, DomainClock clock, TimeProvider time, ILogger<MailWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);
    private static readonly TimeSpan[] Pauses = [.. new[] { 1, 5, 15, 60, 240 }.Select(m => TimeSpan.FromMinutes(m))];
    private static readonly TimeSpan OtherService = TimeSpan.FromSeconds(5);
    private DateTimeOffset forgot;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (!ProblemWriter.IsOutage(e) && e is not NpgsqlException)
                {
                    LogFailed(e.GetType().Name, e.StackTrace); // an outage of the database is told by others; what was taken is taken again when its lease ends
                }
            }

            await Task.Delay(Tick, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Everything that is due now.</summary>
    internal async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await table.BundleAsync(clock.GetUtcNow(), time.GetUtcNow(), cancellationToken);
        watch.Saw(await table.BacklogAsync(cancellationToken));
        if (time.GetUtcNow() >= watch.NotBefore)
        {
            var taken = await table.TakeAsync(time.GetUtcNow(), cancellationToken);
            if (taken.Count > 0 || watch.Trouble is not null)
            {
                await SendAsync(taken, cancellationToken);
            }
        }

        if (time.GetUtcNow() - forgot > TimeSpan.FromHours(1))
        {
            forgot = time.GetUtcNow();
            await table.ForgetAsync(forgot - Kept, cancellationToken);
        }
    }

    private async Task SendAsync(List<TakenMail> taken, CancellationToken cancellationToken)
    {
        var left = taken.Select(m => m.Id).ToHashSet();
        using var server = new MailServer(settings, time);
        try
        {
            await server.OpenAsync(cancellationToken);
            foreach (var mail in taken)
            {
                await SendAsync(server, mail, cancellationToken);
                left.Remove(mail.Id);
            }

            await server.CloseAsync(cancellationToken);
            if (watch.Worked())
            {
                LogWorksAgain();
            }
        }
        catch (MailServerAwayException e)
        {
            if (watch.Failed(e.Code, time.GetUtcNow()))
            {
                LogAway(e.Code, settings.Host, settings.Port, left.Count);
            }

            await table.PutOffAsync(left, counted: false, time.GetUtcNow(), cancellationToken);
        }
    }

    private async Task SendAsync(MailServer server, TakenMail mail, CancellationToken cancellationToken)
    {
        var news = await table.NewsAsync(mail.Id, cancellationToken);
        Judgement judged;
        try
        {
            judged = await source.JudgeAsync(mail.Recipient, news, cancellationToken);
        }
        catch (Exception e) when (ProblemWriter.IsOutage(e) && !cancellationToken.IsCancellationRequested)
        {
            // Nobody can say whether it may still be told: it waits for who knows.
            await table.PutOffAsync([mail.Id], counted: false, time.GetUtcNow() + OtherService, cancellationToken);
            return;
        }

        var now = time.GetUtcNow();
        await table.JudgedAsync(mail.Id, judged, now, cancellationToken);
        if (judged.Letter is not { } letter)
        {
            return;
        }

        try
        {
            await server.SendAsync(mail.Id, mail.Template, letter, cancellationToken);
            await table.SentAsync(mail.Id, [.. news.Select(n => n.Id).Except(judged.Settled).Except(judged.Later.Keys)], time.GetUtcNow(), cancellationToken);
        }
        catch (MailDeferredException)
        {
            await table.PutOffAsync([mail.Id], counted: true, now + Pauses[Math.Min(mail.Attempts, Pauses.Length - 1)], cancellationToken);
        }
        catch (MailRefusedException) when (mail.Attempts < Pauses.Length)
        {
            // "For good" is what servers also say that are set up wrongly: somebody has some hours to mend that.
            await table.PutOffAsync([mail.Id], counted: true, now + Pauses[mail.Attempts], cancellationToken);
        }
        catch (MailRefusedException e)
        {
            watch.Refused.Add(1);
            LogRefused(mail.Template, mail.Recipient, e.Code);
            await table.RefusedAsync(mail.Id, e.Code, now, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The mail server {Host}:{Port} is of no use ({Code}); {Count} mails wait and go by themselves: docs/operations.md, Mail")]
    private partial void LogAway(string code, string host, int port, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail goes out again")]
    private partial void LogWorksAgain();

    [LoggerMessage(Level = LogLevel.Error, Message = "The mail server refused a mail ({Template}) to {Recipient} for good: {Code}. Is the address right?")]
    private partial void LogRefused(string template, Guid recipient, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail could not be worked off: {Kind}{Stack}")]
    private partial void LogFailed(string kind, string? stack);
}
