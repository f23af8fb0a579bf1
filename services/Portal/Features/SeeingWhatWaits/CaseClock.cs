namespace Coc.Portal.Features.SeeingWhatWaits;

/// <summary>
/// Which clock the nearest date of a case is. Its list says when, not why: before anybody was told that it arrived it can be told by the date, after that only by where the case stands. The case itself says it exactly,
/// but opening a case is a recorded read, and a queue that looks by itself must not read.
/// </summary>
internal static class CaseClock
{
    public const string Acknowledge = "acknowledge";
    public const string Status = "status";
    public const string Tell = "tell";
    public const string Follow = "follow";

    public static string Of(string state, DateTimeOffset? due, DateTimeOffset acknowledgeDue) => state switch
    {
        "received" or "conflictScreening" when due == acknowledgeDue => Acknowledge,
        "received" or "conflictScreening" or "acknowledged" or "triaged" or "investigating" or "deliberating" or "awaitingLegal" => Status,
        "decided" or "communicated" => Tell,
        _ => Follow,
    };
}
