using System.Text;
using Coc.Liaison.Domain.Policies;

namespace Coc.Liaison.Domain.Bodies;

/// <summary>What a seat must satisfy, new or changed.</summary>
internal static class SeatRules
{
    /// <summary>Null when nothing speaks against it.</summary>
    public static Refusal? Check(BodyState state, Guid seat, Guid account, SeatTerms terms, DateTimeOffset now)
    {
        var others = state.ActiveSeats(now).Where(s => s.Id != seat).ToList();
        if (others.Any(s => s.Account == account && (s.Terms.Role == terms.Role || (s.Decides && Decides(terms)))))
        {
            return new Refusal("alreadySeated", null, "This account holds such a seat of this body already.");
        }

        if (terms.Chair && terms.Role != "member")
        {
            return new Refusal("chairIsMember", "P8", "Only a member can be the chair.");
        }

        return BreaksEmployerCap(state, others, terms, now)
            ? new Refusal("employerCap", "R34", "As many elected seats as the policy allows are held by people of this employer already.")
            : null;
    }

    // The cap keeps one company from electing the majority; appointed (staff) seats are outside it.
    private static bool BreaksEmployerCap(BodyState state, List<Seat> others, SeatTerms terms, DateTimeOffset now)
    {
        var cap = state.PolicyAt(now).Terms.Complete(state.Profile!, others.Count).EmployerCap;
        return cap is { } most && Counts(terms) && Normal(terms) is { Length: > 0 } employer && others.Count(s => Counts(s.Terms) && Normal(s.Terms) == employer) >= most;
    }

    private static bool Decides(SeatTerms terms) => terms.Role is "member" or "alternate";

    private static bool Counts(SeatTerms terms) => Decides(terms) && terms.Appointment == "elected";

    private static string Normal(SeatTerms terms) => string.Join(
        ' ', (terms.Employer?.Value ?? "").Normalize(NormalizationForm.FormKC).ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
