namespace Coc.Liaison.Domain.Bodies;

/// <summary>
/// A name, account or employer that stood in a seat and never was its holder's, a typing error, stops being matched (P1). Only the holder asks for it, so nobody's past is
/// rewritten behind their back; and somebody else confirms it, so nobody strikes alone what a case may name.
/// </summary>
internal static class NeverHeld
{
    public static Decision<BodyEvent> Propose(BodyCommand.StrikeValues strike, BodyState state)
    {
        if (!state.Seats.TryGetValue(strike.Seat, out var seat) || !seat.IsKept(strike.Now) || seat.Account != strike.By.Account)
        {
            return Refusal.NotThere;
        }

        return Check(seat, strike.Values) is { } refusal ? refusal
            : Decision.Of<BodyEvent>(new BodyEvent.StrikingProposed(strike.Change, strike.By, strike.Now, seat.Id, strike.Values));
    }

    /// <summary>Null when it may be struck: it stood there once and does not now.</summary>
    public static Refusal? Check(Seat seat, HeldValues values) => seat.Known.Former(seat.Terms).Missing(values) is { } list
        ? new Refusal("notAFormerValue", "P1", $"Of the {list} only such can be struck as stood in this seat and no longer do; correct what stands there first.")
        : null;
}
