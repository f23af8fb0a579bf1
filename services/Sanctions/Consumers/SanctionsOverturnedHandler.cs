using Coc.Contracts.Cases;
using Coc.Platform.Messaging;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Consumers;

/// <summary>An appeal (P15), or a second decision in the same case (R54), took these measures away: standing, orders and every copy follow.</summary>
internal sealed class SanctionsOverturnedHandler(Finder finder, SanctionExecutor sanctions, MessageRunner runner) : IHandle<SanctionsOverturned>
{
    /// <summary>A new decision about the same conduct holds instead: nobody found that there was no violation.</summary>
    private const string Superseded = "superseded";

    public async Task HandleAsync(SanctionsOverturned message, Delivery delivery, CancellationToken cancellationToken)
    {
        var rows = await finder.SanctionsAsync([.. message.Sanctions], cancellationToken);
        if (rows.Count < message.Sanctions.Count)
        {
            throw new InvalidOperationException("A measure of the first decision is not here yet."); // tried again soon
        }

        await runner.RunAsync(
            delivery,
            async (changes, now) =>
            {
                foreach (var row in rows)
                {
                    await sanctions.EndAsync(changes, row.Key, message.Outcome == Superseded ? Superseded : SanctionState.Overturned, now, cancellationToken);
                }
            },
            cancellationToken);
    }
}
