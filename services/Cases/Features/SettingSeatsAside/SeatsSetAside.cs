using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.Platform.Security;

namespace Coc.Cases.Features.SettingSeatsAside;

/// <summary>Asks Liaison which seats acting for a body must not read some reports, as of now: reporters name people also later. Why is told to nobody (P11).</summary>
internal sealed class SeatsSetAside(ServiceChannel channel)
{
    /// <param name="people">whom the committee found out, and no report names</param>
    /// <exception cref="HttpRequestException">nobody can say: what was to be done waits</exception>
    public async Task<IReadOnlyList<Guid>> OfAsync(
        string body, IReadOnlyList<Guid> reports, string acting, CancellationToken cancellationToken, IReadOnlyList<StatedPerson>? people = null) =>
        (await channel.PostAsync<BodySetAside>("liaison", $"/internal/set-aside/{body}", new HandlingQuestion(reports, people), acting, cancellationToken)
            ?? throw new HttpRequestException("Liaison does not know this body.")).Seats;

    /// <summary>The next owner without the seats that are whom this case's committee found out, or have a tie to them; Liaison has compared them with the reports only.</summary>
    public async Task<HandlingBody> WithoutFoundOutAsync(HandlingBody body, CaseState state, string acting, CancellationToken cancellationToken)
    {
        if (Domain.OpeningByCommittee.FoundOut(state) is not { Count: > 0 } people)
        {
            return body;
        }

        var aside = await OfAsync(body.Slug, [], acting, cancellationToken, people);
        return body with { Seats = [.. body.Seats.Where(s => !aside.Contains(s.Seat))] };
    }
}
