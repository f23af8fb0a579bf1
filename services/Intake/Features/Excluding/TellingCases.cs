using System.Diagnostics.CodeAnalysis;
using Coc.Contracts.Channel;
using Coc.Intake.Domain;
using Coc.Platform.Security;

namespace Coc.Intake.Features.Excluding;

/// <summary>
/// Tells Cases of an exclusion at once, so that nobody who was excluded reads on while messages are held up. What the reporter said is kept already: where Cases does not answer, the message says it when it comes.
/// </summary>
internal sealed partial class TellingCases(ServiceChannel channel, ILogger<TellingCases> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Never fails, and takes no longer than the reporter may be made to wait.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "whatever it is, the reporter is answered, and the message comes")]
    public async Task TellAsync(Guid report, ReportEvent.ReporterExcluded excluded)
    {
        using var limit = new CancellationTokenSource(Patience); // not the request's token: who hangs up has excluded them all the same
        try
        {
            await channel.PostAsync<object>("cases", "/internal/cases/excluded", new ExclusionTold(report, excluded.Entry, excluded.FollowUps), $"system:{excluded.Entry}", limit.Token);
        }
        catch (Exception e)
        {
            LogLater(e.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cases could not be told of an exclusion and hears of it by its message: {Kind}")]
    private partial void LogLater(string kind);
}
