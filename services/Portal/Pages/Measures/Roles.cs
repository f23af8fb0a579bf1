using Coc.Portal.Talking;

namespace Coc.Portal.Pages.Measures;

/// <summary>What a visitor's seats are for, as pages about measures ask. Which page is theirs follows from it, never what they may read there.</summary>
internal static class Roles
{
    /// <summary>Looks after spaces, or keeps the doors of events.</summary>
    public static bool CarriesOut(this Me me) => me.Is("executor", "moderator", "eventStaff");

    /// <summary>Bodies of which the visitor is the chair or the administration.</summary>
    public static IReadOnlyList<string> Managing(this Me me) => [.. me.Seats.Where(s => s.Chair || s.Role == "admin").Select(s => s.Body).Distinct()];
}
