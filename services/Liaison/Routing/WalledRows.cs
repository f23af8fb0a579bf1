using Coc.Contracts.Channel;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain;

namespace Coc.Liaison.Routing;

/// <summary>Leaves out of a list what the asker's seat is set aside for.</summary>
internal sealed class WalledRows(Wall wall, SetAside setAside, CasesSetAside cases)
{
    public async Task<IReadOnlyList<T>> VisibleAsync<T>(IReadOnlyList<T> rows, Func<T, WalledBy> by, BodyEntry body, Asker asker, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return rows;
        }

        var seat = (await wall.ActingAsync(body, cancellationToken)).State.Seats[asker.Seat!.Value];
        var beyond = await cases.EachAsync([.. rows.SelectMany(r => by(r).Things)], asker.Acting(), cancellationToken);
        // Each row as a whole: two soft ties are a hard one over everybody who is in it (R28).
        var aside = await Task.WhenAll(rows.Select(async r => (await setAside.OfAsync(by(r).Reports, [seat], asker.Acting(), cancellationToken, Beyond(by(r)))).Count > 0));
        return [.. rows.Where((_, i) => !aside[i])];

        SetAsideByCase Beyond(WalledBy row) => new(Guid.Empty, [.. row.Things.SelectMany(t => beyond[t].People)], row.Decides ? [.. row.Things.SelectMany(t => beyond[t].Accounts)] : []);
    }
}

/// <summary>What a row is about.</summary>
/// <param name="Things">ids by which Cases finds its cases</param>
/// <param name="Decides">who sees it may come to decide it: of an appeal that is nobody who was asked before (P15)</param>
internal sealed record WalledBy(IReadOnlyList<Guid> Reports, IReadOnlyList<Guid> Things, bool Decides = false);
