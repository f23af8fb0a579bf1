using System.Collections.Immutable;
using Coc.Platform.Security;

namespace Coc.Liaison.Domain.Bodies;

/// <summary>
/// Who is who in the directory (P1). An account follows from an address, and a person may have several: seats that bear the same address or account on some platform, or of which a proposer said so, are one
/// person's. A link goes both ways where two people agreed to the seat with the value in it. A value that a holder took alone leads from them to whoever bore it before, and not back: nobody is set aside
/// because somebody else called themselves so. What a proposer said leads from the seat it was said of to the other one, and not back: no body decides who is set aside in another. The name alone leads only as far as comparing with the people of a case, where one seat too many that is not asked harms nobody.
/// </summary>
internal sealed class Persons
{
    private readonly Dictionary<Guid, Holder> holders;
    private readonly Dictionary<Guid, Guid> accounts;
    private readonly ILookup<string, Guid> agreed;
    private readonly ILookup<string, (Guid Account, DateTimeOffset EndedAt)> past;
    private readonly Dictionary<string, DateTimeOffset> first;
    private readonly ILookup<Guid, Guid> said;

    private Persons(IReadOnlyCollection<Seat> seats)
    {
        holders = seats.GroupBy(s => s.Account).ToDictionary(g => g.Key, g => new Holder([.. g]));
        accounts = seats.ToDictionary(s => s.Id, s => s.Account);
        agreed = holders.SelectMany(h => h.Value.Agreed.Select(value => (value, h.Key))).ToLookup(p => p.value, p => p.Key);
        past = holders.SelectMany(h => h.Value.Past.Select(p => (p.Value, Held: (h.Key, p.EndedAt)))).ToLookup(p => p.Value, p => p.Held);
        first = seats.SelectMany(s => Holder.Values(s.Agreed, s.Terms).Select(value => (value, s.FilledAt))).GroupBy(p => p.value).ToDictionary(g => g.Key, g => g.Min(p => p.FilledAt));
        said = seats.SelectMany(s => s.SameAs.Where(accounts.ContainsKey).Select(other => (s.Account, Other: accounts[other]))).ToLookup(p => p.Account, p => p.Other);
    }

    public static Persons Nobody { get; } = new([]);

    public static Persons Of(IEnumerable<Seat> seats) => new([.. seats.DistinctBy(s => s.Id)]);

    /// <summary>Accounts of the person behind this one, it included.</summary>
    /// <param name="coming">a seat that is not in the directory yet, or not with these terms</param>
    public IReadOnlySet<Guid> Accounts(Guid account, Seat? coming = null) => Reach(account, coming, names: false);

    /// <summary>The same without whom a holder alone says to be: what is known of others is not asked out by taking their account.</summary>
    public IReadOnlySet<Guid> AgreedAccounts(Guid account, Seat? coming = null) => Reach(account, coming, names: false, alone: false);

    /// <summary>Everything the person was ever called, names of others that are the same included; and the addresses.</summary>
    public (KnownAs Known, ImmutableList<string> Addresses) Called(Guid account) => Together(Reach(account, null, names: true));

    /// <summary>The same, without whoever merely has the same name.</summary>
    public (KnownAs Known, ImmutableList<string> Addresses) CalledSurely(Guid account, Seat? coming = null) => Together(Reach(account, coming, names: false));

    /// <summary>Seats of these accounts.</summary>
    public IEnumerable<Seat> Seats(IEnumerable<Guid> of) => of.Where(holders.ContainsKey).SelectMany(account => holders[account].Seats);

    private (KnownAs, ImmutableList<string>) Together(IReadOnlySet<Guid> of) => (
        Seats(of).Aggregate(KnownAs.Nothing, (all, seat) => all.With(seat.Known)), [.. Seats(of).Select(s => s.Terms.Email?.Value).OfType<string>().Distinct()]);

    private HashSet<Guid> Reach(Guid account, Seat? coming, bool names, bool alone = true)
    {
        var reached = new HashSet<Guid> { account };
        var known = holders.GetValueOrDefault(account)?.Seats ?? [];
        var next = new Queue<Holder>([new([.. known.Where(s => s.Id != coming?.Id), .. coming is null ? Array.Empty<Seat>() : [coming]])]);
        Take((coming?.SameAs ?? []).Select(other => accounts.GetValueOrDefault(other, other)).Where(holders.ContainsKey)); // a seat, or an account
        Take(said[account]);
        while (next.TryDequeue(out var holder))
        {
            Take((alone ? holder.Ever : holder.Agreed).Where(Counts).SelectMany(value => agreed[value]));
            Take(alone ? holder.Agreed.SelectMany(Left) : []);
        }

        return reached;

        bool Counts(string value) => names || !value.StartsWith(Holder.Name, StringComparison.Ordinal);

        // Whoever had it there, and nobody before them: they come back under another address. Of what others were known by, leaving with it proves nothing.
        IEnumerable<Guid> Left(string value) => value.StartsWith(Holder.Name, StringComparison.Ordinal) ? []
            : past[value].Where(p => !first.TryGetValue(value, out var agreedFirst) || agreedFirst >= p.EndedAt).Select(p => p.Account);

        void Take(IEnumerable<Guid> found)
        {
            foreach (var one in found.Where(reached.Add))
            {
                next.Enqueue(holders[one]);
                Take(said[one]);
            }
        }
    }

    /// <summary>One account's seats, and the values they can be known by.</summary>
    private sealed class Holder
    {
        public const string Name = "name:";

        public Holder(ImmutableList<Seat> seats)
        {
            Seats = seats;
            Agreed = [.. seats.SelectMany(s => Values(s.Agreed, s.Terms))];
            Ever = [.. seats.SelectMany(s => Values(s.Known, s.Terms))];
            Past = [.. seats.Where(s => s.EndedAt is not null).SelectMany(s => Values(s.Known, s.Terms).Select(value => (value, s.EndedAt!.Value)))];
        }

        public ImmutableList<Seat> Seats { get; }

        /// <summary>What stood in a seat when two people agreed to it.</summary>
        public ImmutableHashSet<string> Agreed { get; }

        /// <summary>What ever stood in one.</summary>
        public ImmutableHashSet<string> Ever { get; }

        /// <summary>What ever stood in one that ended: whoever bears it first in a new seat was that holder, and cannot shed what is known of them.</summary>
        public ImmutableHashSet<(string Value, DateTimeOffset EndedAt)> Past { get; }

        public static IEnumerable<string> Values(KnownAs known, SeatTerms terms) =>
            known.Accounts.Select(Account).Append(terms.Email?.Value is { } address ? Account(address) : "").Where(v => v.Length > 0)
                .Concat(known.Names.Select(BlindIndex.NormalName).Where(n => n.Length > 0).Select(n => Name + n));

        // An address is one whether it stands in the seat or among the accounts.
        private static string Account(string account)
        {
            var normal = BlindIndex.NormalAccount(account);
            return normal switch
            {
                ['e', 'm', 'a', 'i', 'l', ':', .. var address] => address,
                ['m', 'a', 'i', 'l', 't', 'o', ':', .. var address] => address,
                _ => normal,
            };
        }
    }
}
