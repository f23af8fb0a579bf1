namespace Coc.Intake.Domain;

/// <summary>The five states a reporter sees (P24).</summary>
internal static class ReceiptWords
{
    public const string HaveIt = "haveIt";
    private const string BeingRead = "beingRead";
    private const string LookingInto = "lookingInto";
    private const string Decided = "decided";
    private const string Finished = "finished";

    public static bool IsDecided(string word) => word is Decided or Finished;

    /// <summary>The word for a case's state; null for one that changes nothing for the reporter.</summary>
    public static string? Of(string caseState) => caseState switch
    {
        "received" or "conflictScreening" => HaveIt,
        "acknowledged" => BeingRead,
        "triaged" or "investigating" or "deliberating" or "awaitingLegal" => LookingInto,
        "decided" or "communicated" or "executing" or "monitoring" => Decided,
        "closed" => Finished,
        _ => null,
    };
}
