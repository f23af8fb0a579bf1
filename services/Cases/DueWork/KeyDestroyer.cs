using Coc.Cases.Domain;
using Coc.EventStore;

namespace Coc.Cases.DueWork;

/// <summary>Makes texts of a case unreadable for good, wherever the case put them.</summary>
internal sealed class KeyDestroyer(IEventStore store, CaseFinder finder)
{
    /// <summary>What belongs to somebody: in the case, in those that are a part of it, and in those that decided its appeals and had the file.</summary>
    /// <param name="thing">the report, room or person, by which those cases are found</param>
    /// <param name="owners">of the keys</param>
    public async Task DestroyAsync(CaseState state, Guid thing, IReadOnlyList<string> owners, CancellationToken cancellationToken)
    {
        var appeals = (await finder.OfThingsAsync([thing], cancellationToken)).Where(s => s.AppealOf is { } of && state.Appeals.Any(a => a.Id == of.Id)).Select(s => new StreamKey(s.Body, s.Id));
        foreach (var stream in (await WithLinkedAsync(state, cancellationToken)).Concat(appeals))
        {
            foreach (var owner in owners)
            {
                await store.DestroyKeyAsync(stream, owner, cancellationToken);
            }
        }
    }

    /// <summary>Everything of a case that went to another body.</summary>
    public async Task DestroyAllAsync(CaseState gone, CancellationToken cancellationToken)
    {
        foreach (var stream in await WithLinkedAsync(gone, cancellationToken))
        {
            await store.DestroyKeyAsync(stream, null, cancellationToken);
        }
    }

    // What was linked into a case is part of it (R64); itself last, because until then the work is due.
    private async Task<IReadOnlyList<StreamKey>> WithLinkedAsync(CaseState state, CancellationToken cancellationToken)
    {
        var streams = new List<StreamKey>();
        foreach (var linked in state.LinkedHere)
        {
            if (await finder.LoadAsync(new(state.Body, linked.Case), cancellationToken) is { Linked: { } into } own && into.Into == state.Id)
            {
                streams.AddRange(await WithLinkedAsync(own, cancellationToken));
            }
        }

        return [.. streams, new(state.Body, state.Id)];
    }
}
