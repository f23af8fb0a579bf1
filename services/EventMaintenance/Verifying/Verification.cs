using Coc.EventMaintenance.Attesting;
using Npgsql;

namespace Coc.EventMaintenance.Verifying;

/// <summary>Recomputes every chain of a log and holds it against signed heads. Reads only; keys for what is encrypted are not needed.</summary>
/// <param name="service">the log's service, for sentences and to pick its heads</param>
/// <param name="keys">public keys of the services</param>
/// <param name="kept">heads kept elsewhere, of any services: the Ledger's copies</param>
public sealed class Verification(string service, PublicKeys keys, IReadOnlyList<SignedHead> kept)
{
    private readonly List<string> remarks = [];
    private Broken? wrongHead;

    /// <summary>A database, as a role that may read all tenants, in one snapshot beside running writers. About one row is in memory at a time.</summary>
    /// <param name="progress">told the number of events, now and then</param>
    public async Task<Verified> DatabaseAsync(NpgsqlDataSource daemon, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(daemon);
        await using var connection = await daemon.OpenConnectionAsync(cancellationToken);
        await using var snapshot = await DatabaseLog.SnapshotAsync(connection, cancellationToken);
        var checks = Checks(await HeadStore.ReadAsync(connection, 0, cancellationToken));
        var walk = new ChainWalk(service, checks);
        await foreach (var _ in new Verifier(walk, progress).CheckAsync(new DatabaseLog(connection, service).ReadAsync(cancellationToken: cancellationToken), cancellationToken))
        {
            // The walk remembers what it finds.
        }

        return Result(walk, checks);
    }

    /// <summary>A part of a log has no root of its own to be held against a head's.</summary>
    internal IReadOnlyList<HeadCheck> ChecksOfPart()
    {
        remarks.Add("a part of the log: that nothing is missing at the end of a stream is seen in a whole export only");
        return [];
    }

    /// <summary>Holds the heads against each other and answers those that the events are to be held against: the newest here and the newest kept elsewhere.</summary>
    internal IReadOnlyList<HeadCheck> Checks(IReadOnlyList<SignedHead> own)
    {
        for (var i = 1; i < own.Count; i++)
        {
            if (own[i].Number != own[i - 1].Number + 1 || own[i].Previous != own[i - 1].Hash())
            {
                Wrong(own[i], "does not follow the one before it");
            }
        }

        var copies = kept.Where(h => h.Service == service).OrderBy(h => h.Number).ToList();
        var newest = own.Count > 0 ? own[^1] : null;
        foreach (var copy in copies)
        {
            if (own.FirstOrDefault(h => h.Number == copy.Number) is { } same && same.Hash() != copy.Hash())
            {
                Wrong(copy, "is not the one that was kept elsewhere");
            }
        }

        if (copies.Count > 0 && (newest is null || copies[^1].Number > newest.Number))
        {
            Wrong(copies[^1], $"was kept elsewhere and is not here: the log was set back behind {copies[^1].At}");
        }

        List<HeadCheck> checks = [];
        Check(newest, "signed here");
        if (copies.Count > 0 && copies[^1].Hash() != newest?.Hash())
        {
            Check(copies[^1], "kept elsewhere");
        }

        return checks;

        void Check(SignedHead? head, string whose)
        {
            if (head is null)
            {
                return;
            }

            checks.Add(new HeadCheck(head, whose));
            if (keys.None)
            {
                remarks.Add("no public keys: signatures were not looked at");
            }
            else if (!keys.Verify(head))
            {
                Wrong(head, "is not signed by a key of this service");
            }
        }
    }

    internal Verified Result(ChainWalk walk, IReadOnlyList<HeadCheck> checks)
    {
        if (checks.Count == 0 && remarks.Count == 0 && walk.Events > 0)
        {
            remarks.Add("no signed head: that nothing is missing at the ends cannot be seen");
        }

        var broken = walk.First ?? wrongHead;
        foreach (var check in checks)
        {
            broken ??= check.Result();
        }

        return new Verified(service, walk.Streams, walk.Events, walk.Unchained, walk.BrokenStreams, broken, [.. remarks.Distinct()]);
    }

    private void Wrong(SignedHead head, string what) => wrongHead ??= new Broken(service, null, 0, null, null, null, $"head {head.Number} of {head.At} {what}");
}
