using Coc.Contracts.Channel;

namespace Coc.Cases.Domain;

/// <summary>What only other services know at this moment, for what <c>allowed</c> offers; a command asks anew.</summary>
/// <param name="Holders">who holds what is sealed (Intake)</param>
/// <param name="Turns">who watches now and whose turns come next (Liaison); empty: the rota of this body takes none, or this seat has nothing to hand on</param>
internal sealed record Elsewhere(Holders Holders, IReadOnlyList<WatchTurn> Turns)
{
    public static Elsewhere Nothing { get; } = new(Holders.None, []);
}
