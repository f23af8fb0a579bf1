namespace Coc.Cases.Domain;

/// <summary>
/// A case without a report (R6). Everybody is asked about conflicts as for any case; who opens it knows what it is about and says by that to have none, as who
/// answers a notice does. Nobody is told, because nobody reported it.
/// </summary>
internal static class OpeningByCommittee
{
    public static Decision Open(CaseState state, CaseCommand.OpenByCommittee c)
    {
        if (state.Exists)
        {
            return Decision.Nothing; // asked again
        }

        if (c.Handling.Seats.FirstOrDefault(s => s.Seat == c.Seat) is not { Role: "member" or "alternate" })
        {
            return Refusal.NotOnThePanel;
        }

        var policy = c.Handling.Policy;
        var opened = new CaseEvent.CaseOpenedByCommittee(
            c.Case, CodeNames.Of(c.Case), c.Case, c.Handling, c.Risk, Texts.Panel(c.Summary), policy.StatusEvery.After(c.At, policy.Calendar), c.Seat, c.At);
        var request = Screening.RequestOf(c.Case, c.Seat);
        return new CaseEvent[]
        {
            opened,
            new CaseEvent.ConflictRequested(request, c.Seat, [], c.At, c.At),
            new CaseEvent.ConflictAnswered(request, c.Seat, Conflict.None, Conflict.None, 0, null, null, c.At),
            Stages.Reached(state.Apply([opened]), CaseStage.Acknowledged, c.At),
        };
    }

    /// <summary>One person more. Whoever had answered for the others answers again; who adds the person knows whom it is about (P1).</summary>
    public static Decision AddSubject(CaseState state, CaseCommand.AddSubject c)
    {
        if (state.SubjectOf(c.Person) is { Mistaken: false })
        {
            return Persons.Identify(state, new CaseCommand.Identify(c.Seat, c.At, c.Person, c.Accounts, c.Name, c.Description, true));
        }

        if (state.SubjectOf(c.Person) is not null)
        {
            return new Refusal("mistaken", "P22", "It was found that this person was mistaken for somebody else.");
        }

        if (state.Stage >= CaseStage.AwaitingLegal)
        {
            return new Refusal("alreadyDecided", "P3", "What is decided names its persons; reopen the case to add one.");
        }

        var owner = $"accused:{c.Person}";
        return new List<CaseEvent>(
        [
            new CaseEvent.SubjectAdded(
                c.Person, c.CodeName, c.Accounts.Count == 0 ? null : EventStore.Sensitive.Of(c.Accounts, owner), EventStore.Sensitive.OfOptional(c.Name, owner),
                EventStore.Sensitive.OfOptional(c.Description, owner), c.Seat, c.At),
            .. state.Panel.Where(p => p is { Left: false, Conflict: Conflict.None or Conflict.Soft } && p.Seat != c.Seat)
                .Select(p => new CaseEvent.ConflictAskedAgain(p.Seat, Screening.AnswerDue(state, c.At), c.At)),
        ]);
    }
}
