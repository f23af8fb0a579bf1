using Coc.Contracts.Channel;
using Coc.Platform.Security;

namespace Coc.Cases.Features.SettingSeatsAside;

/// <summary>Asks Liaison which seats acting for a body must not read some reports, as of now: reporters name people also later. Why is told to nobody (P11).</summary>
internal sealed class SeatsSetAside(ServiceChannel channel)
{
    /// <exception cref="HttpRequestException">nobody can say: what was to be done waits</exception>
    public async Task<IReadOnlyList<Guid>> OfAsync(string body, IReadOnlyList<Guid> reports, string acting, CancellationToken cancellationToken) =>
        (await channel.PostAsync<BodySetAside>("liaison", $"/internal/set-aside/{body}", new HandlingQuestion(reports), acting, cancellationToken)
            ?? throw new HttpRequestException("Liaison does not know this body.")).Seats;
}
