using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.Platform.Security;

namespace Coc.Cases.Features.AskingConsent;

/// <summary>Asks Intake what reporters said about an audience (P16). A report Intake does not know has said nothing.</summary>
internal sealed class ReporterConsents(ServiceChannel channel)
{
    public async Task<Consents> OfAsync(CaseState state, string audience, string acting, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<Guid, string>();
        foreach (var report in state.ReportIds)
        {
            if ((await OfAsync(report, acting, cancellationToken)).TryGetValue(audience, out var answer))
            {
                answers[report] = answer;
            }
        }

        return new(audience, answers);
    }

    /// <summary>yes or no by audience.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(Guid report, string acting, CancellationToken cancellationToken) =>
        (await channel.GetAsync<ReportConsents>("intake", $"/internal/reports/{report}/consents", acting, cancellationToken))?.Consents.ToDictionary(c => c.Audience, c => c.Answer)
        ?? [];
}
