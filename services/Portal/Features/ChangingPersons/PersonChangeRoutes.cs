using System.Text.RegularExpressions;
using Coc.Portal.Pages.Measures;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.ChangingPersons;

/// <summary>Two seats that keep the registry say that two persons are one, or that some accounts of one are another's.</summary>
internal static partial class PersonChangeRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/persons/{id:guid}/merge", (Guid id, Guid? with, Visitor visitor) => visitor.SignedIn
            ? ShowMerge(id, FormState.Of(("with", $"{with}")), false)
            : throw new RefusedException(new(StatusCodes.Status401Unauthorized, "signInRequired")));
        routes.MapPost("/persons/{id:guid}/merge", MergeAsync);
        routes.MapPost("/persons/{id:guid}/split", SplitAsync);
    }

    private static async Task<IResult> MergeAsync(Guid id, HttpContext context, Api api, Visitor visitor, IStringLocalizer<PersonChangeTexts> words)
    {
        var form = FormState.Of(await context.Request.ReadFormAsync());
        var (again, with) = (form["step"] == "edit", IdIn(form["with"]));
        if (!again)
        {
            CheckMerge(id, with, form, words);
        }

        if (again || !form.Fits || form["step"] != "send")
        {
            return ShowMerge(id, form, !again && form.Fits);
        }

        try
        {
            return await DoneAsync(id, "merge", new { with, reason = form["reason"] }, null, api, visitor, context.RequestAborted);
        }
        catch (RefusedException refused) when (refused.Refusal.Status == StatusCodes.Status404NotFound)
        {
            return ShowMerge(id, form.Wrong("with", words["NoSuch"]), false); // either of the two: which, nobody is told
        }
        catch (Exception e) when (Mending.Of(e, context.RequestAborted) is { } refused)
        {
            return ShowMerge(id, form.Wrong(refused, words.Why(refused)), false);
        }
    }

    private static async Task<IResult> SplitAsync(Guid id, HttpContext context, Api api, Visitor visitor, IStringLocalizer<PersonChangeTexts> words)
    {
        var form = FormState.Of(await context.Request.ReadFormAsync());
        var again = form["step"] == "edit";
        if (!again)
        {
            CheckSplit(form, words);
        }

        if (again || !form.Fits || form["step"] != "send")
        {
            return ShowSplit(id, form, !again && form.Fits);
        }

        try
        {
            return await DoneAsync(id, "split", new { accounts = form.All("accounts"), reason = form["reason"] }, form.Text("version"), api, visitor, context.RequestAborted);
        }
        catch (Exception e) when (Mending.Of(e, context.RequestAborted) is { } refused)
        {
            return ShowSplit(id, form.Wrong(refused, words.Why(refused)), false);
        }
    }

    private static async Task<IResult> DoneAsync(Guid id, string change, object body, string? version, Api api, Visitor visitor, CancellationToken cancellationToken)
    {
        var done = await api.CommandAsync($"/api/persons/{id}/{change}", body, cancellationToken, version);
        return Results.Redirect($"{visitor.Base}persons/{id}?said={change}{(done ? "" : "-asked")}");
    }

    private static void CheckMerge(Guid id, Guid? with, FormState form, IStringLocalizer<PersonChangeTexts> words)
    {
        if (with is null || with == id)
        {
            form.Wrong("with", words[with is null ? "WithMissing" : "WithSame"]);
        }

        CheckReason(form, words);
    }

    private static void CheckSplit(FormState form, IStringLocalizer<PersonChangeTexts> words)
    {
        var (of, accounts) = (form.All("of"), form.All("accounts"));
        if (accounts.Count == 0 || of.Count == accounts.Count)
        {
            form.Wrong("accounts", words[accounts.Count == 0 ? "SplitMissing" : "SplitAll"]);
        }

        CheckReason(form, words);
    }

    private static void CheckReason(FormState form, IStringLocalizer<PersonChangeTexts> words)
    {
        if (form["reason"].Length == 0)
        {
            form.Wrong("reason", words["ReasonMissing"]);
        }
    }

    /// <summary>The id in what somebody pasted: alone, or at the end of a page's address.</summary>
    internal static Guid? IdIn(string pasted) => Ids().Matches(pasted) is [.., var last] ? Guid.Parse(last.Value) : null;

    private static RazorComponentResult<MergePage> ShowMerge(Guid id, FormState form, bool lookAgain) => new(new { Id = id, Form = form, LookingAgain = lookAgain });

    private static RazorComponentResult<SplitPage> ShowSplit(Guid id, FormState form, bool lookAgain) => new(new { Id = id, Form = form, LookingAgain = lookAgain });

    [GeneratedRegex("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")]
    private static partial Regex Ids();
}
