using Coc.Contracts.Ledger;
using Coc.EventMaintenance.Attesting;
using Coc.Ledger.Features.KeepingHeads;
using Coc.Platform.Configuration;
using Coc.Platform.Messaging;

namespace Coc.Ledger.Consumers;

/// <summary>Countersigns a service's head and keeps it. One that its service did not sign goes to the dead letters.</summary>
internal sealed class HeadPublishedHandler(HeadLog log, ServiceSettings settings, TimeProvider time) : IHandle<HeadPublished>
{
    public async Task HandleAsync(HeadPublished message, Delivery delivery, CancellationToken cancellationToken)
    {
        var head = SignedHead.Of(
            message.Service, message.Number, message.Sequence, message.Events, message.Streams, message.Root, message.SignedAt, message.PreviousHead, message.Key, message.Signature);
        if (!PublicKeys.FromFolder(settings.Signers).Verify(head))
        {
            throw new InvalidOperationException($"Head {message.Number} of {message.Service} is not signed by a key of that service.");
        }

        // PostgreSQL keeps microseconds; what is countersigned is what is kept.
        var now = time.GetUtcNow();
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        using var key = SigningKey.FromFile(settings.SigningKey);
        await log.AddAsync(head, now, key, delivery.Inbox(now), cancellationToken);
    }
}
