using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Features.AnsweringNotices;

namespace Coc.Sanctions.Features.ReadingCategories;

/// <summary>
/// <c>POST /api/notices/{id}/category</c> → <c>{category?}</c>: what the measure was for, on demand of a seat that stated that it has no conflict, and on record (P18). 409 <c>conflictUnanswered</c> before that,
/// <c>conflictStated</c>, <c>corrected</c> where what the notice told was wrong.
/// </summary>
internal static class ReadCategory
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/notices/{id:guid}/category", HandleAsync).For(CallerKind.Seat);

    private static async Task<IResult> HandleAsync(Guid id, HttpContext context, NoticeDoor door, NoticeExecutor notices, CommandRunner runner)
    {
        var (key, seat) = await door.OpenAsync(context, id);
        return await runner.RunAsync(context, seat, async cancellationToken =>
        {
            var changes = new Changes();
            var notice = await notices.ReadCategoryAsync(changes, key, seat.Id, runner.Now, cancellationToken);
            return new Attempt(changes, () => Answer.Of(200, new CategoryView(notice.State.Offered!.Category)), notice.Incident);
        });
    }

    private sealed record CategoryView(string? Category);
}
