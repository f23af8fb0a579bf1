using Coc.Portal.Pages;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Pages.Uploads;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.FollowingReports;

/// <summary>The reporter's own page. The code that opens it is in no address and no cookie: every form of the page brings it, and is answered with the page.</summary>
internal static class OwnPageRoutes
{
    /// <summary>Outside of the group that refuses forms without a token: see <see cref="TokensOfForms"/> and <see cref="StreamedForm"/>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/receipt", () => new RazorComponentResult<EnterPage>());
        routes.MapGet("/receipt/{what}", (Visitor visitor) => Results.Redirect(visitor.Base + "receipt")); // a page that was an answer, opened by its address
        routes.MapPost("/receipt", OpenAsync);
        routes.MapPost("/receipt/evidence", UploadAsync);
        routes.MapPost("/receipt/copy", CopyAsync);
        routes.MapPost("/receipt/{what}", async (string what, HttpContext context, OwnPageDesk desk, IStringLocalizer<OwnPageTexts> words) =>
            OwnAction.Find(what) is { } action ? await desk.DoAsync(action, await SaidAsync(context, words), await context.HasTokenAsync(), context.RequestAborted) : Results.NotFound());
    }

    private static async Task<IResult> OpenAsync(HttpContext context, OwnPageDesk desk, IStringLocalizer<OwnPageTexts> words)
    {
        var said = await SaidAsync(context, words);
        if (!await context.HasTokenAsync())
        {
            return OwnPageDesk.Enter(said.Form.Wrong("code", words["Wrong.Token"]));
        }

        return said.Code.Length == TypedCode.Length ? await desk.ShowAsync(said, null, context.RequestAborted)
            : OwnPageDesk.Enter(said.Form.Wrong("code", said.Code.Length == 0 ? words["Wrong.CodeMissing"] : words["Wrong.CodeLength", said.Code.Length, TypedCode.Length]));
    }

    private static async Task<IResult> UploadAsync(HttpContext context, OwnPageDesk desk, IStringLocalizer<OwnPageTexts> words)
    {
        var form = await StreamedForm.ReadAsync(context);
        var (said, hasToken) = (new Said(form.Fields, "evidence", words), await form.HasTokenAsync(context)); // its button stands behind the file
        if (hasToken && form.FileName is { Length: > 0 })
        {
            return await desk.UploadAsync(form, said, context);
        }

        await StreamedForm.DropAsync(context);
        if (hasToken)
        {
            said.Wrong("file", "Wrong.File");
        }
        else
        {
            said.Wrong("", "Wrong.Token");
        }

        return await desk.ShowAsync(said, null, context.RequestAborted);
    }

    private static async Task<IResult> CopyAsync(HttpContext context, OwnPageDesk desk, IStringLocalizer<OwnPageTexts> words) =>
        await desk.CopyAsync(await SaidAsync(context, words), await context.HasTokenAsync(), context.RequestAborted);

    private static async Task<Said> SaidAsync(HttpContext context, IStringLocalizer<OwnPageTexts> words)
    {
        var form = FormState.Of(await context.Request.ReadFormAsync());
        return new(form, form["form"], words);
    }
}
