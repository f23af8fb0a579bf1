using Coc.Platform.Http;
using Coc.Portal.Features.Reporting;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Pages.Uploads;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.FollowingReports;

/// <summary>Does what one of the page's forms asks, and shows the page again: with what is new, or with every word and what was wrong.</summary>
internal sealed class OwnPageDesk(Api api, FileSender files, Desk directory, IStringLocalizer<OwnPageTexts> words)
{
    private const string CopyName = "my-data.json";

    public async Task<IResult> DoAsync(OwnAction action, Said said, bool hasToken, CancellationToken cancellationToken)
    {
        if (!hasToken)
        {
            return await ShowAsync(said.Wrong("", "Wrong.Token"), null, cancellationToken, action.Name);
        }

        action.Check(said);
        return !said.Form.Fits ? await ShowAsync(said, null, cancellationToken, action.Name)
            : await TryAsync(said, action.Name, () => api.SendOnceAsync<Kept>($"/api/receipt/{action.Name}", action.Body(said), said.Key, cancellationToken, Code.Receipt(said.Code)), cancellationToken);
    }

    public Task<IResult> UploadAsync(StreamedForm form, Said said, HttpContext context) => TryAsync(
        said, "evidence",
        () => files.SendAsync("/api/receipt/evidence", form, [("source", said.Text("source")), ("capturedAt", Dates.Of(said.Text("capturedAt") ?? "")?.ToString("O", System.Globalization.CultureInfo.InvariantCulture))], said.Key, Code.Receipt(said.Code), context.RequestAborted),
        context.RequestAborted);

    /// <summary>A copy of one's own data, as a file.</summary>
    public async Task<IResult> CopyAsync(Said said, bool hasToken, CancellationToken cancellationToken)
    {
        if (!hasToken)
        {
            return await ShowAsync(said.Wrong("", "Wrong.Token"), null, cancellationToken);
        }

        try
        {
            using var answer = await api.SendAsync(new(HttpMethod.Get, "/api/receipt/data"), Code.Receipt(said.Code), null, cancellationToken);
            return Results.File(await answer.Content.ReadAsByteArrayAsync(cancellationToken), "application/json", CopyName);
        }
        catch (RefusedException refused) when (refused.Refusal.Status != StatusCodes.Status404NotFound)
        {
            said.Wrong(refused.Refusal);
            return await ShowAsync(said, null, cancellationToken);
        }
    }

    /// <param name="done">what was done just now</param>
    /// <param name="doing">what was tried</param>
    public async Task<IResult> ShowAsync(Said said, string? done, CancellationToken cancellationToken, string? doing = null)
    {
        try
        {
            var report = await api.GetAsync<OwnReport>("/api/receipt", cancellationToken, Code.Receipt(said.Code));
            var form = done is null ? said.Form : said.Rest;
            return new RazorComponentResult<OwnPage>(new { Report = report, Open = new OpenPage(said.Code, form, done is null ? said.Key : SendingOnce.NewKey()), Done = done, Bodies = await directory.BodiesAsync(cancellationToken) });
        }
        catch (RefusedException refused) when (refused.Refusal.Status == StatusCodes.Status404NotFound)
        {
            return HasWords(said) ? Again(said.Wrong("", "Wrong.Code"), doing) : Enter(said.Form.Wrong("code", words["Wrong.Code"]));
        }
        catch (Exception e) when (HasWords(said) && !cancellationToken.IsCancellationRequested && (e is RefusedException || ProblemWriter.IsOutage(e)))
        {
            return done is null ? Again(said, doing) : Again(new Said(said.Rest, "", words), null); // what was done is not tried again
        }
    }

    public static IResult Enter(FormState form) => new RazorComponentResult<EnterPage>(new { Form = form });

    private static bool HasWords(Said said) => Unsent.Of(said.Form).Any();

    // The page cannot be shown, but what was written is.
    private static RazorComponentResult<TryAgainPage> Again(Said said, string? action) => new(new { said.Form, said.Key, Action = OwnAction.Find(action ?? "")?.Name });

    private async Task<IResult> TryAsync(Said said, string name, Func<Task> doing, CancellationToken cancellationToken)
    {
        try
        {
            await doing();
            return await ShowAsync(said, name, cancellationToken);
        }
        catch (RefusedException refused) when (refused.Refusal.Status != StatusCodes.Status404NotFound)
        {
            said.Wrong(refused.Refusal);
        }
        catch (RefusedException)
        {
            return Again(said.Wrong("", "Wrong.Code"), name);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && ProblemWriter.IsOutage(e))
        {
            said.Wrong("", "Wrong.NoAnswer"); // it may have arrived: with the same key it counts once
        }

        return await ShowAsync(said, null, cancellationToken, name);
    }

    private sealed record Kept(Guid Id);
}

/// <summary>What every form of the page needs.</summary>
/// <param name="Code">that opened it</param>
/// <param name="Form">what was written on the page and is not sent</param>
/// <param name="Key">with which what is sent next is sent once</param>
public sealed record OpenPage(string Code, FormState Form, string Key);
