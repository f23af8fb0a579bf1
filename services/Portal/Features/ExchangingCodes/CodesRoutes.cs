using Coc.Platform.Http;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.ExchangingCodes;

/// <summary>
/// A code that works once, handed on by somebody, becomes the person's own. It is typed, never a link: programs open links before people do (P6). An answer that was lost on the way comes again
/// when the same form is sent again.
/// </summary>
internal static class CodesRoutes
{
    private const string CodeField = "code";
    private const string Once = "once";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/codes", () => Ask(FormState.Empty, SendingOnce.NewKey()));
        routes.MapPost("/codes", ExchangeAsync);
    }

    private static async Task<IResult> ExchangeAsync(HttpContext context, Api api, IStringLocalizer<CodesTexts> words)
    {
        var form = FormState.Of(await context.Request.ReadFormAsync());
        var once = SendingOnce.KeyOf(form[Once]);
        if (form.Text(CodeField) is null)
        {
            return Ask(form.Wrong(CodeField, words["CodeMissing"]), once);
        }

        if (TypedCode.Of(form[CodeField]) is not { Length: > 0 } code)
        {
            return Ask(form.Wrong(CodeField, words["CodeUnknown"]), once);
        }

        try
        {
            return new RazorComponentResult<OwnCodePage>(new { Own = await api.SendOnceAsync<OwnCode>("/api/codes/exchange", new { code }, once, context.RequestAborted) });
        }
        catch (RefusedException refused) when (refused.Refusal.Code == "idempotencyKeyReused")
        {
            return Ask(form.Wrong("", words["PressAgain"]), SendingOnce.NewKey()); // another code than the one this form was first sent with
        }
        catch (RefusedException refused) when (refused.Refusal.Status is StatusCodes.Status404NotFound or StatusCodes.Status400BadRequest)
        {
            return Ask(form.Wrong(CodeField, words["CodeUnknown"]), once);
        }
        catch (RefusedException refused) when (refused.Refusal.Status == StatusCodes.Status429TooManyRequests)
        {
            return Ask(form.Wrong("", words["Later", refused.Refusal.RetryAfter ?? 60]), once);
        }
        catch (Exception e) when (e is RefusedException || (ProblemWriter.IsOutage(e) && !context.RequestAborted.IsCancellationRequested))
        {
            return Ask(form.Wrong("", words["NotNow"]), once); // it may have been exchanged all the same: with the same key the same code comes
        }
    }

    private static RazorComponentResult<CodesPage> Ask(FormState form, string once) => new(new { Form = form, Once = once });
}
