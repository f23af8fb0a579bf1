using Coc.Platform.Http;

namespace Coc.Cases.Features.TellingAccused;

/// <summary>What is thought of somebody who does not know of the report, before an accused person is told (P4).</summary>
/// <param name="Safety">what it would mean for the affected person's safety</param>
/// <param name="Wish">what they would want, as far as it is known</param>
internal sealed record Considerations(string? Safety, string? Wish)
{
    public (string Safety, string Wish) Said => (Safety!, Wish!);
}

internal static class CheckConsiderations
{
    public static Check Considered(this Check check, Considerations? said) => said is null ? check : check
        .Text(said.Safety, "considered.safety", TextLimits.Reason)
        .Text(said.Wish, "considered.wish", TextLimits.Reason);
}
