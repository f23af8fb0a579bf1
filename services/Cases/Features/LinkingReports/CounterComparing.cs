using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.LinkingReports;

/// <summary>Asks Intake, before two cases become one, whether one is about somebody on the other's side (P3): as the panel that goes on may know them, because what it may not read of a reporter answers nothing.</summary>
internal sealed class CounterComparing(ServiceChannel channel)
{
    public async Task<bool> AreAsync(CaseState here, CaseState other, string acting, CancellationToken cancellationToken)
    {
        if (other.Id == here.Id)
        {
            return false;
        }

        var asked = new CounterQuestion(
            [.. here.ReportIds], [.. other.ReportIds], here.Body, here.Handling.Kind, other.Body != here.Body || new[] { here, other }.Any(s => s.CameFrom is not null || s.Joined.Count > 0),
            Domain.OpeningByCommittee.SaidToBe(here), Domain.OpeningByCommittee.SaidToBe(other));
        return (await channel.PostAsync<CounterAnswer>("intake", "/internal/counter-reports", asked, acting, cancellationToken) ?? throw new ProblemException(Problems.Unavailable)).Counter;
    }
}
