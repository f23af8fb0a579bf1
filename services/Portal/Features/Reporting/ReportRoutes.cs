using Coc.Portal.Pages;
using Coc.Portal.Talking;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;

namespace Coc.Portal.Features.Reporting;

/// <summary>The report form. Its address never changes, and nothing of it is kept before it is sent.</summary>
internal static class ReportRoutes
{
    /// <summary>Outside of the group that refuses forms without a token: see <see cref="TokensOfForms"/>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/report", BeginAsync);
        routes.MapPost("/report", GoOnAsync);
    }

    // A page about a project or an event may link to the form with its name filled in; nothing else is taken from an address.
    private static Task<IResult> BeginAsync(HttpContext context, Desk desk, Visitor visitor)
    {
        var asked = context.Request.Query;
        return desk.ShowAsync(Step.Where, Draft.Of(new Dictionary<string, StringValues>
        {
            ["projects"] = asked["project"], ["event"] = asked["event"], ["language"] = visitor.Language.Name, [Step.Key] = SendingOnce.NewKey(),
        }.Where(a => a.Value.Count > 0)), context.RequestAborted);
    }

    private static async Task<IResult> GoOnAsync(HttpContext context, Desk desk, Sending sending, IStringLocalizer<ReportTexts> words)
    {
        var posted = await context.Request.ReadFormAsync();
        var draft = Draft.Of(posted);
        draft = draft.With(Step.Key, SendingOnce.KeyOf(draft[Step.Key]));
        var step = Step.Find(posted["step"].ToString()) ?? Step.Where;
        var go = posted["go"].ToString();
        if (!await context.HasTokenAsync())
        {
            draft.Form.Wrong("", words["Wrong.Token"]);
            return await desk.ShowAsync(step, draft, context.RequestAborted);
        }

        return go == "send" ? await sending.SendAsync(draft, context.RequestAborted) : await desk.MoveAsync(step, go, draft, context.RequestAborted);
    }
}
