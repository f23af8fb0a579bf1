using Coc.EventStore;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions;

/// <summary>Accounts that turned out not to be a person's (P22): nothing that was ever imposed on the person counts for them, nor did; and who follows a feed hears that it was wrong.</summary>
internal sealed class StandingCorrections(Finder finder, Streams streams, PersonRegistry persons)
{
    public async Task CorrectAsync(Changes changes, Guid person, IReadOnlyList<string> accounts, CancellationToken cancellationToken)
    {
        byte[][] hashes = [.. accounts.Select(persons.HashOf)];
        var rows = hashes.Length == 0 ? [] : await finder.EverImposedOnAsync(person, cancellationToken);
        foreach (var sanction in await streams.SanctionsAsync([.. rows.Select(r => r.Key)], cancellationToken))
        {
            var change = StandingChange.Of(sanction.State, hashes, FeedCauses.Corrected);
            changes.Add(change.Scopes.Select(scope => new StoreStatement(
                scope, "delete from app.standing where tenant_id = $1 and source = $2 and account_hash = any ($3)", scope, sanction.Key.Id, hashes)));
            changes.Add(change);
        }
    }
}
