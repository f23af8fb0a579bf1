namespace Coc.Cases.Domain;

/// <summary>When the reporters of a case were told that somebody has it, and by when they are to be: of several cases that became one, what the first of those who still wait is owed (R9, R64).</summary>
internal static partial class CaseEvolution
{
    private static (DateTimeOffset? Told, DateTimeOffset Due) Owed(DateTimeOffset? told, DateTimeOffset due, DateTimeOffset? toldThere, DateTimeOffset dueThere) =>
        toldThere is not null ? (told, due) : (null, told is not null || dueThere < due ? dueThere : due);

    // As if this one had never come: those that were linked after it still wait, and know what was owed before each of them.
    private static CaseState WithoutItsClock(CaseState state, LinkedCase gone)
    {
        var (told, due, stay) = (state.LinkedHere[0].AcknowledgedAt, state.LinkedHere[0].AcknowledgeDue, new List<LinkedCase>());
        foreach (var linked in state.LinkedHere)
        {
            told = linked.AcknowledgedAt ?? told;
            if (linked != gone)
            {
                stay.Add(linked with { AcknowledgedAt = told, AcknowledgeDue = due });
                (told, due) = Owed(told, due, linked.Taken.AcknowledgedAt, linked.Taken.AcknowledgeDue);
            }
        }

        return state with { LinkedHere = stay, AcknowledgedAt = state.AcknowledgedAt ?? (state.Unacknowledged.Except(gone.Reports).Any() ? null : told), AcknowledgeDue = due };
    }
}
