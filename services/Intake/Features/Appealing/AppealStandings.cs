using Coc.Contracts.Channel;
using Coc.Intake.Domain;

namespace Coc.Intake.Features.Appealing;

/// <summary>What a reporter can appeal and what is being appealed, asked of the case; where that is silent the reporter can go on without it.</summary>
internal sealed partial class AppealStandings(AppealDesk desk, ILogger<AppealStandings> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Until when a reporter can appeal; null: there is nothing to appeal, or it is not known now.</summary>
    public async Task<DateTimeOffset?> UntilAsync(ReportState report, CancellationToken cancellationToken) =>
        report.DecidedAt is null ? null : (await AskAsync(report, cancellationToken))?.Until;

    /// <summary>The appeal to whose deciders goes what the reporter sends now; null: to the case. Those who are done with an appeal would not read it any more.</summary>
    public async Task<Guid?> AnsweredAsync(ReportState report, CancellationToken cancellationToken) =>
        // Not known now: rather read by too few than by those the appeal is about.
        report.AskedInAppeal is { } appeal && (await AskAsync(report, cancellationToken))?.Open?.Contains(appeal) != false ? appeal : null;

    private async Task<AppealStanding?> AskAsync(ReportState report, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            return await desk.StandingAsync(Appellant.Of(report).Standing, limit.Token);
        }
        catch (Exception e) when ((e is HttpRequestException or OperationCanceledException) && !cancellationToken.IsCancellationRequested)
        {
            LogSilent(e.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cases could not be asked about appeals: {Kind}")]
    private partial void LogSilent(string kind);
}
