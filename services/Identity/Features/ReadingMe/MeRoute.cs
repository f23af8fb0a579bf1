using Coc.Identity.Accounts;
using Coc.Identity.Sessions;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Coc.Identity.Features.ReadingMe;

/// <summary>A seat as far as Identity knows it; employer, accounts and terms are Liaison's.</summary>
internal sealed record MySeat(Guid Id, string Body, Guid Account, string Name, string Role, string Appointment, bool Chair, DateTimeOffset? TermEnd, int Order);

internal sealed record Me(Guid Id, string Name, IReadOnlyList<MySeat> Seats);

internal static class MeRoute
{
    public static void MapMe(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/identity/me", async (HttpContext context, AccountsDb db, DomainClock clock) =>
        {
            var id = context.Caller().Account;
            var name = await db.Users.Where(a => a.Id == id).Select(a => a.Name).SingleOrDefaultAsync(context.RequestAborted)
                ?? throw new ProblemException(Problems.SignInRequired);
            var seats = await db.Memberships.AsNoTracking().InForce(clock.GetUtcNow()).Where(m => m.Account == id).OrderBy(m => m.Body).ThenBy(m => m.Position).ThenBy(m => m.Seat)
                .Select(m => new MySeat(m.Seat, m.Body, id, name, m.Role, m.Appointment, m.Chair, m.TermEnd, m.Position)).ToListAsync(context.RequestAborted);
            return Results.Ok(new Me(id, name, seats));
        }).For(CallerKind.Seat).WithSummary("Who I am and the seats I hold now").Produces<Me>();
}
