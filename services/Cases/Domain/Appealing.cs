using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>
/// Appeals (R60 to R62, P15): a case of its own in the appeal body, with its own screening, none of whose seats was asked about the first one. It gets the first file without the panel's notes and what is
/// privileged; nothing is stayed by itself.
/// </summary>
internal static class Appealing
{
    public const string Accused = "accused";
    public const string Reporter = "reporter";
    public const string Rule = "P15";

    /// <summary>Why two cases of appeals are tied.</summary>
    public const string SameDecision = "sameDecision";

    /// <summary>It stays as it was decided.</summary>
    public const string Upheld = "uphold";

    /// <summary>Something else is decided in place of it.</summary>
    public const string Change = "change";

    private const string Overturn = "overturn";

    public static readonly string[] Outcomes = [Upheld, Change, Overturn];

    /// <summary>Who decides an appeal: the foundation over its projects, over itself others of it, else the parent.</summary>
    public static IReadOnlyList<string> Bodies(CaseState state) =>
        [.. new[] { state.IsProject ? state.Handling.Foundation : state.Body, state.Handling.Kind == "parent" ? null : state.Handling.Parent, state.Handling.Policy.Arbiter }.OfType<string>().Distinct()];

    /// <summary>What leads to everybody who was ever asked about the matter: its reports and rooms.</summary>
    public static IEnumerable<Guid> Things(CaseState state) => [.. state.ThreadIds, .. state.Accused.Rooms.Select(r => r.Id)];

    /// <summary>Until when what was decided may be appealed; null: it has not reached who asks.</summary>
    public static DateTimeOffset? Until(CaseState state, Guid? person, Guid? report) => Appealable.By(state, person, report)?.Until;

    /// <summary>Of the decision that could be appealed now: what became of an earlier one is appealed anew.</summary>
    public static bool IsPending(CaseState state, Guid? person, Guid? report) => Appealable.By(state, person, report) is { } open && IsPending(state, open.Decision, person, report);

    private static bool IsPending(CaseState state, RecordedDecision decision, Guid? person, Guid? report) => state.Appeals.Any(a => a.IsOf(decision) && a.IsBy(person, report));

    /// <summary>Which of the cases of a report or room is appealed: the one whose decision was told last of those that can be.</summary>
    public static CaseState? First(IEnumerable<CaseState> cases, Guid? report, Guid? room) =>
        cases.Where(s => !s.HasGone).Select(s => (Case: s, Open: Appealable.By(s, s.PersonOf(room), report))).Where(c => c.Open is not null).OrderByDescending(c => c.Open!.Decision.At).FirstOrDefault().Case;

    private static Guid? PersonOf(this CaseState state, Guid? room) => room is { } id ? state.Accused.Room(id)?.Person : null;

    /// <summary>Once for each who may, and for each decision; who comes late was told so before.</summary>
    public static Decision Receive(CaseState state, CaseCommand.ReceiveAppeal c)
    {
        if (state.HasGone || state.Appeals.Any(a => a.Id == c.Appeal) || What(state, c) is not { } appealed || appealed.Until < c.WrittenAt || IsPending(state, appealed.Decision, c.Person, c.Report))
        {
            return Decision.Nothing;
        }

        return new CaseEvent.AppealReceived(c.Appeal, c.By, c.Person, c.Report, c.Grounds, c.Receiver.Slug, c.ToCase, c.At, appealed.Decision.Id);
    }

    // What was open when it was written: an appeal that was taken is not lost because the panel went on meanwhile.
    private static Appealable? What(CaseState state, CaseCommand.ReceiveAppeal c) => Appealable.By(state, c.Person, c.Report, c.WrittenAt);

    /// <summary>The appeal's own case.</summary>
    public static IReadOnlyList<CaseEvent> Begin(CaseState first, CaseCommand.ReceiveAppeal c)
    {
        var (policy, decision) = (c.Receiver.Policy, WhatHolds.Of(first, What(first, c)!.Decision));
        var opened = new CaseEvent.CaseOpened(
            c.ToCase, CodeNames.Of(c.ToCase), first.Incident, first.Reports.Count == 0 ? null : first.Reports[0], first.Urgency, first.Projects, first.Event, c.Receiver, c.Subjects, Rule, "appeal",
            policy.AcknowledgeWithin.After(c.At, policy.Calendar), policy.StatusEvery.After(c.At, policy.Calendar), c.At);
        List<CaseEvent> events =
        [
            opened,
            new CaseEvent.AppealOpened(
                c.Appeal, first.Body, first.Id, c.By, c.Person, c.Report, c.Grounds, decision.Findings, decision.Measures, decision.At, [.. first.Reports.Skip(1)], [.. File(first, decision, c)], c.At),
            // The other side appeals too: who decides the one has to know of the other. In another body it is not known.
            .. Others(first, c.Appeal, c.Receiver.Slug).Select(a => new CaseEvent.FollowsCase(a.ToCase, SameDecision, c.At)),
            .. AffectedPeople.Carried(first, CaseState.None, c.At),
            .. Safeguarding.Carried(first, CaseState.None, c.At),
            .. OpeningByCommittee.Carried(first, c.Subjects, c.At),
            .. first.Evidence.Select(e => new CaseEvent.EvidenceCarried(e.Id, e.At, c.At)),
            .. first.Accused.Rooms.Select(r => new CaseEvent.RoomCarried(r.Id, r.Person, r.Number, r.EnteredAt, null, [.. r.Entries.Where(e => e.Kind == "evidence")], c.At)),
        ];
        // Who appeals has spoken.
        if (c.Person is { } person && c.Text is { } said)
        {
            events.Add(new CaseEvent.PersonHeard(Ids.V5(c.Appeal, "heard"), person, Texts.Accused(person, said), false, null, Guid.Empty, c.At, c.Appeal));
        }

        if (c.Report is { } report)
        {
            // Our words, so no second seat is needed; from here, so that the first panel does not read to whom they went.
            events.Add(new CaseEvent.ReporterMessaged(
                Ids.V5(c.Appeal, "received"), report, Texts.Reporter(report, $"We have your appeal. {c.Receiver.Slug} decides it; nobody who was asked to handle the first case takes part. What was decided holds until then."), null, c.At));
        }

        var state = CaseState.None.Apply(events);
        return Consequences.Complete(CaseState.None, [.. events, Stages.Reached(state, CaseStage.Acknowledged, c.At)], c.At).Events;
    }

    /// <summary>Open appeals of the same decision in the same body, beside this one.</summary>
    public static IEnumerable<Appeal> Others(CaseState first, Guid appeal, string to) => first.Appeals.Where(a => a.Id != appeal && a.Outcome is null && a.To == to);

    /// <summary>The earlier appeal's case learns of the later one, so that not both replace the same measure.</summary>
    public static Decision Learn(CaseState state, CaseCommand.LearnOfAppeal c) => state is { Exists: true, IsOver: false, AppealOf: not null } && !state.SameDecision.Contains(c.Case)
        ? new CaseEvent.FollowsCase(c.Case, SameDecision, c.At)
        : Decision.Nothing;

    /// <summary>The other appeal went to another body: it is still the same decision.</summary>
    public static Decision Follow(CaseState state, CaseCommand.FollowAppeal c) =>
        state is { Exists: true, HasGone: false } && state.SameDecision.Contains(c.From) ? new CaseEvent.OtherAppealMoved(c.From, c.To, c.At) : Decision.Nothing;

    /// <summary>Whether a reporter hears where the case goes: of an appeal only who appealed; the others do not know that there is one.</summary>
    public static bool Hears(CaseState state, Guid report) => state.AppealOf is not { } appeal || appeal.Report == report;

    /// <summary>What is decided here says how the appeal ends, and nowhere else.</summary>
    public static Refusal? Beyond(CaseState state, DecisionContent content) => (state.AppealOf, content.AppealOutcome) switch
    {
        (null, null) => null,
        (null, _) => new("noAppeal", Rule, "This case decides no appeal."),
        (_, null) => new("appealOutcomeMissing", Rule, "Say whether the first decision is upheld, changed or overturned."),
        (_, Upheld or Overturn) when content.Remedies.Any(r => r.Limits) => new("appealRemedies", Rule, "Only a changed decision has measures of its own."),
        (_, Overturn) when content.Findings.Any(f => f.IsViolation) => new("appealFindings", Rule, "What is overturned finds no violation; change the decision instead."),
        (_, Change or Overturn) when Unfound(state, content).Any() => new("appealFindingMissing", Rule, "Say what is found about everybody whose measure the appeal is about; otherwise it would end without a word."),
        _ => null,
    };

    // Who was found to be mistaken for somebody else is not decided about.
    private static IEnumerable<Guid> Unfound(CaseState state, DecisionContent content)
    {
        var appeal = state.AppealOf!;
        return appeal.Measures.Where(m => appeal.Appealed.Contains(m.Sanction)).Select(m => m.Person)
            .Where(p => state.SubjectOf(p) is { Mistaken: false } && content.Findings.All(f => f.Person != p)).Distinct();
    }

    /// <summary>To let stand what was decided needs no new hearing; anything else that finds a violation does.</summary>
    public static bool NeedsNoHearing(CaseState state, DecisionContent content) => state.AppealOf is not null && content.AppealOutcome == Upheld;

    /// <summary>Something else holds than everybody was told, who appealed or not.</summary>
    public static bool SomethingElseHolds(CaseState state) => state.AppealOf is { Outcome: Change or Overturn };

    /// <summary>What the decision on the appeal brings with it.</summary>
    public static IEnumerable<CaseEvent> Due(CaseState state, DateTimeOffset at)
    {
        if (state is not { AppealOf: { } appeal, Decision: { } decision } || state.ProposalOf(decision.Proposal)!.Content.AppealOutcome is not { } outcome)
        {
            yield break;
        }

        if (appeal.Outcome != outcome)
        {
            yield return new CaseEvent.AppealDecided(appeal.Id, outcome, at);
        }

        // What replaces a measure waits for the person to be told; until then the first one holds.
        if (outcome == Overturn || (outcome == Change && (decision.Permission is not null || !Communicating.Untold(state).Any())))
        {
            if (!appeal.MeasuresOverturned && appeal.Appealed.Count > 0)
            {
                yield return new CaseEvent.FirstMeasuresOverturned(appeal.Id, outcome, appeal.Appealed, at);
            }

            foreach (var word in HoldsNoMore.Due(state, decision, at))
            {
                yield return word;
            }
        }
    }

    /// <summary>
    /// The first case learns it in the same transaction, unless it is another body's by now. No violation was found: the notice to the foundation is struck.
    /// </summary>
    public static Decision Settle(CaseState state, CaseCommand.SettleAppeal c)
    {
        if (state.HasGone || state.Appeals.FirstOrDefault(a => a.Id == c.Appeal) is not { } appeal || appeal.Outcome == c.Outcome)
        {
            return Decision.Nothing;
        }

        return new List<CaseEvent>(
        [
            new CaseEvent.AppealSettled(c.Appeal, c.Outcome, c.At, c.Findings, c.Measures),
            .. c.Outcome == Overturn
                ? [
                    .. state.Notices.Where(n => !n.Struck && (appeal.Person is null || n.Person == appeal.Person)).Select(n => new CaseEvent.IncidentNoticeStruck(n.Id, c.At)),
                    .. state.Subjects.Where(s => appeal.Person is null || s.Person == appeal.Person).SelectMany(s => Agreeing.EndFor(state, s.Person, c.At)),
                ]
                : Array.Empty<CaseEvent>(),
        ]);
    }

    // Notes are the first panel's own; advice of counsel is privileged; what went to reporters may say who they are.
    private static IEnumerable<CarriedText> File(CaseState first, RecordedDecision decision, CaseCommand.ReceiveAppeal c)
    {
        var rationale = first.ProposalOf(decision.Proposal)!.Content.Rationale;
        return
        [
            .. c.Text is { } said ? [new CarriedText("appeal", c.At, c.Person, c.Person is { } by ? Texts.Accused(by, said) : Texts.Reporter(c.Report!.Value, said))] : Array.Empty<CarriedText>(),
            .. Transferring.Content(first, c.At, _ => true),
            .. new[] { ("rationale", rationale.ForPanel), ("rationaleForAccused", rationale.ForAccused), ("rationaleForReporter", rationale.ForReporter) }
                .Where(r => r.Item2?.Value is not null).Select(r => new CarriedText(r.Item1, decision.At, null, Texts.Panel(r.Item2!.Value!))),
        ];
    }
}
