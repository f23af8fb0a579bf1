using Coc.Contracts.Cases;
using Coc.EventStore;
using Coc.Platform.Messaging;
using Coc.Platform.Time;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Consumers;

/// <summary>
/// Two persons of a case are one (R66): the accounts of the one lead to the other from now on, and what is in force of the other reaches them. Who is needed as somebody of their own, by another case or by what another decision
/// imposed, stays so: what is one for one committee is not yet one for all.
/// </summary>
internal sealed class SubjectsMergedHandler(Streams streams, PersonsInUse inUse, PersonRegistry registry, PersonJoiner joiner, IEventStore store, DomainClock clock) : IHandle<SubjectsMerged>
{
    private const int Attempts = 5;

    public async Task HandleAsync(SubjectsMerged message, Delivery delivery, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var now = clock.GetUtcNow();
            var changes = new Changes();
            var persons = await streams.PersonsAsync([await registry.RootAsync(message.Person, cancellationToken), await registry.RootAsync(message.Into, cancellationToken)], cancellationToken);
            if (persons[0].Key != persons[1].Key && persons.All(p => p.State.Exists) && !await inUse.IsAsync(message.Person, message.Case, delivery, cancellationToken))
            {
                await joiner.JoinAsync(changes, persons[0], persons[1], message.Case, [], now, cancellationToken);
            }

            changes.Add(delivery.Inbox(now));
            try
            {
                await store.AppendAsync(changes.ToAppend(delivery.Context(now)), cancellationToken);
                return;
            }
            catch (Exception e) when (attempt < Attempts && (e is StreamConflictException || Changes.IsOutrun(e)))
            {
                // A report named one of them at the same moment: asked again, Cases needs them. Or what is imposed on one of them changed.
            }
        }
    }
}
