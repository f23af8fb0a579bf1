using Coc.Contracts.Channel;
using Coc.Liaison.Domain;
using Coc.Platform.Security;

namespace Coc.Liaison.Transfers;

/// <summary>
/// In the sending body, and in the receiving one as soon as it has the case, a transfer exists for whom the case exists, be it only its notice-level record: a seat that is
/// conflicted or has not answered learns nothing of it. Only Cases knows whom that is.
/// </summary>
internal sealed class WalledTransfers(ServiceChannel channel)
{
    /// <param name="arbiter">the body that settles it: it has no case there to be walled by</param>
    public static bool LikeTheCase(string from, string state, string acting, string? arbiter) =>
        from == acting || (acting != arbiter && state is ("accepted" or "contested" or "confirmed" or "returned"));

    /// <summary>Those of these transfers whose case exists for the asker's seat.</summary>
    public async Task<IReadOnlySet<Guid>> SeenAsync(IReadOnlyList<Guid> transfers, string acting, Asker asker, CancellationToken cancellationToken)
    {
        if (transfers.Count == 0)
        {
            return new HashSet<Guid>();
        }

        var question = new VisibleQuestion([new AskingSeat(asker.Seat!.Value, acting, asker.Role)], transfers);
        return (await channel.PostAsync<VisibleAnswer>("cases", "/internal/transfers/visible", question, asker.Acting(), cancellationToken))?.Ids.ToHashSet() ?? [];
    }
}
