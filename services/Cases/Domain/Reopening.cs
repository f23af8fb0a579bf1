namespace Coc.Cases.Domain;

/// <summary>A decision can be looked at again (R54): measures stay as they are until something else is decided.</summary>
internal static class Reopening
{
    public const string Overturned = "overturned";
    public const string Superseded = "superseded";

    public static Decision Reopen(CaseState state, CaseCommand.Reopen c)
    {
        var reopened = new CaseEvent.CaseReopened(Texts.Panel(c.Reason), state.Handling.Policy.StatusEvery.After(c.At, state.Handling.Policy.Calendar), c.Seat, c.At);
        return new CaseEvent[] { reopened, Stages.Reached(state.Apply([reopened]), CaseStage.Investigating, c.At) };
    }

    /// <summary>What holds for a person: the latest decision that says something about them. A later one that does not name them leaves it as it is.</summary>
    public static RecordedDecision? Standing(CaseState state, Guid person) => state.Decisions.Select(d => WhatHolds.Of(state, d))
        .LastOrDefault(d => d.Findings.Any(f => f.Person == person) || state.ProposalOf(d.Proposal)!.Content.Remedies.Any(r => r.Person == person));

    /// <summary>What earlier decisions imposed on the persons of whom the new one finds something; on anybody else it holds on.</summary>
    public static IEnumerable<CaseEvent> Due(CaseState state, DateTimeOffset at)
    {
        if (state is not { Decision: { } decision, Earlier.Count: > 0 })
        {
            yield break;
        }

        foreach (var found in decision.Findings.Where(f => f.Person is not null).GroupBy(f => f.Person!.Value))
        {
            var measures = state.Earlier.SelectMany(d => WhatHolds.Of(state, d).Measures).Where(m => m.Person == found.Key).Select(m => m.Sanction).Except(state.EndedBySecondDecision).ToList();
            var cleared = found.All(f => !f.IsViolation);
            if (measures.Count > 0 && (cleared || !AwaitsTheNewOne(state, decision, found.Key)))
            {
                yield return new CaseEvent.EarlierMeasuresEnded(decision.Id, cleared ? Overturned : Superseded, measures, at);
            }

            foreach (var agreed in cleared ? Agreeing.EndFor(state, found.Key, at, madeBy: decision) : [])
            {
                yield return agreed;
            }
        }
    }

    // What replaces a measure waits for the person to be told; until then the first one holds.
    private static bool AwaitsTheNewOne(CaseState state, RecordedDecision decision, Guid person) =>
        decision.Permission is null && decision.Measures.Any(m => m.Person == person) && state.SubjectOf(person) is { Told: false, Mistaken: false };
}
