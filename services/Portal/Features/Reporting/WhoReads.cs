using Coc.Platform.Http;
using Coc.Portal.Talking;

namespace Coc.Portal.Features.Reporting;

/// <summary>Who would read a report now.</summary>
/// <param name="Body">that would have it</param>
/// <param name="MayTransferTo">bodies it may come to later</param>
public sealed record WhoReads(string Body, IReadOnlyList<WhoReads.Reader> Readers, IReadOnlyList<string> MayTransferTo)
{
    /// <summary>Asks, and stores nothing. Null when it cannot be told: nobody is kept from reporting for that.</summary>
    internal static async Task<WhoReads?> AskAsync(Api api, Draft draft, CancellationToken cancellationToken)
    {
        try
        {
            var (projects, gathering, spaces) = (ReportBody.ProjectsOf(draft), ReportBody.EventOf(draft), ReportBody.SpacesOf(draft));
            return await api.SendAsync<WhoReads>(HttpMethod.Post, "/api/reports/preview", new { projects, @event = gathering, spaces }, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && (e is RefusedException || ProblemWriter.IsOutage(e)))
        {
            return null;
        }
    }

    /// <param name="Name">null: not public</param>
    public sealed record Reader(Guid Seat, string? Name);
}
