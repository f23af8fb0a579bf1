using Coc.Portal.Talking;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Coc.Portal.Features.ReadingCases;

/// <summary>The parts of a case's page. All of it is read from the API as this visitor, and each reading is recorded there.</summary>
internal static class CaseRoutes
{
    private const int MostAtOnce = 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var one = routes.MapGroup("/cases/{id:guid}");
        one.MapGet("", OverviewAsync);
        one.MapPart<PeoplePage>(CaseTab.People);
        one.MapPart<PanelPage>(CaseTab.Panel);
        one.MapPart<MeasuresPage>(CaseTab.Measures);
        one.MapPart<LettersPage>(CaseTab.Letters);
        one.MapPart<NotebookPage>(CaseTab.Notebook);
        one.MapPart<ElsewherePage>(CaseTab.Elsewhere);
        one.MapPart<ThreadsPage>(CaseTab.Threads);
        one.MapGet(CaseTab.Timeline.Path, TimelineAsync);
        one.MapGet(CaseTab.Reads.Path, ReadsAsync);
        one.MapGet(CaseTab.DecisionRoom.Path, DecisionRoomAsync);
        one.MapGet("threads/open", OpenThreadsAsync);
        one.MapGet("threads/{report:guid}/identity", IdentityAsync);
        one.MapGet("people/rooms/{room:guid}", RoomAsync);
    }

    private static void MapPart<TPage>(this IEndpointRouteBuilder one, CaseTab tab) where TPage : IComponent =>
        one.MapGet(tab.Path, async (Guid id, HttpContext context, CaseDesk desk) => new RazorComponentResult<TPage>(new { Scene = await desk.OpenAsync(id, context.RequestAborted) }));

    private static async Task<IResult> OverviewAsync(Guid id, HttpContext context, CaseDesk desk)
    {
        var scene = await desk.LookAsync(id, context.RequestAborted);
        return scene.Case.HasGone ? new RazorComponentResult<GonePage>(new { Scene = scene }) : new RazorComponentResult<OverviewPage>(new { Scene = scene });
    }

    private static async Task<IResult> TimelineAsync(Guid id, string? cursor, HttpContext context, CaseDesk desk, Api api)
    {
        var scene = desk.OpenAsync(id, context.RequestAborted);
        var history = await api.GetAsync<HistoryShown>($"/api/cases/{id}/history?limit=100{After(cursor)}", context.RequestAborted);
        return new RazorComponentResult<TimelinePage>(new { Scene = await scene, History = history });
    }

    private static async Task<IResult> ReadsAsync(Guid id, string? cursor, HttpContext context, CaseDesk desk, Api api)
    {
        var scene = await desk.OpenAsync(id, context.RequestAborted);
        return new RazorComponentResult<ReadsPage>(new { Scene = scene, Reads = await api.GetAsync<ReadsShown>($"/api/cases/{id}/reads?limit=100{After(cursor)}", context.RequestAborted) });
    }

    private static async Task<IResult> DecisionRoomAsync(Guid id, HttpContext context, CaseDesk desk)
    {
        var scene = await desk.OpenAsync(id, context.RequestAborted);
        var (policy, now) = (desk.PolicyAsync(scene.Case.Body, context.RequestAborted), desk.NowAsync(context.RequestAborted));
        return new RazorComponentResult<DecisionRoomPage>(new { Scene = scene, Policy = await policy, Now = await now });
    }

    // Opening is recorded for each report; nothing else is opened than what was ticked.
    private static async Task<IResult> OpenThreadsAsync(Guid id, Guid[] report, HttpContext context, Visitor visitor, CaseDesk desk, Api api)
    {
        if (report.Length == 0)
        {
            return Results.Redirect($"{visitor.Base}cases/{id}/{CaseTab.Threads.Path}");
        }

        var scene = await desk.OpenAsync(id, context.RequestAborted);
        var reports = await Task.WhenAll(report.Distinct().Take(MostAtOnce).Select(r => api.GetAsync<ReportOpened>($"/api/cases/{id}/reports/{r}", context.RequestAborted)));
        return new RazorComponentResult<OpenedThreadsPage>(new { Scene = scene, Reports = (IReadOnlyList<ReportOpened>)reports });
    }

    private static async Task<IResult> IdentityAsync(Guid id, Guid report, HttpContext context, CaseDesk desk, Api api)
    {
        var scene = await desk.OpenAsync(id, context.RequestAborted);
        return new RazorComponentResult<IdentityPage>(new { Scene = scene, Identity = await api.GetAsync<IdentityOpened>($"/api/cases/{id}/reports/{report}/identity", context.RequestAborted) });
    }

    private static async Task<IResult> RoomAsync(Guid id, Guid room, HttpContext context, CaseDesk desk, Api api)
    {
        var scene = await desk.OpenAsync(id, context.RequestAborted);
        var opened = await api.GetAsync<RoomOpened>($"/api/cases/{id}/rooms/{room}", context.RequestAborted);
        return scene.Case.Rooms.FirstOrDefault(r => r.Id == room) is { } shown
            ? new RazorComponentResult<RoomPage>(new { Scene = scene, Shown = shown, Room = opened })
            : Results.NotFound();
    }

    private static string After(string? cursor) => string.IsNullOrEmpty(cursor) ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
}
