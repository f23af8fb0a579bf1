using Coc.Platform.Http;
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

/// <summary>Which step comes next, and what it shows.</summary>
internal sealed class Desk(Api api, PublicBodies known, IStringLocalizer<ReportTexts> words)
{
    private const int MostMatches = 20;

    public async Task<IResult> MoveAsync(Step step, string go, Draft draft, CancellationToken cancellationToken)
    {
        if (go == "stay")
        {
            return await ShowAsync(step, draft, cancellationToken);
        }

        if (go is "find" or "all")
        {
            var chosen = go == "find" ? await ChosenAsync(draft, cancellationToken) : null;
            return await ShowAsync(Step.Where, chosen ?? draft, cancellationToken, chosen is null ? go : null);
        }

        if (Cards.Edited(go, draft) is { } edited)
        {
            return await ShowAsync(step, edited, cancellationToken);
        }

        if (go == "back")
        {
            return await ShowAsync(step.Before, draft, cancellationToken);
        }

        if (Step.Find(go) is { } wanted && wanted != Step.Check)
        {
            return await ShowAsync(wanted, draft, cancellationToken);
        }

        if (step == Step.Where && draft["find"].Length > 0)
        {
            if (await ChosenAsync(draft, cancellationToken) is not { } chosen)
            {
                return await ShowAsync(step, draft, cancellationToken, "find");
            }

            draft = chosen;
        }

        return !StepChecks.Fits(step, draft, words) ? await ShowAsync(step, draft, cancellationToken)
            : go == Step.Check.Name || step.Next == Step.Check || draft[Step.Seen].Length > 0 ? await CheckAsync(draft, cancellationToken)
            : await ShowAsync(step.Next, draft, cancellationToken);
    }

    // With the project that was looked for, when only one can be meant.
    private async Task<Draft?> ChosenAsync(Draft draft, CancellationToken cancellationToken) =>
        (await BodiesAsync(cancellationToken)).Meant(draft["find"]) is [var project] ? draft.With("projects", [.. draft.Form.All("projects").Append(project.Slug).Distinct()]).With("find") : null;

    /// <summary>The last step, or the first one on which something is wrong.</summary>
    public Task<IResult> CheckAsync(Draft draft, CancellationToken cancellationToken)
    {
        var seen = draft.With(Step.Seen, "yes");
        return ShowAsync(Step.All.FirstOrDefault(s => !StepChecks.Fits(s, seen, words)) ?? Step.Check, seen, cancellationToken);
    }

    /// <param name="find">find: what was looked for; all: everything there is</param>
    public async Task<IResult> ShowAsync(Step step, Draft draft, CancellationToken cancellationToken, string? find = null)
    {
        var bodies = step == Step.Where || step == Step.Check || step == Step.Readers || step == Step.You ? await BodiesAsync(cancellationToken) : Bodies.None;
        var readers = step == Step.Check || step == Step.Readers || step == Step.You ? await WhoReads.AskAsync(api, draft, cancellationToken) : null;
        if (step == Step.Check && readers is not null && draft["reporter.kind"] == ReportBody.Holder && Guid.TryParse(draft["reporter.holder"], out var holder) && readers.Readers.All(r => r.Seat != holder))
        {
            draft.Form.Wrong("reporter.holder", words["Wrong.HolderGone"]); // another body would read it by now
            step = Step.You;
        }

        IReadOnlyList<KnownBody> found = find switch
        {
            "all" => bodies.Projects,
            "find" => bodies.Meant(draft["find"]),
            _ => [],
        };
        if (find == "find" && found.Count == 0)
        {
            draft.Form.Wrong("find", draft["find"].Length == 0 ? words["Wrong.FindEmpty"] : words["Wrong.FindNothing", draft["find"]]);
        }
        else if (find == "find" && found.Count > MostMatches)
        {
            draft.Form.Wrong("find", words["Wrong.FindMany", found.Count, MostMatches]);
            found = [.. found.Take(MostMatches)];
        }

        return new Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<ReportPage>(new { Step = step, Draft = draft, Bodies = bodies, Found = found, Readers = readers });
    }

    /// <summary>The directory; empty while it cannot be read, because nobody is kept from reporting for that.</summary>
    public async Task<Bodies> BodiesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await known.AllAsync(api, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && (e is RefusedException || ProblemWriter.IsOutage(e)))
        {
            return Bodies.None;
        }
    }
}
