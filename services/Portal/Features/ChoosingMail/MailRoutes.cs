using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.ChoosingMail;

/// <summary>Which mails I get and when.</summary>
internal static class MailRoutes
{
    private const string Notifications = "/api/identity/notifications";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account/mail", async (Api api, CancellationToken cancellationToken) =>
        {
            var wishes = await api.GetAsync<MailWishes>(Notifications, cancellationToken);
            return Show(MailForm.Of(wishes), wishes);
        });
        routes.MapPost("/account/mail", async (HttpContext context, Visitor visitor, Api api, IStringLocalizer<MailWishesTexts> words, IStringLocalizer<SeatWordsTexts> shared) =>
        {
            var form = FormState.Of(await context.Request.ReadFormAsync(context.RequestAborted));
            var wishes = await api.GetAsync<MailWishes>(Notifications, context.RequestAborted);
            MailForm.Check(form, words);
            if (!form.Fits)
            {
                return Show(form, wishes);
            }

            try
            {
                await api.DoAsync(HttpMethod.Put, Notifications, MailForm.Wanted(form, wishes.Kinds.Keys), context.RequestAborted);
                return Results.Redirect(visitor.Base + "account?done=mail");
            }
            catch (RefusedException refused) when (refused.Refusal.CanBeMended)
            {
                return Show(form.Refused(refused.Refusal, shared), wishes);
            }
        });
    }

    private static RazorComponentResult<MailPage> Show(FormState form, MailWishes wishes) => new(new { Form = form, Wishes = wishes });
}
