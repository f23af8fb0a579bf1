namespace Coc.Sanctions.Domain;

/// <summary>Where a measure stands on the enforcement ladder of the Contributor Covenant 3.0 (domain.md 4.2, R46), above a warning, which is no sanction (P13). A ban with an end is a suspension there.</summary>
internal static class Ladder
{
    public const string LimitedActivities = "limitedActivities";
    public const string Suspension = "suspension";
    public const string PermanentBan = "permanentBan";

    public static string RungOf(string type, DateTimeOffset? until) => Standings.LevelOf(type) switch
    {
        4 => until is null ? PermanentBan : Suspension,
        3 => Suspension,
        _ => LimitedActivities,
    };
}
