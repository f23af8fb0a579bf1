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
    private const string Reading = "/internal/transfers/visible";
    private const string Working = "/internal/transfers/visible/working";

    /// <param name="arbiter">the body that settles it: it has no case there to be walled by</param>
    public static bool LikeTheCase(string from, string state, string acting, string? arbiter) =>
        from == acting || (acting != arbiter && state is ("accepted" or "contested" or "confirmed" or "returned"));

    /// <summary>Those of these transfers whose case exists for the asker's seat.</summary>
    public Task<IReadOnlySet<Guid>> SeenAsync(IReadOnlyList<Guid> transfers, string acting, Asker asker, CancellationToken cancellationToken) =>
        AskAsync(Reading, transfers, acting, asker, cancellationToken);

    /// <summary>Whether the asker's seat takes part there in what decides: who was let read the case and no more does not (R27).</summary>
    public async Task<bool> WorksOnAsync(Guid transfer, string acting, Asker asker, CancellationToken cancellationToken) =>
        (await AskAsync(Working, [transfer], acting, asker, cancellationToken)).Contains(transfer);

    private async Task<IReadOnlySet<Guid>> AskAsync(string door, IReadOnlyList<Guid> transfers, string acting, Asker asker, CancellationToken cancellationToken)
    {
        if (transfers.Count == 0)
        {
            return new HashSet<Guid>();
        }

        var question = new VisibleQuestion([new AskingSeat(asker.Seat!.Value, acting, asker.Role)], transfers);
        return (await channel.PostAsync<VisibleAnswer>("cases", door, question, asker.Acting(), cancellationToken))?.Ids.ToHashSet() ?? [];
    }
}
