using Coc.Contracts.Channel;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.FillingSeats;

/// <summary>
/// The 18-month rule (R35) as a warning: yes or no, asked when a deciding seat is proposed and when it is looked at, kept nowhere. Sanctions that cannot be asked
/// stop nobody from being seated: then nothing is said.
/// </summary>
internal sealed partial class Eligibility(ServiceChannel channel, BodyDirectory directory, DomainClock clock, ILogger<Eligibility> logger)
{
    private const int Months = 18;

    /// <summary>Asked by the accounts given and by those the person had in an earlier seat, under whatever address: leaving one out does not hide what was found.</summary>
    /// <param name="wanted">the seat as it is to be</param>
    public async Task<bool?> PriorViolationAsync(Seat wanted, Guid change, CancellationToken cancellationToken)
    {
        var (known, _) = wanted.Decides ? (await directory.PersonsAsync(cancellationToken)).CalledSurely(wanted.Account, wanted) : (KnownAs.Nothing, []);
        var accounts = known.With(wanted.Terms).Accounts;
        if (!wanted.Decides || accounts.Count == 0)
        {
            return null;
        }

        try
        {
            var question = new EligibilityQuestion(accounts, clock.GetUtcNow().AddMonths(-Months));
            var answer = await channel.PostAsync<EligibilityAnswer>("sanctions", "/internal/eligibility", question, $"system:{change}", cancellationToken);
            LogAsked(change);
            return answer?.PriorViolation;
        }
        catch (Exception e) when (ProblemWriter.IsOutage(e) || e is HttpRequestException)
        {
            LogSilent(change, e.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Eligibility was asked for change {Change}")]
    private partial void LogAsked(Guid change);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody could say about eligibility for change {Change}: {Kind}")]
    private partial void LogSilent(Guid change, string kind);
}
