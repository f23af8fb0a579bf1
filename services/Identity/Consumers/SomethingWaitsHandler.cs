using Coc.Contracts;
using Coc.EventStore;
using Coc.Identity.Accounts;
using Coc.Identity.Storing;
using Coc.Mailing;
using Coc.Platform.Messaging;

namespace Coc.Identity.Consumers;

/// <summary>Notes what may wait, with the inbox row; nobody is asked anything here, so that no dead service and no dead mail server holds messages up.</summary>
internal sealed class SomethingWaitsHandler(AccountsDb db, MailSwitch mail, TimeProvider time) : IHandle<SomethingWaits>
{
    private const string Note =
        "insert into app.awaited (kind, thing, service, body, guard, due, next) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing";

    public async Task HandleAsync(SomethingWaits message, Delivery delivery, CancellationToken cancellationToken)
    {
        if (!mail.IsOn || message.Things.Count == 0)
        {
            return;
        }

        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await StoredStatements.RunAsync(
            db,
            [
                delivery.Inbox(now),
                .. message.Things.Select(t => new StoreStatement(
                    "", Note, t.Kind, t.Thing, message.Service, message.Origin.Body, message.Origin.Stream, t.From.ToUniversalTime(), now)),
            ],
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
