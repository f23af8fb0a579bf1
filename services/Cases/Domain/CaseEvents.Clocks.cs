namespace Coc.Cases.Domain;

internal abstract partial record CaseEvent
{
    /// <summary>What a panel owed somebody outside it was not done in time (R9, R10, R39).</summary>
    /// <param name="Clock">acknowledge, status, tell, safeguarding, minorCounsel</param>
    /// <param name="Next">when it is due then, where it runs again</param>
    public sealed record ClockBreached(string Clock, DateTimeOffset Due, DateTimeOffset? Next, DateTimeOffset At) : CaseEvent;
}
