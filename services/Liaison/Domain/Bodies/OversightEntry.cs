using Coc.EventStore;

namespace Coc.Liaison.Domain.Bodies;

/// <summary>Who stands above seats of a body (P7): when a report is about that person, those seats are hard. Who it is stays sealed; a body above is named by its slug.</summary>
/// <param name="Relation">appoints, employs, supervises, funds</param>
/// <param name="Body">everybody who decides there, instead of one person</param>
/// <param name="Seats">null: every deciding seat of the body, also of those that come later</param>
internal sealed record OversightEntry(
    Guid Id, string Relation, string? Body, Sensitive<string>? Name, Sensitive<IReadOnlyList<string>>? Accounts, IReadOnlyList<Guid>? Seats)
{
    public static IReadOnlyList<string> Relations { get; } = ["appoints", "employs", "supervises", "funds"];

    /// <summary>The owner of an entry's data key.</summary>
    public static string OwnerOf(Guid entry) => $"oversight:{entry}";

    public bool Covers(Seat seat) => seat.MayBeOverseen && (Seats is null || Seats.Contains(seat.Id));
}
