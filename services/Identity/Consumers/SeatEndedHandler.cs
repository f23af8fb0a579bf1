using Coc.Contracts.Liaison;
using Coc.Identity.Accounts;
using Coc.Identity.Storing;
using Coc.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Coc.Identity.Consumers;

internal sealed class SeatEndedHandler(AccountsDb db, TimeProvider time) : IHandle<SeatEnded>
{
    public async Task HandleAsync(SeatEnded message, Delivery delivery, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await StoredStatements.RunAsync(db, [delivery.Inbox(time.GetUtcNow())], cancellationToken);
        await db.Memberships.Where(m => m.Seat == message.Seat).ExecuteDeleteAsync(cancellationToken);
        await db.BumpAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
