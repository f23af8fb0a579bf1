namespace Coc.Sanctions.Domain;

/// <summary>
/// What an end gives back (R48, R51). Who carries out orders is told to restore an account in a space and not why it was taken, so nothing is restored while another measure still holds it there:
/// that one takes the duty over and gives back at its own end. It counts as holding also while its own order is open, failed or refused: what the first one took is then all that keeps the person out.
/// </summary>
internal static class Undoing
{
    private static readonly string[] KeepOut = ["suspend", "removeAccount", "ban", "eventBan", "escortOut"];

    /// <param name="taken">what was or may have been carried out for what ends</param>
    /// <param name="holding">what other measures in force still order, and no panel waived</param>
    /// <returns>one order to give back for each account and space, and for each that is kept who gives it back later</returns>
    public static (IReadOnlyList<Taken> Undo, IReadOnlyList<KeptFor> Kept) Of(IReadOnlyList<Taken> taken, IReadOnlyList<Holding> holding)
    {
        var kept = taken.Select(t => (Order: t, By: holding.FirstOrDefault(h => Covers(h, t)))).Where(k => k.By is not null).Select(k => new KeptFor(k.Order, k.By!.Sanction)).ToList();
        var undo = taken.Except(kept.Select(k => k.Order)).DistinctBy(t => (t.Body, t.Space, OrderPlan.IsEvent(t.Space) ? "" : t.Account)).ToList();
        return (undo, kept);
    }

    /// <summary>What is ordered anew while an order to give back is still open takes that one's place: nobody is told to restore an account and to keep it out at once.</summary>
    /// <param name="restoring">open orders to give back, by the action they give back from</param>
    public static IReadOnlyList<Taken> TakenBack(IReadOnlyList<Taken> restoring, IReadOnlyList<Holding> ordered) => [.. restoring.Where(r => ordered.Any(o => Covers(o, r)))];

    // Who is kept out gets nothing back there. A milder measure covers its own kind alone: who was suspended and is only muted comes in again.
    private static bool Covers(Holding holding, Taken taken) =>
        holding.Body == taken.Body && holding.Space == taken.Space && (holding.Account == taken.Account || OrderPlan.IsEvent(taken.Space))
        && (KeepOut.Contains(holding.Action) || holding.Action == taken.Action);
}

/// <summary>An order of what ends that somebody may have carried out.</summary>
internal sealed record Taken(Guid Order, string Body, string Space, string Account, string Action);

/// <summary>What another measure of the same person orders.</summary>
internal sealed record Holding(Guid Sanction, string Body, string Space, string Account, string Action);

/// <param name="By">the sanction that gives it back later</param>
internal sealed record KeptFor(Taken Order, Guid By);
