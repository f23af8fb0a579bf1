using Coc.Contracts.Channel;
using Coc.Platform.Security;

namespace Coc.Liaison.Routing;

/// <summary>
/// Asks Intake which seats alone know who reported (R3): they answer the conflict question with the first, because without one of them nothing can be opened (P11). Who is meant by what a reporter wrote, Intake finds out.
/// </summary>
internal sealed class Entrusted(ServiceChannel channel)
{
    /// <exception cref="HttpRequestException">Intake cannot say: nobody is asked in an order that may be wrong</exception>
    public async Task<IReadOnlySet<Guid>> OfAsync(string body, IReadOnlyCollection<Guid> reports, string acting, CancellationToken cancellationToken)
    {
        if (reports.Count == 0)
        {
            return new HashSet<Guid>();
        }

        var answer = await channel.PostAsync<HolderAnswer>("intake", "/internal/holders", new HolderQuestion(body, [.. reports]), acting, cancellationToken) ?? throw new HttpRequestException("Intake cannot say.");
        return answer.Reports.Select(r => r.Seat).OfType<Guid>().ToHashSet();
    }
}
