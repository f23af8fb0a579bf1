using Coc.Intake.Features.Filing;
using Coc.Platform.Http;

namespace Coc.Intake.Features.Forwarding;

/// <summary>What a forwarder says beside the report itself.</summary>
internal sealed record ForwardedReport
{
    public string? Context { get; init; }

    public bool? ReadBack { get; init; }

    /// <summary>Who else was there when it was written down (R5).</summary>
    public string? Witness { get; init; }

    public bool? ReporterConsent { get; init; }

    public Check Limits(string @as) => new Check()
        .Optional(Context, "context", FilingLimits.LongText)
        .Optional(Witness, "witness", FilingLimits.Name)
        .That(Witness is null || @as == "transcribed", "witness", "is for what was written down for somebody")
        .That(ReporterConsent is not false || @as != "forwarded", "reporterConsent", "must not be false: what somebody does not want forwarded is not forwarded (P5)");
}
