using Coc.Contracts.Channel;
using Coc.Liaison.Domain.Bodies;

namespace Coc.Liaison.Domain.Policies;

/// <summary>What a policy must leave possible: a body that can never decide, or never reaches a deadline, is no body.</summary>
internal static class PolicyLimits
{
    private const int DaysInAYear = 366;

    /// <summary>Null when nothing speaks against it.</summary>
    /// <param name="effectiveFrom">before <paramref name="now"/>: it has been in force since (a file's)</param>
    public static Refusal? Check(BodyState state, PolicyTerms terms, DateTimeOffset effectiveFrom, DateTimeOffset now, Surroundings around)
    {
        var (members, deciding) = Sitting(state, effectiveFrom, now);
        return Unreachable(terms, terms.MemberSeats ?? members, deciding) ?? NoBusinessDay(terms.Calendar, effectiveFrom > now ? effectiveFrom : now) ?? Arbiter(state.Profile!.Slug, around);
    }

    private static Refusal? Unreachable(PolicyTerms terms, int members, int deciding)
    {
        if (members == 0 && terms.QuorumOf(members) > 1)
        {
            return new Refusal(
                "memberSeatsNeeded", "R42", $"While no member sits, a quorum of {terms.Quorum} needs the number of members the body has by its charter (memberSeats): seats are filled one after the other, and nothing else says whether it can be reached.");
        }

        if (members > 0 && terms.QuorumOf(members) > members)
        {
            return new Refusal("quorumUnreachable", "R42", $"A quorum of {terms.Quorum} can never be reached by {members} members.");
        }

        var panel = Math.Max(members, deciding);
        return panel > 0 && terms.PanelMinimum > panel
            ? new Refusal("panelUnreachable", "P1", $"A panel of {terms.PanelMinimum} can never be formed from {panel} seats.")
            : null;
    }

    // Who sits when it takes effect, as far as is decided now; when that is no member at all, their successors are not appointed yet, and who sits now says how many there will be.
    // One that has been in force already is held against the most who sat together since: that seats ended later was no change of the policy, and what goes out has to come in again.
    private static (int Members, int Deciding) Sitting(BodyState state, DateTimeOffset from, DateTimeOffset now)
    {
        var seats = state.Seats.Values.Where(s => s.Decides).ToList();
        if (from > now && Count(s => s.IsKept(from)) is { Members: > 0 } then)
        {
            return then;
        }

        var before = from >= now ? [] : seats.Select(s => s.Terms.TermStart).Where(start => from < start && start < now).Append(from)
            .Select(at => Count(s => s.Terms.Covers(at) && (s.EndedAt is not { } end || at < end)));
        return before.Append(Count(s => s.IsKept(now))).Aggregate((one, other) => (Math.Max(one.Members, other.Members), Math.Max(one.Deciding, other.Deciding)));

        (int Members, int Deciding) Count(Func<Seat, bool> sits) => (seats.Count(s => s.Terms.Role == "member" && sits(s)), seats.Count(sits));
    }

    private static Refusal? NoBusinessDay(BusinessCalendar? calendar, DateTimeOffset from)
    {
        if (calendar is null)
        {
            return null;
        }

        var first = DateOnly.FromDateTime(from.UtcDateTime);
        return Enumerable.Range(0, DaysInAYear).Select(first.AddDays).Any(calendar.IsBusinessDay) ? null : new Refusal("noBusinessDay", "R9", "The calendar has no business day in a whole year: no deadline would ever come.");
    }

    private static Refusal? Arbiter(string slug, Surroundings around)
    {
        if (around.UnknownArbiter)
        {
            return new Refusal("unknownArbiter", "R17", "The arbiter is not a body in the directory.");
        }

        return around.LeadsBackTo(slug)
            ? new Refusal("circularArbiter", "R17", "The arbiters lead back to a body already asked: a dispute would never end.")
            : null;
    }
}
