namespace Coc.EventStore.Forwarding;

/// <summary>
/// How far a reader of the log may go. Numbers are drawn before commit, so a lower one may still be on its way behind a visible higher one.
/// Evidence, not time-outs: whoever draws a number holds a lock on the sequence until its transaction ends. A gap below a visible number is dead once
/// every holder seen after that number has gone and a newer look at the rows still shows the gap.
/// </summary>
internal sealed class HighWater
{
    private long settled;
    private long waitingFor;
    private HashSet<string>? holders;

    /// <summary>
    /// Takes one look: first the highest visible number, then the sequence's lock holders, then the rows behind <paramref name="after"/>, each in a newer snapshot.
    /// Answers the number up to which those rows are all there will ever be.
    /// </summary>
    public long SafeEnd(long after, long highest, IReadOnlySet<string> holdersNow, IEnumerable<long> rows)
    {
        Observe(highest, holdersNow);
        var end = after;
        foreach (var row in rows)
        {
            if (row > settled && row != end + 1)
            {
                break;
            }

            end = row;
        }

        return end;
    }

    private void Observe(long highest, IReadOnlySet<string> holdersNow)
    {
        if (holders is not null)
        {
            holders.IntersectWith(holdersNow);
            if (holders.Count == 0)
            {
                settled = Math.Max(settled, waitingFor);
                holders = null;
            }
        }

        if (holdersNow.Count == 0)
        {
            settled = Math.Max(settled, highest);
        }
        else if (holders is null && highest > settled)
        {
            (waitingFor, holders) = (highest, [.. holdersNow]);
        }
    }
}
