using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform.Messaging;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Sanctions.Consumers;

/// <summary>Two seats of a case say who it is (P22).</summary>
internal sealed class SubjectConfirmedHandler(ServiceChannel channel, PersonExecutor persons, PersonsInUse inUse, WrongLinks wrong, Registry.Finder finder, IEventStore store, DomainClock clock) : IHandle<SubjectConfirmed>
{
    public async Task HandleAsync(SubjectConfirmed message, Delivery delivery, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var changes = new Changes();
        var agreed = await channel.GetAsync<SubjectAccounts>("cases", $"/internal/cases/{message.Case}/subjects/{message.Person}/accounts", delivery.Acting, cancellationToken);
        await persons.ConfirmAsync(changes, message.Person, message.Case, [.. (agreed?.Accounts ?? []).Select(BlindIndex.NormalAccount)], cancellationToken);
        if (agreed?.SplitFrom is { } from && agreed.Accounts.Count > 0 && !await inUse.IsAsync(from, message.Case, delivery, cancellationToken))
        {
            string[] theirs = [.. agreed.Accounts.Select(BlindIndex.NormalAccount)];
            await persons.SplitAsync(changes, from, message.Person, message.Case, theirs, cancellationToken);
            await wrong.CorrectAsync(changes, from, theirs, now, cancellationToken);
        }

        // What is in force already reaches the accounts that lead to the person from now on.
        changes.Add((await finder.ActiveOfAsync(message.Person, cancellationToken)).Select(a => Tables.ReadRows.Due(Effects.CatchUpDue, a.Key, now)));
        changes.Add(delivery.Inbox(now));
        await store.AppendAsync(changes.ToAppend(delivery.Context(now)), cancellationToken);
    }
}
