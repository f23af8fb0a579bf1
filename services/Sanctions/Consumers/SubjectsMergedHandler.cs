using Coc.Contracts.Cases;
using Coc.Platform.Messaging;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Consumers;

/// <summary>
/// Two persons of a case are one (R66): the accounts of the one lead to the other from now on, and what is in force of the other reaches them. Who is needed as somebody of their own, by another case or by what another decision
/// imposed, stays so: what is one for one committee is not yet one for all.
/// </summary>
internal sealed class SubjectsMergedHandler(Streams streams, PersonsInUse inUse, PersonRegistry registry, PersonJoiner joiner, MessageRunner runner) : IHandle<SubjectsMerged>
{
    public Task HandleAsync(SubjectsMerged message, Delivery delivery, CancellationToken cancellationToken) => runner.RunAsync(
        delivery,
        async (changes, now) =>
        {
            var persons = await streams.PersonsAsync([await registry.RootAsync(message.Person, cancellationToken), await registry.RootAsync(message.Into, cancellationToken)], cancellationToken);
            if (persons[0].Key != persons[1].Key && persons.All(p => p.State.Exists) && !await inUse.IsAsync(message.Person, message.Case, delivery, cancellationToken))
            {
                await joiner.JoinAsync(changes, persons[0], persons[1], message.Case, [], now, cancellationToken);
            }
        },
        cancellationToken);
}
