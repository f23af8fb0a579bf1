using Coc.Portal.Seats;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Coc.Portal.Features.Administering;

/// <summary>The door for who keeps the directory and for who checks the records. What only the command line offers is said with its command.</summary>
internal static class AdminRoutes
{
    private const int Newest = 200;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/admin", async (Api api, CancellationToken cancellationToken) =>
    {
        var me = await Me.AskAsync(api, cancellationToken);
        if (!me.IsAdmin && !me.IsAuditor)
        {
            throw new RefusedException(new Refusal(StatusCodes.Status404NotFound, "notFound"));
        }

        var heads = me.IsAuditor ? (await api.FindListAsync<Head>("/api/ledger/heads", cancellationToken, Newest))?.Items : null;
        return new RazorComponentResult<AdminPage>(new
        {
            Me = me, Heads = heads?.GroupBy(h => h.Service).Select(g => g.MaxBy(h => h.Number)!).OrderBy(h => h.Service, StringComparer.Ordinal).ToList(), Broken = heads?.Where(h => !h.Follows).ToList(),
        });
    });
}
