using Coc.Contracts.Cases;
using Coc.Platform.Messaging;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Consumers;

/// <summary>It was somebody else (P22): what the case imposed is overturned, here and in every body that adopted it, and what was carried out is undone.</summary>
internal sealed class SubjectMistakenHandler(Finder finder, SanctionExecutor sanctions, MessageRunner runner) : IHandle<SubjectMistaken>
{
    public Task HandleAsync(SubjectMistaken message, Delivery delivery, CancellationToken cancellationToken) => runner.RunAsync(
        delivery,
        async (changes, now) =>
        {
            foreach (var sanction in await finder.SanctionsOfAsync(message.Case, message.Person, cancellationToken))
            {
                await sanctions.EndAsync(changes, sanction.Key, SanctionState.Mistaken, now, cancellationToken);
            }
        },
        cancellationToken);
}
