using Coc.EventStore;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Tables;

namespace Coc.Sanctions;

/// <summary>What the domain's clock brings on the way back from a measure (R52): the day of an answer, and the day of a step.</summary>
internal static class ReturnClocks
{
    public const string AnswerDue = "answer";
    public const string StepDue = "step";
    public const string LiftDue = "lift";

    /// <summary>Who wished so is told before it ends (P14).</summary>
    public const string AheadDue = "ahead";

    private static readonly (string Kind, Func<SanctionState, DateTimeOffset?> At)[] Clocks =
    [
        (AnswerDue, s => s.WayBack.Open is { Overdue: false, Due: { } due } ? due : null),
        (StepDue, s => s.WayBack.NextStep?.From),
        (LiftDue, s => s.LiftFrom),
        (AheadDue, Ahead.TellAt),
    ];

    /// <summary>What changes of it; what is over waits for nothing.</summary>
    public static IEnumerable<StoreStatement> Of(StreamKey key, SanctionState before, SanctionState after)
    {
        foreach (var (kind, at) in Clocks)
        {
            var (was, now) = (before.Over ? null : at(before), after.Over ? null : at(after));
            if (was != now)
            {
                yield return now is { } due ? ReadRows.Due(kind, key, due) : ReadRows.NotDue(kind, key.Id);
            }
        }
    }
}
