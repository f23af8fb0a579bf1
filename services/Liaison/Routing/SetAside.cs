using Coc.Contracts.Channel;
using Coc.Liaison.Domain.Bodies;
using Coc.Platform.Security;

namespace Coc.Liaison.Routing;

/// <summary>
/// Asks Intake which seats must never learn of a report (P1). Names, accounts and employers go over the service channel and are compared there
/// in memory; the answer is used at once, never stored and never on the bus.
/// </summary>
internal sealed class SetAside(ServiceChannel channel, Candidates candidates)
{
    /// <summary>Those of the seats that are set aside for reports, or by their cases, and those of the others with a soft tie that was declared beforehand.</summary>
    /// <exception cref="HttpRequestException">Intake cannot say: nobody is let in on a guess</exception>
    public async Task<(IReadOnlySet<Guid> Aside, IReadOnlySet<Guid> Soft)> ScreenAsync(
        IReadOnlyCollection<Guid> reports, IReadOnlyCollection<Seat> seats, string acting, CancellationToken cancellationToken, SetAsideByCase? beyond = null) =>
        await ScreenAsync(reports, await candidates.OfAsync(seats, cancellationToken), acting, beyond, cancellationToken);

    /// <summary>Those of the candidates whom these reports, or what was found out about them, are about.</summary>
    public async Task<IReadOnlySet<Guid>> SubjectsAsync(
        IReadOnlyCollection<Guid> reports, IReadOnlyList<CandidateSeat> seats, string acting, CancellationToken cancellationToken, SetAsideByCase? beyond = null)
    {
        var answers = await Task.WhenAll([.. reports.Select(r => AskAsync(r, seats, acting, cancellationToken)), PeopleAsync(beyond?.People ?? [], seats, acting, cancellationToken)]);
        return answers.SelectMany(a => a.Subjects ?? []).ToHashSet();
    }

    /// <summary>True when one of the seats is held by somebody it is about.</summary>
    public async Task<bool> AnySubjectAsync(IReadOnlyCollection<Guid> reports, IReadOnlyCollection<Seat> seats, string acting, CancellationToken cancellationToken, SetAsideByCase? beyond = null) =>
        (await SubjectsAsync(reports, await candidates.OfAsync(seats, cancellationToken), acting, cancellationToken, beyond)).Count > 0;

    /// <summary>Those set aside for any of several reports, or by their cases.</summary>
    public async Task<IReadOnlySet<Guid>> OfAsync(
        IReadOnlyCollection<Guid> reports, IReadOnlyCollection<Seat> seats, string acting, CancellationToken cancellationToken, SetAsideByCase? beyond = null) =>
        await OfAsync(reports, await candidates.OfAsync(seats, cancellationToken), acting, beyond, cancellationToken);

    /// <summary>The same among the seats of one body, its event staff also where the reporter did not agree to them (P16); and which of the others declared a soft tie beforehand (P1).</summary>
    public async Task<(IReadOnlySet<Guid> Aside, IReadOnlySet<Guid> Soft)> ScreenAsync(
        string body, IReadOnlyCollection<Guid> reports, IReadOnlyCollection<Seat> seats, string acting, CancellationToken cancellationToken, SetAsideByCase? beyond = null)
    {
        var staff = seats.Where(s => s.Terms.Role == "eventStaff").Select(s => s.Id).ToHashSet();
        var asked = await candidates.OfAsync(seats, cancellationToken);
        return await ScreenAsync(reports, [.. asked.Select(c => c with { EventStaffOf = staff.Contains(c.Seat) ? body : null })], acting, beyond, cancellationToken);
    }

    /// <summary>
    /// The same with as much asked where there is nothing to ask about: neither how long it takes, nor what comes of it while Intake or Identity is silent, tells that there is something (P1).
    /// </summary>
    public async Task<(IReadOnlySet<Guid> Aside, IReadOnlySet<Guid> Soft)> ScreenAlikeAsync(
        IReadOnlyCollection<Guid> reports, IReadOnlyCollection<Seat> seats, string acting, SetAsideByCase beyond, CancellationToken cancellationToken)
    {
        var asked = await candidates.OfAsync(seats, cancellationToken);
        // Intake knows no such report, and says so as it would answer.
        Task unknown = reports.Count > 0 ? Task.CompletedTask
            : channel.PostAsync<SetAsideAnswer>("intake", $"/internal/reports/{Guid.NewGuid()}/set-aside", new SetAsideQuestion(asked), acting, cancellationToken);
        // Somebody it can be said of nobody that they are, or have a tie to: Identity is asked for every one of them.
        var screened = ScreenAsync(reports, asked, acting, beyond.People.Count > 0 ? beyond : beyond with { People = [new StatedPerson([$"nobody:{Guid.NewGuid():N}"], null, null)] }, cancellationToken);
        await Task.WhenAll(unknown, screened);
        return await screened;
    }

    private async Task<IReadOnlySet<Guid>> OfAsync(
        IReadOnlyCollection<Guid> reports, IReadOnlyList<CandidateSeat> seats, string acting, SetAsideByCase? beyond, CancellationToken cancellationToken) =>
        (await ScreenAsync(reports, seats, acting, beyond, cancellationToken)).Aside;

    private async Task<(IReadOnlySet<Guid> Aside, IReadOnlySet<Guid> Soft)> ScreenAsync(
        IReadOnlyCollection<Guid> reports, IReadOnlyList<CandidateSeat> seats, string acting, SetAsideByCase? beyond, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll([.. reports.Select(r => AskAsync(r, seats, acting, cancellationToken)), PeopleAsync(beyond?.People ?? [], seats, acting, cancellationToken)]);
        // Two soft ties are a hard one over everybody who is in it: also one to whom a report names and one to whom a committee found out (R28).
        var soft = answers.SelectMany(a => a.Soft ?? []).Distinct().ToLookup(t => t.Seat);
        var aside = answers.SelectMany(a => a.Seats).Concat(seats.Where(c => beyond?.Accounts.Contains(c.Account) == true).Select(c => c.Seat)).Concat(soft.Where(s => s.Count() > 1).Select(s => s.Key)).ToHashSet();
        return (aside, soft.Select(s => s.Key).Where(s => !aside.Contains(s)).ToHashSet());
    }

    private async Task<SetAsideAnswer> PeopleAsync(IReadOnlyList<StatedPerson> people, IReadOnlyList<CandidateSeat> seats, string acting, CancellationToken cancellationToken) =>
        people.Count == 0 || seats.Count == 0 ? new([])
        : await channel.PostAsync<SetAsideAnswer>("intake", "/internal/set-aside", new PeopleSetAsideQuestion(seats, people), acting, cancellationToken)
            ?? throw new HttpRequestException("Intake cannot say.");

    private async Task<SetAsideAnswer> AskAsync(Guid report, IReadOnlyList<CandidateSeat> seats, string acting, CancellationToken cancellationToken)
    {
        if (seats.Count == 0)
        {
            return new([]);
        }

        return await channel.PostAsync<SetAsideAnswer>("intake", $"/internal/reports/{report}/set-aside", new SetAsideQuestion(seats), acting, cancellationToken)
            ?? throw new HttpRequestException("Intake does not know this report.");
    }
}
