using Coc.Contracts.Cases;
using Coc.EventStore;
using Coc.Platform.Messaging;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Consumers;

/// <summary>
/// No violation was found (P19): Intake hears which of a report's subjects that is, and the registry lets the person go unless another case still needs them, or anything was ever imposed on them and not overturned.
/// </summary>
internal sealed class IdentityErasedHandler(Streams streams, PersonsInUse inUse, PersonRegistry registry, IEventStore store, MessageRunner runner) : IHandle<IdentityErased>
{
    public Task HandleAsync(IdentityErased message, Delivery delivery, CancellationToken cancellationToken) => runner.RunAsync(
        delivery,
        async (changes, now) =>
        {
            await StatementsAsync(changes, message, cancellationToken);
            await LetGoAsync(changes, message, delivery, cancellationToken);
        },
        cancellationToken);

    private async Task StatementsAsync(Changes changes, IdentityErased message, CancellationToken cancellationToken)
    {
        foreach (var stream in await store.ReadAsync([.. message.Reports.Select(Streams.Identification)], cancellationToken))
        {
            if (stream.Events.Select(e => e.Data).OfType<ReportSubjectsIdentified>().FirstOrDefault() is { } identified
                && identified.Subjects.Where(s => s.Person == message.Person).Select(s => s.Index).ToList() is { Count: > 0 } positions)
            {
                changes.Add(stream.Key, Streams.IdentificationType, stream.Version, [new ReportSubjectsErased(identified.Report, positions)]);
            }
        }
    }

    private async Task LetGoAsync(Changes changes, IdentityErased message, Delivery delivery, CancellationToken cancellationToken)
    {
        // Whoever was found to be the same person is let go with them, or not at all.
        var together = await streams.PersonsAsync(await registry.TogetherAsync(message.Person, cancellationToken), cancellationToken);
        foreach (var person in together)
        {
            if (!person.State.Exists || await inUse.IsAsync(person.Key.Id, message.Case, delivery, cancellationToken))
            {
                return;
            }
        }

        foreach (var person in together)
        {
            // Destroyed first: repeated, it is destroyed already; noted first, a crash would leave it.
            await store.DestroyKeyAsync(person.Key, null, cancellationToken);
            foreach (var apart in await streams.PersonsAsync(person.State.Apart, cancellationToken))
            {
                await store.DestroyKeyAsync(apart.Key, PersonEvent.OwnerOf(person.Key.Id), cancellationToken);
                await store.DestroyKeyAsync(apart.Key, PersonEvent.Asking, cancellationToken);
            }

            changes.Add(person.Key, Streams.PersonType, person.Version, [new PersonEvent.PersonErased(message.Case)]);
            changes.Add(PersonRegistry.LetGo(person.Key.Id));
        }
    }
}
