using Coc.Contracts.Channel;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;

namespace Coc.Liaison.Routing;

/// <summary>
/// Seats as they are compared with the people of a case (P1): by everything the person in them was ever called in any seat of the directory, also in one that ended, in another body or under
/// another address, and by every address.
/// </summary>
internal sealed class Candidates(BodyDirectory directory)
{
    /// <summary>One for each account of the person: what was noted with another one, ties or what they handled, is theirs as well.</summary>
    public async Task<IReadOnlyList<CandidateSeat>> OfAsync(IReadOnlyCollection<Seat> seats, CancellationToken cancellationToken)
    {
        if (seats.Count == 0)
        {
            return [];
        }

        var persons = await directory.PersonsAsync(cancellationToken);
        return [.. seats.SelectMany(s => Of(s, persons))];
    }

    /// <summary>What each of these accounts was ever called in the directory; who is not in it is missing here.</summary>
    public async Task<IReadOnlyDictionary<Guid, KnownAs>> KnownAsync(IReadOnlyCollection<Guid> accounts, CancellationToken cancellationToken) =>
        (await directory.OfAccountsAsync([.. accounts], cancellationToken)).SelectMany(b => b.State.Seats.Values).Where(s => accounts.Contains(s.Account))
            .GroupBy(s => s.Account).ToDictionary(held => held.Key, held => held.Aggregate(KnownAs.Nothing, (all, seat) => all.With(seat.Known)));

    private static IEnumerable<CandidateSeat> Of(Seat seat, Persons persons)
    {
        var (called, addresses) = persons.Called(seat.Account);
        var known = seat.Known.With(called);
        var mails = addresses.Append(seat.Terms.Email?.Value).OfType<string>().Distinct().ToList();
        return persons.Accounts(seat.Account).Select(account => new CandidateSeat(seat.Id, account, seat.Terms.Name?.Value ?? "", seat.Terms.Employer?.Value, [.. known.Accounts, .. mails.SelectMany(Written)])
        {
            OtherNames = [.. known.Names, .. mails], OtherEmployers = known.Employers,
        });
    }

    // People write an address down as an account, or where a name is asked for.
    private static string[] Written(string address) => [address, "email:" + address, "mailto:" + address];
}
