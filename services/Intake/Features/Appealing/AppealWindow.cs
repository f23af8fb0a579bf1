using Coc.Intake.Domain;

namespace Coc.Intake.Features.Appealing;

/// <summary>Until when a reporter can appeal, asked of the case; where that is silent the receipt is shown without it.</summary>
internal sealed partial class AppealWindow(AppealDesk desk, ILogger<AppealWindow> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Null: there is nothing to appeal, or it is not known now.</summary>
    public async Task<DateTimeOffset?> OfAsync(ReportState report, CancellationToken cancellationToken)
    {
        if (report.DecidedAt is null)
        {
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            return (await desk.StandingAsync(Appellant.Of(report).Standing, limit.Token)).Until;
        }
        catch (Exception e) when ((e is HttpRequestException or OperationCanceledException) && !cancellationToken.IsCancellationRequested)
        {
            LogSilent(e.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cases could not be asked until when an appeal is possible: {Kind}")]
    private partial void LogSilent(string kind);
}
