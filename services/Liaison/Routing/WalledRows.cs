using Coc.Liaison.Directory;
using Coc.Liaison.Domain;

namespace Coc.Liaison.Routing;

/// <summary>Leaves out of a list what the asker's seat is set aside for.</summary>
internal sealed class WalledRows(Wall wall, SetAside setAside)
{
    public async Task<IReadOnlyList<T>> VisibleAsync<T>(
        IReadOnlyList<T> rows, Func<T, IReadOnlyList<Guid>> reports, BodyEntry body, Asker asker, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return rows;
        }

        var seat = (await wall.ActingAsync(body, cancellationToken)).State.Seats[asker.Seat!.Value];
        var aside = await Task.WhenAll(rows.SelectMany(reports).Distinct().Select(async report =>
            (await setAside.OfAsync(report, [seat], asker.Acting(), cancellationToken)).Count > 0 ? report : Guid.Empty));
        return [.. rows.Where(r => !reports(r).Any(report => aside.Contains(report)))];
    }
}
