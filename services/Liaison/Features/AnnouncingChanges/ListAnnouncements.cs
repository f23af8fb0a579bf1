using Coc.Liaison.Domain;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Features.ConfirmingChanges;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Liaison.Features.AnnouncingChanges;

/// <summary><c>GET /api/bodies/{slug}/announcements</c>: changes of policy, seats and rota, wanted and made, newest first (P8); for the body's deciding seats, the admin and the auditor.</summary>
internal static class ListAnnouncements
{
    private const int Shown = 200;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/bodies/{slug}/announcements", async (string slug, HttpContext http, Wall wall, BodyHistory history) =>
        {
            var body = await wall.ReadingAsync(http.Caller(), slug, http.RequestAborted);
            var announced = await history.AnnouncedAsync(body.Slug, http.RequestAborted);
            return TypedResults.Ok(new Page<AnnouncementView>([.. announced.Reverse().Take(Shown).Select(AnnouncementView.Of)], null));
        }).For(CallerKind.Seat);
}

internal sealed record AnnouncementView(Guid Id, string Kind, string State, DateTimeOffset At, ProposerView? By, Guid? Seat, ProposerView? ConfirmedBy, DateTimeOffset? EffectiveFrom)
{
    public static AnnouncementView Of(Announcement a) => new(a.Id, a.Kind, a.State, a.At, Who(a.By), a.Seat, Who(a.ConfirmedBy), a.EffectiveFrom);

    private static ProposerView? Who(Asker? asker) => asker is null ? null : new(asker.Seat, asker.Role);
}
