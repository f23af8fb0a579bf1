using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.Platform.Security;

namespace Coc.Cases.Features.SettingSeatsAside;

/// <summary>
/// Who must not read, as of now: reporters name people also later, and so do committees. What reports say, Intake compares; whom a committee found out, only we know. Why is told to nobody (P11).
/// </summary>
internal sealed class SeatsSetAside(ServiceChannel channel, CaseFinder finder)
{
    /// <summary>The seats acting for a body that are set aside for some reports.</summary>
    /// <param name="people">whom the committee found out, and no report names</param>
    /// <exception cref="HttpRequestException">nobody can say: what was to be done waits</exception>
    public async Task<Screened> OfAsync(
        string body, IReadOnlyList<Guid> reports, string acting, CancellationToken cancellationToken, IReadOnlyList<StatedPerson>? people = null)
    {
        var answer = await channel.PostAsync<BodySetAside>("liaison", $"/internal/set-aside/{body}", new HandlingQuestion(reports, people), acting, cancellationToken)
            ?? throw new HttpRequestException("Liaison does not know this body.");
        return new(answer.Seats, answer.Soft ?? []);
    }

    /// <summary>The seats that may come to the panel of a case, the body's own and those lent to it, compared with everybody in it: two soft ties are a hard one, to whomever each of them is (P1).</summary>
    /// <param name="more">reports and people that come to it</param>
    public async Task<Screened> OfPanelAsync(
        CaseState state, string acting, CancellationToken cancellationToken, IReadOnlyList<Guid>? more = null, IReadOnlyList<StatedPerson>? people = null)
    {
        List<Guid> reports = [.. state.ThreadIds.Union(more ?? [])];
        List<StatedPerson> all = [.. Domain.OpeningByCommittee.SaidToBe(state), .. people ?? []];
        var own = await OfAsync(state.Body, reports, acting, cancellationToken, all);
        if (state.Loan is not { } loan)
        {
            return own;
        }

        var lent = await OfAsync(loan.Lender, reports, acting, cancellationToken, all);
        return new([.. own.Aside, .. lent.Aside], [.. own.Soft, .. lent.Soft]);
    }

    /// <summary>The seats of a body that advises on a case, or works for it, which are set aside for whatever is in it: its reports, and the pages of affected people.</summary>
    /// <exception cref="HttpRequestException">nobody can say: what was to be done waits</exception>
    public async Task<IReadOnlyList<Guid>> ActingForAsync(CaseState state, string body, string acting, CancellationToken cancellationToken) =>
        [.. (await OfAsync(body, [.. state.ThreadIds], acting, cancellationToken, Domain.OpeningByCommittee.SaidToBe(state))).Aside];

    /// <summary>
    /// Whether somebody who audits is set aside for any of these cases, by whatever seat: matched like a seat of the panel, without a trace (P1). A soft tie counts too, because nobody ever says what an auditor with one may do.
    /// Asked also where there is no case, and Liaison then asks on as it would: neither how long it takes, nor what comes of it while others are silent, must tell that there is one.
    /// </summary>
    /// <exception cref="HttpRequestException">nobody can say: then nothing is shown</exception>
    public async Task<bool> IsAuditorAsideAsync(IReadOnlyCollection<CaseState> cases, IReadOnlyCollection<Guid> seats, string acting, CancellationToken cancellationToken)
    {
        var about = new HandlingQuestion(
            [.. cases.SelectMany(c => c.ThreadIds).Distinct()], [.. cases.SelectMany(Domain.OpeningByCommittee.SaidToBe)], [.. cases.SelectMany(CaseWall.HardAccounts).Distinct()]);
        var answer = await channel.PostAsync<BodySetAside>("liaison", "/internal/seats/set-aside", new SeatsSetAsideQuestion([.. seats.Distinct()], about), acting, cancellationToken)
            ?? throw new HttpRequestException("Liaison does not know these seats.");
        return answer.Seats.Count > 0 || answer.Soft is { Count: > 0 };
    }

    /// <summary>Whom the cases of each of these things set aside beside what their reports say.</summary>
    public async Task<IReadOnlyList<SetAsideByCase>> BeyondReportsAsync(IReadOnlyCollection<Guid> things, CancellationToken cancellationToken)
    {
        var cases = (await finder.OfEachAsync(things, cancellationToken)).ToLookup(f => f.Thing, f => f.State);
        var items = new List<SetAsideByCase>();
        foreach (var thing in things.Distinct())
        {
            // A report leads to its appeals too, and whoever handled it may go on hearing of it.
            List<Guid> appealed = [.. cases[thing].Where(c => c.AppealOf is not null && !c.ReportIds.Contains(thing)).SelectMany(Domain.Appealing.Things)];
            IReadOnlyCollection<Guid> asked = appealed.Count == 0 ? [] : await finder.HandlersOfAsync(appealed, cancellationToken);
            // Who is too close to the case reads nothing of where it goes; a report by itself may be routed for another matter.
            var hard = await finder.HardOfAsync(cases[thing].Where(c => !c.ThreadIds.Contains(thing) && !c.Duplicates.Any(r => r.Report == thing)).SelectMany(Domain.Appealing.Things).Distinct(), cancellationToken);
            items.Add(new(thing, [.. cases[thing].SelectMany(Domain.OpeningByCommittee.SaidToBe).Where(p => p.Accounts.Count > 0 || p.Name is not null)], [.. asked.Union(hard)]));
        }

        return items;
    }
}
