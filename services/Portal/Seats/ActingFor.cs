using Coc.Portal.Talking;

namespace Coc.Portal.Seats;

/// <summary>What somebody may do in a body by the seats they hold; the API has the last word.</summary>
internal static class ActingFor
{
    /// <summary>Decides in the body whose seats act for this one.</summary>
    public static bool DecidesFor(this Me me, BodyCard body) => me.Seats.Any(s => s.Decides && s.Body == body.ActingSlug);

    /// <summary>May say what is to change there; another seat confirms it.</summary>
    public static bool ProposesFor(this Me me, BodyCard body) => me.IsAdmin || me.Seats.Any(s => s is { Decides: true, Chair: true } && s.Body == body.ActingSlug);

    /// <summary>May read seats and rules in full.</summary>
    public static bool ReadsAllOf(this Me me, BodyCard body) => me.IsAdmin || me.IsAuditor || me.DecidesFor(body);
}
