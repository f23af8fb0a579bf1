using Coc.Contracts.Channel;
using Coc.Liaison.Domain.Bodies;

namespace Coc.Liaison.Domain.Policies;

/// <summary>What a policy must leave possible: a body that can never decide, or never reaches a deadline, is no body.</summary>
internal static class PolicyLimits
{
    private const int DaysInAYear = 366;

    /// <summary>Null when nothing speaks against it.</summary>
    public static Refusal? Check(BodyState state, PolicyTerms terms, DateTimeOffset effectiveFrom, DateTimeOffset now, Surroundings around)
    {
        var at = effectiveFrom > now ? effectiveFrom : now;
        var seats = state.Seats.Values.Where(s => s.Decides && s.IsKept(at)).ToList();
        var members = terms.MemberSeats ?? seats.Count(s => s.Terms.Role == "member");
        return Unreachable(terms, members, Math.Max(members, seats.Count)) ?? NoBusinessDay(terms.Calendar, at) ?? Arbiter(state.Profile!.Slug, around);
    }

    // While nobody sits and no charter size is given there is nothing to measure against.
    private static Refusal? Unreachable(PolicyTerms terms, int members, int deciding)
    {
        if (members > 0 && terms.QuorumOf(members) > members)
        {
            return new Refusal("quorumUnreachable", "R42", $"A quorum of {terms.Quorum} can never be reached by {members} members.");
        }

        return deciding > 0 && terms.PanelMinimum > deciding
            ? new Refusal("panelUnreachable", "P1", $"A panel of {terms.PanelMinimum} can never be formed from {deciding} seats.")
            : null;
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
