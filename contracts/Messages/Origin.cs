namespace Coc.Contracts;

/// <summary>What every message on the bus carries beside its facts: where it comes from and what the Ledger joins on. Ids, codes and instants only.</summary>
/// <param name="Event">id of the stored event this message was made from</param>
/// <param name="Stream">its stream</param>
/// <param name="Version">its version in that stream</param>
/// <param name="Previous">last earlier version of that stream per contract name, of those that come in order; a consumer waits for the highest of those it takes</param>
/// <param name="Body">slug of the body it belongs to, or the guarded tenant (<c>*intake*</c>)</param>
/// <param name="Incident">the incident that linked reports and cases share</param>
/// <param name="Correlation">one per request or message chain</param>
/// <param name="Causation">the event that led to it; null when a person's command did</param>
/// <param name="Actor"><c>account:{id}</c>, <c>receipt:{report}</c>, <c>room:{person}</c> or <c>system</c></param>
/// <param name="Seat">acting seat</param>
/// <param name="Role">its role</param>
/// <param name="PolicyVersion">version of the body's policy that applied</param>
/// <param name="At">domain instant, UTC</param>
/// <param name="Hash">chain hash of the event, lower-case hex</param>
public sealed record Origin(
    Guid Event, Guid Stream, long Version, IReadOnlyDictionary<string, long> Previous, string Body, Guid? Incident, Guid Correlation, Guid? Causation,
    string? Actor, Guid? Seat, string? Role, int? PolicyVersion, DateTimeOffset At, string? Hash);

/// <summary>A message between services. Never text that a person wrote, never a name, account, address or evidence.</summary>
public interface IIntegrationMessage
{
    /// <summary>Where it comes from.</summary>
    Origin Origin { get; }
}

/// <summary>One recorded step of the trail; every service publishes one for each step it records, only the Ledger takes it.</summary>
/// <param name="Step">filed, identified, routed, opened, conflictAnswered, acknowledged, triaged, heard, proposed, voted, decided, told, imposed, released, offered, answered, orderIssued, orderClosed, …</param>
/// <param name="Thing">report, case, sanction, notice, order, transfer, legalRequest</param>
/// <param name="ThingId">its id</param>
/// <param name="Case">the case whose wall guards this step; null when another thing's wall does</param>
/// <param name="Report">set for steps of a report, whose wall is that of the case it went to</param>
/// <param name="Links">other things this step ties this one to (the report a case was opened for, the sanction of a notice)</param>
/// <param name="CodeName">code name of the case or person, where there is one</param>
/// <param name="Rule">the rule that decided: J1, R42, P2, …</param>
/// <param name="Outcome">a code: none, soft, yes, adopted, done, …</param>
public sealed record StepRecorded(
    Origin Origin, string Step, string Thing, Guid ThingId, Guid? Case, Guid? Report, IReadOnlyList<Guid> Links, string? CodeName, string? Rule, string? Outcome)
    : IIntegrationMessage;
