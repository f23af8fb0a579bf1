using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;
using Coc.Portal.Signing;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.AcceptingInvitations;

/// <summary>Choosing a password with the code of an invitation. The code is typed, so that no mail scanner uses it up.</summary>
internal static class InvitationRoutes
{
    private const int Shortest = 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/invitation", () => Show(FormState.Empty));
        routes.MapPost("/invitation", AcceptAsync);
    }

    private static async Task<IResult> AcceptAsync(HttpContext context, Visitor visitor, Api api, IStringLocalizer<InvitationTexts> words, IStringLocalizer<SeatWordsTexts> shared)
    {
        var form = FormState.Of(await context.Request.ReadFormAsync(context.RequestAborted));
        if (form["code"].Length == 0)
        {
            form.Wrong("code", words["CodeMissing"]);
        }

        if (form["password"].Length < Shortest)
        {
            form.Wrong("password", words["PasswordShort", Shortest]);
        }
        else if (form["password"] != form["again"])
        {
            form.Wrong("again", words["PasswordsDiffer"]);
        }

        if (!form.Fits)
        {
            return Show(form);
        }

        try
        {
            var signedIn = await api.SendAsync<SignedIn>(HttpMethod.Post, "/api/invitations/accept", new { Code = form["code"], Password = form["password"], Name = form.Text("name") }, context.RequestAborted);
            SessionCookies.Set(context, signedIn);
            return Results.Redirect(visitor.Base + "account?done=welcome");
        }
        catch (RefusedException refused) when (refused.Refusal.Status == StatusCodes.Status404NotFound)
        {
            return Show(form.Wrong("code", words["CodeWrong"])); // unknown, used, over or not needed: one sentence for all
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            return Show(form.Refused(refused.Refusal, shared));
        }
    }

    private static RazorComponentResult<InvitationPage> Show(FormState form) => new(new { Form = form });
}
