using Coc.Cases.Domain;
using Coc.Cases.Features.AskingConsent;
using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.IdentifyingSubjects;

/// <summary>Whether the reports of a case describe somebody without a name or an account: nobody who answered about conflicts could know them by that (P1).</summary>
internal sealed class DescribedPersons(ServiceChannel channel)
{
    /// <exception cref="ProblemException">503 when Intake cannot say</exception>
    public async Task<bool> AnyAsync(CaseState state, Guid seat, CancellationToken cancellationToken)
    {
        foreach (var report in state.ReportIds)
        {
            var view = await channel.GetAsync<ConflictView>("intake", $"/internal/reports/{report}/conflict-view?{Reading.Query(state, state.SeatOf(seat)!.Role)}", $"seat:{seat}", cancellationToken)
                ?? throw new ProblemException(Problems.Unavailable);
            if (AskedAbout.Describes(view.Subjects))
            {
                return true;
            }
        }

        return false;
    }
}
