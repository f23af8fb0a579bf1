using Coc.Contracts.Channel;
using Coc.Liaison.Domain.Bodies;
using Coc.Platform.Security;

namespace Coc.Liaison.Routing;

/// <summary>
/// Asks Intake which seats must never learn of a report (P1). Names, accounts and employers go over the service channel and are compared there
/// in memory; the answer is used at once, never stored and never on the bus.
/// </summary>
internal sealed class SetAside(ServiceChannel channel)
{
    /// <summary>Those of the seats that are set aside for the report.</summary>
    /// <exception cref="HttpRequestException">Intake cannot say: nobody is let in on a guess</exception>
    public async Task<IReadOnlySet<Guid>> OfAsync(Guid report, IReadOnlyCollection<Seat> seats, string acting, CancellationToken cancellationToken) =>
        (await AskAsync(report, seats, acting, cancellationToken)).Seats.ToHashSet();

    /// <summary>True when one of the seats is held by somebody these reports are about.</summary>
    public async Task<bool> AnySubjectAsync(IReadOnlyCollection<Guid> reports, IReadOnlyCollection<Seat> seats, string acting, CancellationToken cancellationToken) =>
        (await Task.WhenAll(reports.Select(r => AskAsync(r, seats, acting, cancellationToken)))).Any(a => a.Subjects is { Count: > 0 });

    /// <summary>Those set aside for any of several reports.</summary>
    public async Task<IReadOnlySet<Guid>> OfAsync(IReadOnlyCollection<Guid> reports, IReadOnlyCollection<Seat> seats, string acting, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(reports.Select(r => OfAsync(r, seats, acting, cancellationToken)));
        return answers.SelectMany(a => a).ToHashSet();
    }

    private async Task<SetAsideAnswer> AskAsync(Guid report, IReadOnlyCollection<Seat> seats, string acting, CancellationToken cancellationToken)
    {
        if (seats.Count == 0)
        {
            return new([]);
        }

        var question = new SetAsideQuestion(
            [.. seats.Select(s => new CandidateSeat(s.Id, s.Account, s.Terms.Name?.Value ?? "", s.Terms.Employer?.Value, s.Terms.Accounts?.Value ?? []))]);
        return await channel.PostAsync<SetAsideAnswer>("intake", $"/internal/reports/{report}/set-aside", question, acting, cancellationToken)
            ?? throw new HttpRequestException("Intake does not know this report.");
    }
}
