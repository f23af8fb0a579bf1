using Coc.Platform.Http;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.Reporting;

/// <summary>Sends a draft. Whatever happens, either the code is shown or the draft is, with every word.</summary>
internal sealed class Sending(Api api, Desk desk, IStringLocalizer<ReportTexts> words)
{
    private const int Looks = 6;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    public async Task<IResult> SendAsync(Draft draft, CancellationToken cancellationToken)
    {
        if (Step.All.Any(s => !StepChecks.Fits(s, draft, words)))
        {
            return await desk.ShowAsync(Step.All.First(s => draft.Form.Errors.Any(e => s.Asks(e.Field))), draft, cancellationToken);
        }

        try
        {
            var filed = await FileAsync(draft, cancellationToken);
            var (page, within) = (await StandingAsync(filed.Receipt, cancellationToken), await desk.BodiesAsync(cancellationToken));
            return new RazorComponentResult<SentPage>(new { Code = filed.Receipt, filed.Renewable, Standing = page, Bodies = within });
        }
        catch (RefusedException refused)
        {
            var (step, again) = Refused(refused.Refusal, draft);
            return await desk.ShowAsync(step, again, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && ProblemWriter.IsOutage(e))
        {
            draft.Form.Wrong("", words["Wrong.NoAnswer"]); // it may have arrived: the same key files it once
            return await desk.ShowAsync(Step.Check, draft, cancellationToken);
        }
    }

    private async Task<Filed> FileAsync(Draft draft, CancellationToken cancellationToken)
    {
        var (body, key) = (ReportBody.Of(draft, words), draft[Step.Key]);
        try
        {
            return await api.SendOnceAsync<Filed>("/api/reports", body, key, cancellationToken);
        }
        catch (RefusedException refused) when (body.Event is not null && refused.Refusal.Errors?.ContainsKey("event") == true)
        {
            // None that is registered: it goes along in words. Nothing was kept under the key yet.
            return await api.SendOnceAsync<Filed>("/api/reports", ReportBody.Of(draft, words, eventInWords: true), key, cancellationToken);
        }
    }

    // The step on which it can be mended.
    private (Step Step, Draft Draft) Refused(Refusal refusal, Draft draft)
    {
        if (refusal.Code == "idempotencyKeyReused")
        {
            var anew = draft.With(Step.Key, SendingOnce.NewKey());
            anew.Form.Wrong("", words["Wrong.SentBefore"]);
            return (Step.Check, anew);
        }

        foreach (var (path, texts) in refusal.Errors ?? new Dictionary<string, string[]>())
        {
            draft.Form.Wrong(ReportBody.FieldOf(draft, path), string.Join(' ', texts));
        }

        if (draft.Form.Fits)
        {
            draft.Form.Wrong("", refusal.Status == StatusCodes.Status429TooManyRequests ? words["Wrong.Wait", refusal.RetryAfter ?? 60] : words["Wrong.NotSent"]);
        }

        return (Step.Of(draft.Form.Errors[0].Field), draft);
    }

    // Who got it is known a moment later. The dates are on the reporter's page in any case: nobody waits long for them here.
    private async Task<Standing?> StandingAsync(string code, CancellationToken cancellationToken)
    {
        Standing? standing = null;
        for (var look = 0; look < Looks && standing?.AcknowledgeDue is null; look++)
        {
            try
            {
                await Task.Delay(look == 0 ? TimeSpan.Zero : BetweenLooks, cancellationToken);
                standing = await api.GetAsync<Standing>("/api/receipt", cancellationToken, Code.Receipt(code));
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && (e is RefusedException || ProblemWriter.IsOutage(e)))
            {
                return standing;
            }
        }

        return standing;
    }

    private sealed record Filed(string Receipt, bool Renewable);
}

/// <summary>Where a report stands a moment after it was sent.</summary>
public sealed record Standing(string? Body, IReadOnlyList<WhoReads.Reader>? Readers, DateTimeOffset? AcknowledgeDue, DateTimeOffset? NextDate);
