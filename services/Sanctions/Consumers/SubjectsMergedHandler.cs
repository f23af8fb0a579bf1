using Coc.Contracts.Cases;
using Coc.EventStore;
using Coc.Platform.Messaging;
using Coc.Platform.Time;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Consumers;

/// <summary>
/// Two persons of a case are one (R66): the accounts of the one lead to the other from now on, and what is in force of the other reaches them. Who is needed as somebody of their own, by another case or by what another decision
/// imposed, stays so: what is one for one committee is not yet one for all.
/// </summary>
internal sealed class SubjectsMergedHandler(Streams streams, PersonsInUse inUse, Finder finder, IEventStore store, DomainClock clock) : IHandle<SubjectsMerged>
{
    private const int Attempts = 5;

    public async Task HandleAsync(SubjectsMerged message, Delivery delivery, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var now = clock.GetUtcNow();
            var changes = new Changes();
            var persons = await streams.PersonsAsync([message.Person, message.Into], cancellationToken);
            if (persons.All(p => p.State.Exists) && !await inUse.IsAsync(message.Person, message.Case, delivery, cancellationToken))
            {
                changes.Add(persons[0].Key, Streams.PersonType, persons[0].Version, [new PersonEvent.PersonMerged(message.Case, message.Into)]);
                changes.Add(persons[1].Key, Streams.PersonType, persons[1].Version, [new PersonEvent.PersonTakenIn(message.Case, message.Person, PersonDecider.Mark(persons[0].State.Accounts))]);
                changes.Add(PersonRegistry.Led(message.Person, message.Into));
                changes.Add((await finder.ActiveOfAsync(message.Into, cancellationToken)).Select(a => Tables.ReadRows.Due(Effects.CatchUpDue, a.Key, now)));
            }

            changes.Add(delivery.Inbox(now));
            try
            {
                await store.AppendAsync(changes.ToAppend(delivery.Context(now)), cancellationToken);
                return;
            }
            catch (StreamConflictException) when (attempt < Attempts)
            {
                // A report named one of them at the same moment: asked again, Cases needs them.
            }
        }
    }
}
