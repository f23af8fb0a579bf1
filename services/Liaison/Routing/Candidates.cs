using Coc.Contracts.Channel;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;

namespace Coc.Liaison.Routing;

/// <summary>
/// Seats as they are compared with the people of a case (P1): by everything the person in them was ever called in any seat of the directory, also in one that ended or in another body.
/// </summary>
internal sealed class Candidates(BodyDirectory directory)
{
    public async Task<IReadOnlyList<CandidateSeat>> OfAsync(IReadOnlyCollection<Seat> seats, CancellationToken cancellationToken)
    {
        if (seats.Count == 0)
        {
            return [];
        }

        var known = await KnownAsync([.. seats.Select(s => s.Account).Distinct()], cancellationToken);
        return [.. seats.Select(s => Of(s, s.Known.With(known.GetValueOrDefault(s.Account) ?? KnownAs.Nothing)))];
    }

    /// <summary>What each of these people was ever called in the directory; who is not in it is missing here.</summary>
    public async Task<IReadOnlyDictionary<Guid, KnownAs>> KnownAsync(IReadOnlyCollection<Guid> accounts, CancellationToken cancellationToken) =>
        (await directory.OfAccountsAsync([.. accounts], cancellationToken)).SelectMany(b => b.State.Seats.Values).Where(s => accounts.Contains(s.Account))
            .GroupBy(s => s.Account).ToDictionary(held => held.Key, held => held.Aggregate(KnownAs.Nothing, (all, seat) => all.With(seat.Known)));

    private static CandidateSeat Of(Seat seat, KnownAs known) =>
        new(seat.Id, seat.Account, seat.Terms.Name?.Value ?? "", seat.Terms.Employer?.Value, known.Accounts) { OtherNames = known.Names, OtherEmployers = known.Employers };
}
