namespace Coc.Unit.Cases;

/// <summary>
/// How a body votes, written from practice.md P1 and domain.md 3.8 and R42, R43, and from nothing else: who stands how, and what a count must come to. It shares no line with the rules it is compared with.
/// </summary>
internal sealed class VotingModel(int members, int minimum, string rule, string permanentRule, string quorum)
{
    public enum Stands
    {
        NotAsked,
        Asked,
        Unconflicted,
        Soft,
        Hard,
        Silent,
        Gone,
    }

    /// <summary>Members are 1 and on, alternates 101 and on.</summary>
    public Dictionary<int, Stands> Seats { get; } = [];

    /// <summary>Who had a hard conflict and left.</summary>
    public HashSet<int> LeftHard { get; } = [];

    public Dictionary<int, string> Votes { get; private set; } = [];

    public bool SomebodyVoted { get; private set; }

    public IReadOnlyList<int> Unconflicted => [.. Seats.Where(s => s.Value == Stands.Unconflicted).Select(s => s.Key).Order()];

    /// <summary>An answer is raised, never lowered; who was silent comes back until the first vote.</summary>
    public bool MayAnswer(int seat, Stands says) => Seats[seat] switch
    {
        Stands.Asked => true,
        Stands.Silent => !SomebodyVoted,
        Stands.Unconflicted => says is Stands.Soft or Stands.Hard,
        Stands.Soft => says == Stands.Hard,
        _ => false,
    };

    public void Propose() => Votes = [];

    public void Vote(int seat, string vote)
    {
        Votes[seat] = vote;
        SomebodyVoted = true;
    }

    /// <summary>Another body decides: most members have a hard conflict (J3), or fewer than the minimum, or than two, can still come to decide (P1, J6).</summary>
    public bool IsBarred
    {
        get
        {
            var hard = Seats.Count(s => s.Key < 100 && (s.Value == Stands.Hard || LeftHard.Contains(s.Key))); // of those who sat there when it came in
            var possible = Seats.Count(s => s.Value is Stands.NotAsked or Stands.Asked or Stands.Unconflicted);
            return hard > members / 2.0 || possible < Math.Max(2, minimum);
        }
    }

    /// <summary>One or two do not limit anybody without a lent co-decider, and here nobody is lent.</summary>
    public bool MayPropose(bool limits) => !(limits && members <= 2);

    public bool Adopts(bool written, bool permanent, IEnumerable<int> alsoThere)
    {
        var counted = Votes.Where(v => Seats[v.Key] == Stands.Unconflicted).ToList();
        var there = counted.Select(v => v.Key).Concat(alsoThere).Distinct().Count();
        var yes = counted.Count(v => v.Value == "yes");
        // Hard, soft, silent and gone seats leave the denominator; an alternate is in it once it takes part.
        var all = Seats.Count(s => s.Key < 100 ? s.Value is Stands.Asked or Stands.Unconflicted : s.Value == Stands.Unconflicted);
        if (there < minimum || (permanent && there < 3))
        {
            return false;
        }

        if (!written && (quorum == "majority" ? there <= all / 2.0 : there < int.Parse(quorum, System.Globalization.CultureInfo.InvariantCulture)))
        {
            return false;
        }

        if (permanent)
        {
            return permanentRule == "unanimousOfAll" ? yes == all : yes > all / 2.0;
        }

        // A tie adopts nothing: nobody, and not the chair either, breaks it (P8).
        var of = written ? all : there;
        return yes > 0 && (rule == "unanimous" ? yes == of : rule == "twoThirds" ? yes >= of * 2 / 3.0 : yes > of / 2.0);
    }
}
