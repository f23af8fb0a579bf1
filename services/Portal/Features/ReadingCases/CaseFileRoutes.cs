using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Coc.Portal.Features.ReadingCases;

/// <summary>Files of a case: the list, a file as it was sent or without what its program wrote into it, and keeping one from being opened.</summary>
internal static class CaseFileRoutes
{
    // Nothing in a file runs, shows or leads anywhere, whatever a browser makes of it.
    private const string Sandbox = "sandbox; default-src 'none'; frame-ancestors 'none'";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup($"/cases/{{id:guid}}/{CaseTab.Files.Path}");
        files.MapGet("", ListAsync);
        foreach (var copy in new[] { "original", "stripped" })
        {
            files.MapGet($"{{evidence:guid}}/{copy}", (Guid id, Guid evidence, HttpContext context, Api api) => GiveAsync(id, evidence, copy, context, api));
        }

        foreach (var act in new[] { "quarantine", "release" })
        {
            files.MapPost($"{{evidence:guid}}/{act}", (Guid id, Guid evidence, HttpContext context, Visitor visitor, Api api) => KeepAsync(id, evidence, act, context, visitor, api));
        }
    }

    private static async Task<IResult> ListAsync(Guid id, HttpContext context, CaseDesk desk, Api api)
    {
        var scene = await desk.OpenAsync(id, context.RequestAborted);
        return new RazorComponentResult<FilesPage>(new { Scene = scene, Files = (await api.GetAsync<FileList>($"/api/cases/{id}/evidence", context.RequestAborted)).Items });
    }

    private static async Task GiveAsync(Guid id, Guid evidence, string copy, HttpContext context, Api api)
    {
        using var file = await api.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/api/cases/{id}/evidence/{evidence}/{copy}"), null, null, context.RequestAborted);
        var (from, to) = (file.Content.Headers, context.Response.Headers);
        to.ContentSecurityPolicy = Sandbox;
        to.XContentTypeOptions = "nosniff";
        context.Response.ContentType = from.ContentType?.ToString() ?? "application/octet-stream";
        context.Response.ContentLength = from.ContentLength;
        to.ContentDisposition = from.ContentDisposition?.ToString() ?? "attachment";
        await file.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static async Task<IResult> KeepAsync(Guid id, Guid evidence, string act, HttpContext context, Visitor visitor, Api api)
    {
        await api.DoAsync(HttpMethod.Post, $"/api/cases/{id}/evidence/{evidence}/{act}", new { }, context.RequestAborted);
        return Results.Redirect($"{visitor.Base}cases/{id}/{CaseTab.Files.Path}");
    }
}
