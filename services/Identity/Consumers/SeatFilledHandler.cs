using Coc.Contracts.Liaison;
using Coc.Identity.Accounts;
using Coc.Identity.Storing;
using Coc.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Coc.Identity.Consumers;

internal sealed class SeatFilledHandler(AccountsDb db, TimeProvider time) : IHandle<SeatFilled>
{
    public async Task HandleAsync(SeatFilled message, Delivery delivery, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await StoredStatements.RunAsync(db, [delivery.Inbox(time.GetUtcNow())], cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into app.memberships (seat, account, body, role, chair, appointment, position, term_end)
            values ({message.Seat}, {message.Account}, {message.Slug}, {message.Role}, {message.Chair}, {message.Appointment}, {message.Order}, {message.TermEnd})
            on conflict (seat) do update set account = excluded.account, body = excluded.body, role = excluded.role, chair = excluded.chair,
              appointment = excluded.appointment, position = excluded.position, term_end = excluded.term_end
            """,
            cancellationToken);
        await db.BumpAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
