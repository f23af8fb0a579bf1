using Coc.Platform.Http;

namespace Coc.Liaison.Features.SettingPolicies;

/// <summary>Instants people state. Far from now they are slips of the pen, and at the ends of the calendar no deadline can be computed from them.</summary>
internal static class Dates
{
    private const int Years = 50;

    public static Check Near(this Check check, DateTimeOffset? at, string path, DateTimeOffset now) => check.That(
        at is not { } stated || (stated > now.AddYears(-Years) && stated < now.AddYears(Years)), path, $"must lie within {Years} years of now");
}
