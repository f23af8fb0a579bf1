using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>The daily work: acknowledging, writing, triage, notes, status.</summary>
internal static class Working
{
    public static Decision Acknowledge(CaseState state, CaseCommand.Acknowledge c) => new List<CaseEvent>(
    [
        new CaseEvent.CaseAcknowledged(c.Seat, c.At),
        .. state.Unacknowledged.Select(r => new CaseEvent.ReporterMessaged(Ids.V5(state.Id, $"acknowledgement:{r}"), r, Texts.Reporter(r, c.Message), c.Seat, c.At)),
        .. state.Stage < CaseStage.Acknowledged
            ? [Stages.Reached(state, CaseStage.Acknowledged, c.At, c.At)]
            : new[] { Stages.Reached(state, state.Stage, c.At, c.At) }, // the receipt learns when, also where triage came first
    ]);

    public static Decision Write(CaseCommand.WriteToReporter c) =>
        new CaseEvent.ReporterMessaged(c.Message, c.Report, Texts.Reporter(c.Report, c.Text), c.Seat, c.At);

    public static Decision HearFromReporter(CaseState state, CaseCommand.HearFromReporter c) =>
        state.Exists && !state.HasGone && (c.Appeal is null || state.AppealOf?.Id == c.Appeal) && state.ThreadIds.Contains(c.Report) && state.ReportersSaid.All(w => w.Entry != c.Entry)
            ? TellingAhead.Late(state, new CaseEvent.ReporterWroteBack(c.Report, c.Entry, c.Kind, c.At, c.Answer))
            : Decision.Nothing;

    public static Decision Triage(CaseState state, CaseCommand.Triage c) => new List<CaseEvent>(
        [new CaseEvent.CaseTriaged(c.Impact, c.Risk, Texts.OptionalPanel(c.Note), c.Seat, c.At, c.Category), .. Stages.Forward(state, CaseStage.Triaged, c.At)]);

    public static Decision Assign(CaseState state, CaseCommand.Assign c)
    {
        if (state.SeatOf(c.To) is not { Clean: true, IsOutside: false })
        {
            return Refusal.NotOnThePanel;
        }

        return state.Assignee == c.To ? Decision.Nothing : new CaseEvent.CaseAssigned(c.To, c.Seat, c.At);
    }

    public static Decision RiskFactor(CaseState state, CaseCommand.RecordRiskFactor c) =>
        state.RiskFactors.Contains(c.Factor) == c.Present ? Decision.Nothing : new CaseEvent.RiskFactorRecorded(c.Factor, c.Present, c.Seat, c.At);

    /// <summary>With a second project J2 takes the case to the foundation, also later (R15).</summary>
    public static Decision NameProject(CaseState state, CaseCommand.NameProject c) =>
        state.Projects.Contains(c.Project) == c.Concerned ? Decision.Nothing
        : !c.Concerned && c.Project == state.Body ? new Refusal("ownProject", "R16", "The body's own project cannot be taken out; offer the case to the body whose it is.")
        : new CaseEvent.ProjectNamed(c.Project, c.Concerned, c.Seat, c.At);

    /// <summary>What a human here said stays.</summary>
    public static Decision LearnOfProject(CaseState state, CaseCommand.LearnOfProject c) =>
        state is { Exists: true, IsOver: false, Stage: < CaseStage.Decided } && !state.Projects.Contains(c.Project) && !state.NotConcerned.Contains(c.Project)
            ? new CaseEvent.ProjectNamed(c.Project, true, Guid.Empty, c.At)
            : Decision.Nothing;

    /// <summary>Codes only; what was struck stays struck.</summary>
    public static Decision NoticeResolution(CaseState state, CaseCommand.NoticeResolution c) => state.ResolutionNoticedAt is not null
        ? Decision.Nothing
        : new CaseEvent.ResolutionNoticed(
            state.Handling.Foundation, state.Decision!.Findings.Any(f => f.IsViolation) ? Finding.Violation : state.Decision.Findings[0].Outcome,
            [.. state.Notices.Where(n => !n.Struck).Select(n => n.Id)], [.. state.ReportIds], c.Seat, c.At);

    public static Decision Status(CaseState state, CaseCommand.NoteStatus c)
    {
        var noted = new CaseEvent.StatusNoted(
            c.State, Texts.OptionalPanel(c.Note), state.Handling.Policy.StatusEvery.After(c.At, state.Handling.Policy.Calendar), c.Seat, c.At);
        CaseStage? stage = c.State switch { "investigating" => CaseStage.Investigating, "deliberating" => CaseStage.Deliberating, _ => null };
        // What waits for counsel goes on waiting, whatever is said of it meanwhile.
        return stage is { } to && to != state.Stage && state.Stage != CaseStage.AwaitingLegal ? new CaseEvent[] { noted, Stages.Reached(state, to, c.At) } : noted;
    }
}
