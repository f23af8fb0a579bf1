using Coc.Platform.Http;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.Reporting;

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

        return new RazorComponentResult<ReportPage>(new { Step = step, Draft = draft, Bodies = bodies, Found = found, Readers = readers });
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
