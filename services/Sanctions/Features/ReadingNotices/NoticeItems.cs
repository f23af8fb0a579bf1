using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Features.ReadingSanctions;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.ReadingNotices;

/// <summary>What other bodies decided and offer. Whom and what is shown after the seat's own conflict answer, what for when it asks (P18).</summary>
internal sealed record NoticeItem(
    Guid Id, Guid Sanction, Guid Person, string CodeName, string? Account, IReadOnlyList<string>? Accounts, string? Type, ScopeView Scope, DateTimeOffset From, DateTimeOffset? Until,
    string? Category, string Issuer, DateTimeOffset AnswerBy, string State, Guid? Copy, CorrectionView? Correction, OfferDigest? Digest);

/// <summary>What the notice told was wrong: for the seats that had opened it (P18).</summary>
/// <param name="Cause">overturned, mistaken (it was somebody else)</param>
internal sealed record CorrectionView(string Cause, DateTimeOffset At, bool Acknowledged);

internal sealed class NoticeItems(CodeNames codeNames, PersonRegistry persons)
{
    public async Task<IReadOnlyList<NoticeItem>> OfAsync(IReadOnlyList<Loaded<NoticeState>> notices, TicketSeat seat, CancellationToken cancellationToken)
    {
        var items = new List<NoticeItem>();
        foreach (var notice in notices)
        {
            var offered = notice.State.Offered!;
            var knows = notice.State.ConflictOf(seat.Id) == "none" && !notice.State.TellsNothing;
            string[] accounts = knows ? [.. (await persons.AccountsAsync(offered.Person, cancellationToken)).Select(a => a.Account)] : [];
            var adopted = notice.State.State is NoticeState.Adopted or NoticeState.Adapted or NoticeState.Redecide;
            items.Add(new NoticeItem(
                notice.Key.Id, offered.Sanction, offered.Person, (await codeNames.OfAsync(notice.Key.Tenant, [offered.Person], cancellationToken))[0],
                accounts.FirstOrDefault(), accounts.Length > 1 ? accounts : null, knows ? offered.Type : null, new ScopeView(new[] { offered.Receiver }, []), offered.Term.From,
                offered.Term.Until, knows && notice.State.KnowCategory.Contains(seat.Id) ? offered.Category : null, offered.Issuer, notice.State.AnswerBy ?? offered.AnswerBy, notice.State.State, adopted ? NoticeDecider.CopyOf(offered.Notice) : null,
                Of(notice.State, seat.Id), knows ? offered.Digest : null));
        }

        return items;
    }

    private static CorrectionView? Of(NoticeState notice, Guid seat) =>
        notice.Correction is { } sent && sent.Seats.Contains(seat) ? new(sent.Cause, sent.At, notice.Acknowledged.Contains(seat)) : null;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/bodies/{slug}/notices", ListAsync).For(CallerKind.Seat);

    private static async Task<IResult> ListAsync(string slug, string? state, HttpContext context, Wall wall, BodyDirectory directory, Finder finder, Streams streams, NoticeItems items)
    {
        var cancellationToken = context.RequestAborted;
        if (context.Caller().SeatIn(slug, "liaison") is not null && await directory.FindAsync(slug, cancellationToken) is not null)
        {
            var open = await finder.NoticesOfBodyAsync(slug, NoticeState.Open, 201, Guid.Empty, cancellationToken);
            return Results.Json(new { count = open.Count }, Json.Options); // a liaison forwards: how many, nothing of them
        }

        var acting = await wall.DecidingAsync(context.Caller(), slug, cancellationToken);
        if (state is not null)
        {
            new Check().OneOf(state, "state", NoticeState.Open, NoticeState.Adopted, NoticeState.Adapted, NoticeState.Declined, NoticeState.Lapsed, NoticeState.Withdrawn, NoticeState.Redecide).Throw();
        }

        var page = await Paging.Of(context).PageAsync<NoticeRow>(
            async from => await finder.NoticesOfBodyAsync(slug, state, from.Limit + 1, from.AfterId(), cancellationToken),
            rows => Task.FromResult(rows.Where(r => !r.Hard.Contains(acting.Seat.Id))),
            r => r.Key.Id.ToString());
        var shown = await items.OfAsync(await streams.NoticesAsync([.. page.Items.Select(r => r.Key)], cancellationToken), acting.Seat, cancellationToken);
        return Results.Json(new Page<NoticeItem>(shown, page.Next), Json.Options);
    }

}
