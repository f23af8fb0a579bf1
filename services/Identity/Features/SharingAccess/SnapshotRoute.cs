using System.Globalization;
using Coc.Contracts.Channel;
using Coc.Identity.Accounts;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Coc.Identity.Features.SharingAccess;

internal static class SnapshotRoute
{
    private const int LongestWait = 10;

    // A session that was not renewed for longer than a token lives has no living token; it comes back when it is refreshed.
    private static readonly TimeSpan Living = AccessTokens.Lifetime + TimeSpan.FromMinutes(1);

    public static void MapSnapshot(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/internal/snapshot", SnapshotAsync).For(CallerKind.Service).ExcludeFromDescription();

    private static async Task<IResult> SnapshotAsync(HttpContext context, AccountsDb db, AccessWatch watch, DomainClock clock, TimeProvider time)
    {
        var cancellationToken = context.RequestAborted;
        _ = long.TryParse(context.Request.Query["after"], CultureInfo.InvariantCulture, out var after);
        _ = int.TryParse(context.Request.Query["wait"], CultureInfo.InvariantCulture, out var wait);
        var change = watch.Next;
        var version = await VersionAsync(db, cancellationToken);
        if (version == after && wait > 0)
        {
            await db.Database.CloseConnectionAsync();
            await Task.WhenAny(change, Task.Delay(TimeSpan.FromSeconds(Math.Min(wait, LongestWait)), time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            version = await VersionAsync(db, cancellationToken); // asked in any case: an answer says that the database said so
        }

        var ahead = new ClockOffset((long)clock.Offset.TotalMilliseconds);
        if (version == after)
        {
            return Results.Ok(new AccessSnapshot(version, null, null, ahead));
        }

        // Read after the version: what is newer than it is only told twice. Terms that are over are told like all others: the gateway judges each at the moment it makes a ticket.
        var since = time.GetUtcNow() - Living;
        var sessions = await db.Sessions.Where(s => s.Revoked == null && s.Renewed > since).Select(s => new SessionEntry(s.Id, s.Account)).ToListAsync(cancellationToken);
        var accounts = sessions.Select(s => s.Account).Distinct().ToList();
        var seats = await db.Memberships.AsNoTracking().Where(m => accounts.Contains(m.Account)).OrderBy(m => m.Body).ThenBy(m => m.Seat).ToListAsync(cancellationToken);
        return Results.Ok(new AccessSnapshot(
            version, sessions,
            [.. seats.GroupBy(m => m.Account).Select(g => new MembershipEntry(g.Key, [.. g.Select(m => new HeldSeat(m.Seat, m.Body, m.Role, m.Chair, m.TermEnd))]))], ahead));
    }

    private static async Task<long> VersionAsync(AccountsDb db, CancellationToken cancellationToken) =>
        await db.Database.SqlQuery<long>($"""select version as "Value" from app.access_version where id = 1""").SingleAsync(cancellationToken);
}
