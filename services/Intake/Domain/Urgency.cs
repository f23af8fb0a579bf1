namespace Coc.Intake.Domain;

/// <summary>What cannot wait for business hours (P1, P10, P21).</summary>
internal static class Urgency
{
    public const string Urgent = "urgent";
    public const string Normal = "normal";

    private static readonly string[] Threats = ["threat", "violence"];

    /// <summary>Someone is in danger, a threat goes on, a child is affected, or a reporter is being punished for reporting.</summary>
    public static string Of(bool safetyConcern, string kind, IEnumerable<Affected> affected, bool ongoingThreat = false) =>
        safetyConcern || ongoingThreat || kind == "retaliation" || affected.Any(a => a.Minor == "yes") ? Urgent : Normal;

    /// <summary>It goes on, and the section of the code the reporter named is about threats.</summary>
    public static bool IsOngoingThreat(bool ongoing, string? codeSection) =>
        ongoing && codeSection is not null && Threats.Any(t => codeSection.Contains(t, StringComparison.OrdinalIgnoreCase));
}
