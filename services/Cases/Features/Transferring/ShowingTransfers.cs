using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.Transferring;

/// <summary>
/// <c>POST /internal/transfers/visible</c>: which transfers exist for a seat of a body that has, or had, the case: for whom the case exists there, also where only the notice-level record is
/// left; <c>POST /internal/transfers/visible/working</c>: and on which of them the seat may work, because it takes part there in what decides (R27).
/// <c>POST /internal/transfers/{transfer}/joinable</c>: which of the asker's own cases it may be taken into.
/// </summary>
internal static class ShowingTransfers
{
    private const int Most = 1000;

    public static void MapShowingTransfers(this RouteGroupBuilder transfer) => transfer.MapPost("joinable", JoinableAsync);

    public static void MapVisibleTransfers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/internal/transfers/visible").For(CallerKind.Service).ExcludeFromDescription();
        group.MapPost("", (HttpContext context, CaseFinder finder) => VisibleAsync(context, finder, _ => true));
        group.MapPost("working", (HttpContext context, CaseFinder finder) => VisibleAsync(context, finder, seat => seat.MayDecide));
    }

    private static async Task<IResult> VisibleAsync(HttpContext context, CaseFinder finder, Func<PanelSeat, bool> may)
    {
        context.OnlyFor("liaison");
        var question = await context.ReadAsync<VisibleQuestion>();
        List<TicketSeat> seats = [.. question.Seats.Where(s => Caller.Decides(s.Role)).Select(s => new TicketSeat(s.Seat, s.Body, s.Role, false))];
        var found = await finder.OfBodiesAsync("transfer", [.. seats.Select(s => s.Body)], [.. question.Ids.Take(Most)], context.RequestAborted);
        return Results.Json(new VisibleAnswer([.. found.Where(f => CaseWall.Exists(f.State, seats) is { } seat && may(seat)).Select(f => f.Thing).Distinct()]), Json.Options);
    }

    private static async Task<IResult> JoinableAsync(HttpContext context, Guid transfer, CaseFinder finder)
    {
        context.OnlyFor("liaison");
        var asked = await context.ReadAsync<JoinableQuestion>();
        var (_, sender) = await AnsweringTransfers.FindAsync(finder, transfer, context.RequestAborted);
        List<TicketSeat> seats = [new(asked.Seat, asked.Body, asked.Role, false)];
        var known = await finder.OfBodiesAsync("person", [asked.Body], [.. sender.Subjects.Select(s => s.Person)], context.RequestAborted);
        var cases = known.Select(k => k.State).DistinctBy(s => s.Id).Where(s => CaseWall.Exists(s, seats) is not null && Joining.Refused(sender, s, asked.Seat) is null);
        return Results.Json(new JoinableAnswer([.. cases.Select(s => new JoinableCase(s.Id, s.CodeName))]), Json.Options);
    }
}
