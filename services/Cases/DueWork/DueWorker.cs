using System.Diagnostics;
using Coc.Cases.Domain;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Cases.DueWork;

/// <summary>
/// Does what is due on the domain's clock: conflict answers that did not come, written windows that end, cases nobody took up, transfers nobody offered, offers nobody answered, joint handling nobody chose, summaries owed, keys that are to be destroyed.
/// A row is leased first, so that another process passes it by and a dead one's work is taken up again.
/// </summary>
internal sealed partial class DueWorker(
    [FromKeyedServices(ServiceHost.DaemonDatabase)] NpgsqlDataSource daemon, CaseExecutor executor, IEventStore store, KeyDestroyer keys, StepUpper steps, DueOffers offers, TransferClock transfers, PendingEmergencies emergencies, EarlyProgress early, DomainClock clock, TimeProvider time,
    ILogger<DueWorker> logger) : BackgroundService
{
    private const string Lease =
        """
        update app.due d set taken_until = $2 + interval '30 seconds'
        from (select tenant_id, case_id, kind, thing from app.due where at <= $1 and (taken_until is null or taken_until < $2) order by at limit 20 for update skip locked) n
        where d.tenant_id = n.tenant_id and d.case_id = n.case_id and d.kind = n.kind and d.thing = n.thing
        returning d.tenant_id, d.case_id, d.kind, d.thing
        """;

    private static readonly TimeSpan Polling = TimeSpan.FromMilliseconds(300);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Polling, time);
        do
        {
            try
            {
                // After a jump of the clock much is due at once: go on until nothing is.
                while (await TakeAsync(stoppingToken) is { Count: > 0 } taken)
                {
                    await Task.WhenAll(taken.GroupBy(d => d.Case).Select(ofOneCase => DoAllAsync(ofOneCase, stoppingToken)));
                }

                await emergencies.ApplyAsync(stoppingToken);
                await early.ApplyAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e.GetType().Name); // the lease runs out and it is tried again
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<IReadOnlyList<Due>> TakeAsync(CancellationToken cancellationToken)
    {
        await using var command = daemon.CreateCommand(Lease);
        command.Parameters.AddWithValue(clock.GetUtcNow());
        command.Parameters.AddWithValue(time.GetUtcNow());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var taken = new List<Due>();
        while (await reader.ReadAsync(cancellationToken))
        {
            taken.Add(new(new(reader.GetString(0), reader.GetGuid(1)), reader.GetString(2), reader.GetGuid(3)));
        }

        return taken;
    }

    private async Task DoAllAsync(IEnumerable<Due> dues, CancellationToken cancellationToken)
    {
        foreach (var due in dues)
        {
            await DoAsync(due, cancellationToken);
        }
    }

    private async Task DoAsync(Due due, CancellationToken cancellationToken)
    {
        if (due.Kind == CaseDue.DestroyKeys)
        {
            await DestroyKeysAsync(due, cancellationToken);
            return;
        }

        if (due.Kind is SteppingUp.NobodyLeft or SteppingUp.NoFirstAnswer or SteppingUp.NotAcknowledged or SteppingUp.StatusMissed or SteppingUp.Notice)
        {
            await steps.DoAsync(due.Case, cancellationToken);
            return;
        }

        if (due.Kind == Transferring.Overdue)
        {
            await offers.DoAsync(due.Case, cancellationToken);
            return;
        }

        if (due.Kind == Returning.Unsettled)
        {
            await transfers.ConfirmAsync(due.Case, due.Thing, cancellationToken);
            return;
        }

        if (due.Kind is Disputing.Reminder or Disputing.Unanswered or Disputing.Unsettled)
        {
            await transfers.DoAsync(due.Case, due.Thing, cancellationToken);
            return;
        }

        var outcome = await RunAsync(due, now => CommandOf(due, now), cancellationToken);
        // It is decided first, then destroyed, then noted: a crash between them is made good, and what is written to the person later is not destroyed with it.
        if (due.Kind == DataRequests.Erase && outcome.State.DataRequests.FirstOrDefault(r => r.Id == due.Thing) is { ErasedAt: not null, KeyDestroyed: false } erased)
        {
            await keys.DestroyAsync(outcome.State, erased.Party, DataRequests.OwnersOf(outcome.State, erased), cancellationToken);
            await RunAsync(due, now => new CaseCommand.NoteKeyDestroyed(now, due.Thing), cancellationToken);
        }
        else if (due.Kind == ErasingIdentities.Erase && outcome.State.SubjectOf(due.Thing) is { IdentityErasedAt: not null, IdentityKeysDestroyed: false })
        {
            await keys.DestroyAsync(outcome.State, due.Thing, [.. Merging.Everybody(outcome.State, due.Thing).Select(Texts.IdentityOf)], cancellationToken);
            await RunAsync(due, now => new CaseCommand.NoteIdentityKeysDestroyed(now, due.Thing), cancellationToken);
        }

        LogDone(due.Kind, due.Case.Id);
    }

    private Task<CaseOutcome> RunAsync(Due due, Func<DateTimeOffset, CaseCommand> command, CancellationToken cancellationToken)
    {
        var correlation = Ids.New();
        return executor.ExecuteAsync(
            new CaseWork(due.Case, now => new EventContext(now, correlation, null, "system", TraceParent: Activity.Current?.Id), (_, now) => ValueTask.FromResult(command(now))), cancellationToken);
    }

    private static CaseCommand CommandOf(Due due, DateTimeOffset now) => due.Kind switch
    {
        "writtenWindow" => new CaseCommand.EndWindow(now, due.Thing),
        Screening.Reminder => new CaseCommand.RemindSeat(now, due.Thing),
        Consenting.WindowEnds => new CaseCommand.EndConsentWindow(now),
        ErasingIdentities.Erase => new CaseCommand.EraseIdentity(now, due.Thing),
        DataRequests.Due or DataRequests.Erase => new CaseCommand.PassDataTime(now, due.Thing),
        Mediating.Due => new CaseCommand.PassMediationTime(now, due.Thing),
        Agreeing.Due => new CaseCommand.PassStepTime(now, due.Thing),
        HandingOn.Due => new CaseCommand.PassTurn(now),
        Clocks.Breach => new CaseCommand.PassClock(now),
        Lending.Due => new CaseCommand.PassCoDeciderTime(now),
        Engaging.Due => new CaseCommand.PassEngagementTime(now, due.Thing),
        UrgentLadder.Rung => new CaseCommand.ClimbLadder(now),
        Jointly.Acted or Jointly.Unchosen or Jointly.Reminder or Jointly.Late => new CaseCommand.PassJointTime(now),
        _ => new CaseCommand.GiveUpOnSeat(now, due.Thing),
    };

    // The former owner's copy becomes unreadable; the events stay and still verify. First the stream says so and takes no more events: whoever was giving the case back at this moment
    // meets that, or was faster, and then nothing is destroyed.
    private async Task DestroyKeysAsync(Due due, CancellationToken cancellationToken)
    {
        var correlation = Ids.New();
        var ended = await executor.ExecuteAsync(
            new CaseWork(
                due.Case, now => new EventContext(now, correlation, null, "system", TraceParent: Activity.Current?.Id),
                (_, now) => ValueTask.FromResult<CaseCommand>(new CaseCommand.EndRecallWindow(now)))
            {
                Also = (_, _) => [StreamArchive.Close(due.Case)],
            },
            cancellationToken);
        if (!ended.State.WindowEnded)
        {
            return;
        }

        await keys.DestroyAllAsync(ended.State, cancellationToken);
        await store.AppendAsync(
            new Append([], new EventContext(clock.GetUtcNow(), Ids.New()))
            {
                Statements = [new StoreStatement(due.Case.Tenant, "delete from app.due where tenant_id = $1 and case_id = $2 and kind = $3", due.Case.Tenant, due.Case.Id, due.Kind)],
            },
            cancellationToken);
        LogDone(due.Kind, due.Case.Id);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Due {Kind} of case {Case} is done")]
    private partial void LogDone(string kind, Guid @case);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Due work failed: {Kind}")]
    private partial void LogFailed(string kind);

    private sealed record Due(StreamKey Case, string Kind, Guid Thing);
}
