namespace Coc.Intake.Domain;

/// <summary>What cannot wait for business hours (P1, P10, P21).</summary>
internal static class Urgency
{
    public const string Urgent = "urgent";
    public const string Normal = "normal";

    /// <summary>Someone is in danger, a child is affected, or a reporter is being punished for reporting.</summary>
    public static string Of(bool safetyConcern, string kind, IEnumerable<Affected> affected) =>
        safetyConcern || kind == "retaliation" || affected.Any(a => a.Minor == "yes") ? Urgent : Normal;
}
