namespace Coc.Intake.Features.KeepingEvidence;

/// <summary>What people are told before they choose a file; here, so that every client shows the same words (P10, P24).</summary>
internal static class UploadNotice
{
    public const string Text =
        "Please do not upload sexual images of anyone under 18, not even as proof: tell us in a message where they are. "
        + "Files can say more than they show, such as where and when a picture was taken. The people who read your report see that too, and can use a copy without it.";
}
