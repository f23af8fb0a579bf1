using Coc.EventStore;
using Coc.Sanctions.Domain;

namespace Coc.Sanctions;

/// <summary>Accounts whose standing a transaction changes, for the feeds of the bodies in which it counts. Told by difference: what does not change there is not told.</summary>
/// <param name="Scopes">bodies, or <see cref="Standings.Everywhere"/></param>
/// <param name="Measure">that does it</param>
/// <param name="Cause">a word of <see cref="FeedCauses"/>; null: it began or was changed</param>
internal sealed record StandingChange(IReadOnlyList<string> Scopes, IReadOnlyList<byte[]> Accounts, Guid Measure, string? Cause)
{
    private bool Joins { get; init; }

    public static StandingChange Of(SanctionState state, IReadOnlyList<byte[]> accounts, string? cause) =>
        new([.. Standings.Of(state).Select(r => r.Tenant).Distinct()], accounts, state.Imposed!.Sanction, cause);

    /// <summary>A body is there from now on, or somebody else decides for all where it belongs.</summary>
    public static StandingChange Joined(string body) => new([body], [], Guid.Empty, null) { Joins = true };

    public IEnumerable<StoreStatement> Statements(DateTimeOffset now) => Joins
        ? Scopes.Select(s => new StoreStatement(s, "select app.tell_joined($1, $2)", s, now))
        : Accounts.Count == 0 ? []
        : Scopes.Select(s => new StoreStatement(s, "select app.tell_standings($1, $2, nullif($3, ''), $4, $5)", s, Accounts.ToArray(), Cause ?? "", Measure, now));
}
