namespace Coc.Liaison.Domain.Bodies;

/// <summary>
/// A name, account or employer that stood in a seat and never was its holder's, a typing error, stops being matched (P1). Only the holder asks for it, so nobody's past is
/// rewritten behind their back; and somebody else confirms it, so nobody strikes alone what a case may name.
/// </summary>
internal static class NeverHeld
{
    public static Decision<BodyEvent> Propose(BodyCommand.StrikeValues strike, BodyState state)
    {
        if (!state.Seats.TryGetValue(strike.Seat, out var seat) || seat.Account != strike.By.Account)
        {
            return Refusal.NotThere;
        }

        return Check(seat, strike.Values) is { } refusal ? refusal
            : Decision.Of<BodyEvent>(new BodyEvent.StrikingProposed(strike.Change, strike.By, strike.Now, seat.Id, strike.Values));
    }

    /// <summary>What its holder can say about: what stood there once and does not now; of a seat that ended all, because nothing there can be corrected any more.</summary>
    public static KnownAs Strikeable(Seat seat) => seat.EndedAt is null ? seat.Known.Former(seat.Terms) : seat.Known;

    /// <summary>Null when it may be struck.</summary>
    public static Refusal? Check(Seat seat, HeldValues values) => Strikeable(seat).Missing(values) is { } list
        ? new Refusal("notAFormerValue", "P1", $"Of the {list} only such can be struck as stood in this seat and no longer do; correct what stands there first.")
        : null;
}
