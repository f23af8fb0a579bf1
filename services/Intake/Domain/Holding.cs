using Coc.Contracts.Channel;
using Coc.Platform.Security;

namespace Coc.Intake.Domain;

/// <summary>
/// Who knows an anonymous reporter (R3): people write down an id they chose from a list, or a name. A name means the person who bore it there when the report came in: who takes that name
/// afterwards does not thereby come to know the reporter, and with them nobody may be meant.
/// </summary>
internal static class Holding
{
    /// <summary>The one seat that is meant; null when none is, or more than one person may be.</summary>
    public static Guid? SeatOf(string holder, BodyReaders readers)
    {
        if (Guid.TryParse(holder, out var id))
        {
            return readers.Readers.Any(s => s.Seat == id) ? id : null;
        }

        var normal = BlindIndex.NormalName(holder);
        var persons = readers.Known.Where(k => k.Names.Any(n => BlindIndex.NormalName(n) == normal)).Select(k => k.Account).Distinct().ToList();
        return persons is not [var person] || !readers.Known.Any(k => k.Account == person && k.NamesThen.Any(n => BlindIndex.NormalName(n) == normal)) ? null
            : readers.Readers.Select(r => r.Seat).Where(s => readers.Known.Any(k => k.Seat == s && k.Account == person)).Distinct().ToList() is [var only] ? only : null;
    }
}
