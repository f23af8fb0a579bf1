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
        var reports = await Task.WhenAll(rows.SelectMany(r => by(r).Reports).Distinct().Select(async report =>
            (await setAside.OfAsync(report, [seat], asker.Acting(), cancellationToken)).Count > 0 ? report : Guid.Empty));
        var things = await Task.WhenAll(rows.SelectMany(r => by(r).Things.Select(t => (Thing: t, by(r).Decides))).Distinct().Select(async t =>
            (await setAside.OfAsync([], [seat], asker.Acting(), cancellationToken, t.Decides ? beyond[t.Thing] : beyond[t.Thing] with { Accounts = [] })).Count > 0 ? t.Thing : Guid.Empty));
        return [.. rows.Where(r => !by(r).Reports.Any(reports.Contains) && !by(r).Things.Any(things.Contains))];
    }
}

/// <summary>What a row is about.</summary>
/// <param name="Things">ids by which Cases finds its cases</param>
/// <param name="Decides">who sees it may come to decide it: of an appeal that is nobody who was asked before (P15)</param>
internal sealed record WalledBy(IReadOnlyList<Guid> Reports, IReadOnlyList<Guid> Things, bool Decides = false);
