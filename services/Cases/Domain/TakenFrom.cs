namespace Coc.Cases.Domain;

/// <summary>
/// A body that lost a case by a rule which was judged there and cannot be read off the case any more. It does not get the case back by a fresh offer: its conflicted seats would be asked anew.
/// J3 and J8 rest on what its seats answered, and an answer is never lowered (P1); J5 on the word of its counsel, which stands. What else takes a case up travels with it and is looked at again: the
/// projects (J2), the risk factor (J4), the event (J10, J11), other communities (J9); a body without a committee (J6) is offered nothing. Who gave it away without a rule (J7), or did not take it up in
/// time (P1), may be asked again. An arbiter's word ends a rule before the hand-over, and then nobody lost it by that.
/// </summary>
internal sealed record TakenFrom(string Body, string Rule)
{
    public static bool Lasts(string? rule) => rule is "J3" or "J5" or "J8";

    /// <summary>Who has lost it once this case goes from here.</summary>
    public static IReadOnlyList<TakenFrom> By(CaseState state) =>
        [.. state.TakenFrom.Union(TransferTriggers.Of(state).Where(d => Lasts(d.Rule)).Select(d => new TakenFrom(state.Body, d.Rule)))];
}
