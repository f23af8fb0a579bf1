using Coc.EventStore;
using Coc.Identity.Features.ChoosingNotifications;
using Coc.Mailing;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Identity.Notifying;

/// <summary>Turns what may wait into news for those it waits for, each at the time they wish. Several processes may do it at once.</summary>
internal sealed partial class FanOut(
    NpgsqlDataSource database, Audience audience, WishTable wishes, MailSwitch mail, DomainClock clock, TimeProvider time, ILogger<FanOut> logger) : BackgroundService
{
    // The lease: who cannot be asked now is asked again then.
    private const string Taking =
        """
        update app.awaited a set next = $2 + interval '5 seconds' from (
          select kind, thing from app.awaited where due <= $1 and next <= $2 order by due limit 50 for update skip locked) n
        where a.kind = n.kind and a.thing = n.thing returning a.kind, a.thing, a.service, a.body, a.guard
        """;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(300);

    /// <summary>The same thing and person give the same id, however often it is told.</summary>
    public static Guid IdOf(Guid thing, Guid account) => Ids.V5(thing, $"mail:{account}");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        do
        {
            try
            {
                foreach (var thing in await TakeAsync(stoppingToken))
                {
                    await SpreadAsync(thing, stoppingToken);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (!ProblemWriter.IsOutage(e) && e is not NpgsqlException)
                {
                    LogFailed(e.GetType().Name, e.StackTrace);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SpreadAsync(Awaited thing, CancellationToken cancellationToken)
    {
        var (urgent, accounts) = await audience.OfAsync(thing, cancellationToken) ?? (false, []);
        var (now, wanted) = (clock.GetUtcNow(), await wishes.OfAsync([.. accounts], cancellationToken));
        var batch = database.CreateBatch();
        foreach (var account in accounts)
        {
            if (wanted[account].DueAt(thing.Kind, urgent, now, mail.Collected) is { } due)
            {
                batch.Add([new News(IdOf(thing.Thing, account), account, MailTexts.Waiting, thing.Kind, thing.Thing, thing.Service, thing.Body, thing.Guard, urgent, due).Queue()], "");
            }
        }

        // One transaction: told to all of them, or to be told.
        await batch.Add("delete from app.awaited where kind = $1 and thing = $2", thing.Kind, thing.Thing).RunAsync(cancellationToken);
    }

    private Task<List<Awaited>> TakeAsync(CancellationToken cancellationToken) => database.CreateBatch().Add(Taking, clock.GetUtcNow(), time.GetUtcNow())
        .ListAsync(r => new Awaited(r.GetString(0), r.GetGuid(1), r.GetString(2), r.GetString(3), r.GetGuid(4)), cancellationToken);

    [LoggerMessage(Level = LogLevel.Error, Message = "For whom something waits could not be found out: {Kind}{Stack}")]
    private partial void LogFailed(string kind, string? stack);
}
