using Coc.EventStore;
using Coc.Liaison.Domain.Bodies;

namespace Coc.Liaison.Features.Importing;

/// <summary>A seat's terms as a file wants them.</summary>
internal static class SeatWanted
{
    /// <summary>Null when they are so already. Role, appointment and start of a term stay: another role is another seat.</summary>
    public static SeatTerms? Of(Seat seat, DirectoryFile.SeatRecord entry)
    {
        var (terms, owner) = (seat.Terms, SeatTerms.OwnerOf(seat.Id));
        var accounts = entry.Accounts ?? terms.Accounts?.Value ?? [];
        var same = terms.Chair == entry.Chair && (entry.Order is null || terms.Order == entry.Order) && terms.TermEnd == (entry.TermEnd?.ToUniversalTime() ?? terms.TermEnd)
            && Says(entry.Name, terms.Name) && Says(entry.Employer, terms.Employer) && accounts.SequenceEqual(terms.Accounts?.Value ?? []);
        return same ? null : terms with
        {
            Chair = entry.Chair, Order = entry.Order ?? terms.Order, TermEnd = entry.TermEnd?.ToUniversalTime() ?? terms.TermEnd,
            Name = Sensitive.OfOptional(entry.Name, owner) ?? terms.Name, Employer = Sensitive.OfOptional(entry.Employer, owner) ?? terms.Employer,
            Accounts = Sensitive.Of<IReadOnlyList<string>>(accounts, owner),
        };
    }

    private static bool Says(string? wanted, Sensitive<string>? kept) => wanted is null || wanted == kept?.Value;
}
