using Coc.Contracts.Channel;
using Coc.Platform.Security;

namespace Coc.Intake.Domain;

/// <summary>Who knows an anonymous reporter (R3): people write down an id they chose from a list, or a name.</summary>
internal static class Holding
{
    /// <summary>The one seat that is meant; null when none is, or more than one may be.</summary>
    public static Guid? SeatOf(string holder, IReadOnlyList<Reader> seats)
    {
        var meant = Guid.TryParse(holder, out var id)
            ? seats.Where(s => s.Seat == id)
            : seats.Where(s => s.Name is { } name && BlindIndex.NormalName(name) == BlindIndex.NormalName(holder));
        return meant.Select(s => s.Seat).Distinct().ToList() is [var only] ? only : null;
    }
}
