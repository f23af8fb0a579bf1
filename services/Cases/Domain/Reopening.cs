namespace Coc.Cases.Domain;

/// <summary>A decision can be looked at again (R54): measures stay as they are until something else is decided.</summary>
internal static class Reopening
{
    public static Decision Reopen(CaseState state, CaseCommand.Reopen c)
    {
        var reopened = new CaseEvent.CaseReopened(Texts.Panel(c.Reason), state.Handling.Policy.StatusEvery.After(c.At, state.Handling.Policy.Calendar), c.Seat, c.At);
        return new CaseEvent[] { reopened, Stages.Reached(state.Apply([reopened]), CaseStage.Investigating, c.At) };
    }
}
