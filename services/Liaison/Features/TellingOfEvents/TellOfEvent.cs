using Coc.Contracts.Channel;
using Coc.Liaison.Features.HandlingReports;
using Coc.Liaison.Features.RegisteringEvents;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Liaison.Features.TellingOfEvents;

/// <summary><c>GET /internal/events/{slug}</c>: whose event it is and when, for Sanctions, which asks before it answers organisers (R59). How to reach them at night is none of its business.</summary>
internal static class TellOfEvent
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/internal/events/{slug}", async (string slug, HttpContext http, EventRegister register) =>
    {
        http.OnlyFor("sanctions");
        var (listed, _) = await register.FindAsync(slug, http.RequestAborted);
        return listed is null ? throw new ProblemException(Problems.NotFound) : TypedResults.Ok(new EventKnown(listed.Slug, listed.Producer, listed.From, listed.To, listed.Bodies));
    }).For(CallerKind.Service).ExcludeFromDescription();
}
