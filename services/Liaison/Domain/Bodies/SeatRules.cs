using System.Text;

namespace Coc.Liaison.Domain.Bodies;

/// <summary>What a seat must satisfy, new or changed, during all of its term: seats in force and seats decided for later count alike.</summary>
internal static class SeatRules
{
    /// <summary>Null when nothing speaks against it.</summary>
    /// <param name="alone">only what does not depend on other seats</param>
    public static Refusal? Check(BodyState state, Guid seat, Guid account, SeatTerms terms, DateTimeOffset now, Surroundings around, bool alone = false)
    {
        if (terms.TermEnd is { } end && (end <= terms.TermStart || end <= now))
        {
            return TermEndsBeforeItBegins;
        }

        if (terms.Chair && terms.Role != "member")
        {
            return new Refusal("chairIsMember", "P8", "Only a member can be the chair.");
        }

        return alone ? null : Beside(state, seat, account, terms, now, around);
    }

    public static Refusal TermEndsBeforeItBegins { get; } = new("termEndsBeforeItBegins", "R36", "A term has to end after it begins, and in the future.");

    /// <summary>In another body the same people are too many of one employer now.</summary>
    public static Refusal CapBeyond { get; } = new("employerCap", "R34", "Where the same person names no employer, in another body, as many seats as its policy allows are held by people of this employer already.");

    // What is told of other bodies names none of them, nor a person.
    private static Refusal? Beside(BodyState state, Guid seat, Guid account, SeatTerms terms, DateTimeOffset now, Surroundings around)
    {
        if (around.UnknownPerson)
        {
            return new Refusal("samePersonUnknown", "P1", "Whom the seat is said to be for is no seat and no account of the directory.");
        }

        var others = state.Seats.Values.Where(s => s.Id != seat && s.IsKept(now) && Overlap(s.Terms, terms)).ToList();
        if (others.Any(s => (s.Account == account || around.Person.Contains(s.Account)) && (s.Terms.Role == terms.Role || (s.Decides && terms.Decides))))
        {
            return new Refusal("alreadySeated", null, "This person holds such a seat of this body already.");
        }

        if (terms.Decides && around.Elsewhere.Count > 0)
        {
            return new Refusal("seatInTwoBodies", "R34", "This person decides in a body that does not go together with this one.");
        }

        return BreaksEmployerCap(state, seat, others, terms, now, around.Employers)
            ? new Refusal("employerCap", "R34", "As many seats as the policy allows are held by people of this employer already.")
            : around.CapsBeyond.Count > 0 ? CapBeyond : null;
    }

    /// <summary>Whether a seat, as it is, is one too many of its holder's employer.</summary>
    /// <param name="elsewhere">for whom holders work by what they say elsewhere</param>
    public static bool BreaksEmployerCap(BodyState state, Guid seat, SeatTerms terms, DateTimeOffset now, IReadOnlyDictionary<Guid, string> elsewhere) =>
        BreaksEmployerCap(state, seat, [.. state.Seats.Values.Where(s => s.Id != seat && s.IsKept(now) && Overlap(s.Terms, terms))], terms, now, elsewhere);

    // Checked whenever somebody joins during the term: a seat that begins later counts from then on. Who names no employer here works for whom they name elsewhere.
    private static bool BreaksEmployerCap(BodyState state, Guid seat, List<Seat> others, SeatTerms terms, DateTimeOffset now, IReadOnlyDictionary<Guid, string> elsewhere)
    {
        var policy = state.PolicyAt(Later(terms.TermStart, now)).Terms;
        if (!policy.CountsForCap(terms) || EmployerOf(seat, terms) is not { Length: > 0 } employer)
        {
            return false;
        }

        var instants = others.Select(s => s.Terms.TermStart).Append(terms.TermStart).Select(at => Later(at, now)).Where(terms.Covers).Distinct();
        return instants.Any(at =>
        {
            var beside = others.Where(s => s.Terms.Covers(at)).ToList();
            var members = beside.Count(s => s.Terms.Role == "member") + (terms.Role == "member" ? 1 : 0);
            return policy.EmployerCapFor(members) is { } most && beside.Count(s => policy.CountsForCap(s.Terms) && EmployerOf(s.Id, s.Terms) == employer) >= most;
        });

        string EmployerOf(Guid id, SeatTerms held) => Normal(held.Employer?.Value) is { Length: > 0 } stated ? stated : Normal(elsewhere.GetValueOrDefault(id));
    }

    private static bool Overlap(SeatTerms one, SeatTerms other) =>
        (one.TermEnd is not { } oneEnds || other.TermStart < oneEnds) && (other.TermEnd is not { } otherEnds || one.TermStart < otherEnds);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static string Normal(string? employer) => string.Join(
        ' ', (employer ?? "").Normalize(NormalizationForm.FormKC).ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
