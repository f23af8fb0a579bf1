namespace Coc.Liaison.Domain.Bodies;

/// <summary>
/// What speaks against a seat, by the rules; where it rests on what is known of people elsewhere, or of earlier seats, the answer tells something of them and stays on record.
/// </summary>
internal static class AgainstSeat
{
    /// <summary>Null when nothing does.</summary>
    /// <param name="alone">only what does not depend on other seats</param>
    public static Decision<BodyEvent>? Of(BodyState state, Wanted seat, Surroundings around, Asker proposer, Asker by, Guid? change, DateTimeOffset now, bool alone = false) =>
        SeatRules.Check(state, seat.Id, seat.Account, seat.Terms, now, around, alone) is not { } refusal ? null
        : SeatRules.Check(state, seat.Id, seat.Account, seat.Terms, now, Surroundings.None, alone) is not null ? refusal
        : new Decision<BodyEvent>([new BodyEvent.SeatRefused(state.Profile!.Slug, seat.Id, proposer, by, now, refusal.Code, refusal.Rule, change)], refusal);

    internal sealed record Wanted(Guid Id, Guid Account, SeatTerms Terms);
}
