namespace Coc.Ledger.Features.Tracing;

/// <summary>One recorded step as it came over the bus.</summary>
/// <param name="Id">id of the stored event</param>
/// <param name="Case">the case whose wall guards it</param>
/// <param name="Report">a step of this report, guarded by the case the report went to</param>
/// <param name="Links">other things it ties its own thing to</param>
/// <param name="Body">slug, or a guarded tenant such as <c>*intake*</c></param>
internal sealed record Step(
    Guid Id, Guid Stream, long Version, string What, string Thing, Guid ThingId, Guid? Case, Guid? Report, Guid? Incident, IReadOnlyList<Guid> Links, string Body,
    string? CodeName, DateTimeOffset At, string? Actor, Guid? Seat, string? Role, Guid? Causation, string? Rule, int? PolicyVersion, string? Outcome, string? Hash)
{
    /// <summary>Everything this step holds together.</summary>
    public IEnumerable<Guid> Ties => new[] { ThingId, Case, Report, Incident }.OfType<Guid>().Concat(Links).Distinct();

    /// <summary>Whether it is a step of the thing itself, not one that merely mentions it.</summary>
    public bool IsOf(Guid thing) => thing == ThingId || thing == Case || thing == Report || thing == Incident;
}
