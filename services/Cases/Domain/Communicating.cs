namespace Coc.Cases.Domain;

/// <summary>Texts about findings and decisions: written by one, approved by another (P6); and what follows once people know.</summary>
internal static class Communicating
{
    /// <summary>Who holds an event the parent does not produce, and reported what happened there (J11).</summary>
    public const string Organiser = "organiser";

    /// <summary>Somebody it happened to, who did not report, by a page of their own (P4).</summary>
    public const string Affected = "affected";

    /// <summary>The organiser learns which measures hold at the venue and until when: no finding, no reason, nothing about anybody else (S14). Another seat approves.</summary>
    public static Decision Venue(CaseState state, CaseCommand.TellOrganiser c)
    {
        if (state.Event is null || state.Decision is not { } decision)
        {
            return new Refusal("nothingForTheVenue", "J11", "There is no decision about an event yet.");
        }

        var measures = decision.Measures.Where(m => m.Type == "eventBan" || m.Scope.Spaces.Any(s => s == $"event:{state.Event}")).ToList();
        return measures.Count == 0
            ? new Refusal("nothingForTheVenue", "J11", "No measure bears on the venue.")
            : new CaseEvent.CommunicationDrafted(
                c.Communication, Organiser, null, c.Report,
                Texts.Reporter(c.Report, "For your event: " + string.Join("; ", measures.Select((m, i) =>
                    $"{(m.Type == "eventBan" ? "no attendance" : m.Type)} from {m.From:yyyy-MM-dd} {(m.Until is { } until ? $"until {until:yyyy-MM-dd}" : "without an end")} for the person this is about{(measures.Count > 1 ? $" ({i + 1})" : "")}")) + "."),
                c.Seat, c.At);
    }

    /// <summary>Persons who are to be told of the decision and were not yet: against whom something was found, and whoever knows of the case.</summary>
    public static IEnumerable<Subject> Untold(CaseState state) => state.Subjects.Where(s => WhoKnows.IsOwedTheEnd(state, s));

    /// <summary>
    /// Reporters and affected people who have not had a word since it was decided (R39): a text that two seats looked at. Of two joint cases that is for the one that leads; of an appeal that changes nothing nobody
    /// hears who did not appeal.
    /// </summary>
    public static IEnumerable<Guid> WithoutWord(CaseState state) => state.Decision is not { } decision || state.Joint is { Leads: false } ? []
        : state.ThreadIds.Where(t => (Appealing.Hears(state, t) || Appealing.SomethingElseHolds(state)) && !Words(state, decision).Any(c => c.Report == t));

    // To them: what an organiser is told of the venue is no word to who reported.
    private static IEnumerable<Communication> Words(CaseState state, RecordedDecision decision) => state.Communications.Where(c => c.To is Appealing.Reporter or Affected && c.SentAt >= decision.At);

    /// <summary>Whoever it concerns was told of the decision at hand.</summary>
    public static bool EverybodyKnows(CaseState state) => !Untold(state).Any() && !WithoutWord(state).Any();

    /// <summary>Since when; null as long as somebody does not know.</summary>
    public static DateTimeOffset? KnownAt(CaseState state) => state.Decision is not { } decision || !EverybodyKnows(state) ? null
        : state.Subjects.Select(s => s.ToldAt).Concat(Words(state, decision).Select(c => c.SentAt)).Max() ?? decision.At;

    /// <summary>The reporter's text of the decision has an id of its own, so that their page shows it as what came of it.</summary>
    public static Guid OutcomeFor(RecordedDecision decision, Guid report) => Platform.Ids.V5(decision.Id, $"outcome:{report}");

    public static bool IsOutcome(CaseState state, Guid message, Guid report) => state.Decisions.Any(d => OutcomeFor(d, report) == message);

    public static Decision Draft(CaseState state, CaseCommand.Draft c) => (c.Thought.Missing(state) ?? (c.Person is { } to ? WhoKnows.NeverKnew(state, to) : null)) is { } refusal ? refusal : new List<CaseEvent>(
    [
        .. c.Thought.Recorded(c.Seat, c.At),
        new CaseEvent.CommunicationDrafted(
            c.Communication, c.To, c.Person, c.Report,
            c.Report is { } report ? Texts.Reporter(report, c.Text) : c.Person is { } person ? Texts.Accused(person, c.Text) : Texts.Panel(c.Text), c.Seat, c.At),
    ]);

    public static Decision Approve(CaseState state, CaseCommand.Approve c)
    {
        var draft = state.Communications.First(x => x.Id == c.Communication);
        if ((Unapprovable(state, draft, c.Seat, c.At) ?? c.Thought.Missing(state)) is { } refusal)
        {
            return refusal;
        }

        List<CaseEvent> events = [.. c.Thought.Recorded(c.Seat, c.At), new CaseEvent.CommunicationApproved(c.Communication, c.Seat, c.At)];
        if (draft.Report is { } report)
        {
            events.Add(new CaseEvent.ReporterMessaged(draft.Id, report, Texts.Reporter(report, draft.Text ?? ""), draft.By, c.At));
            events.AddRange(Commenting.Asked(state, draft, c.At));
            events.AddRange(draft.To is Appealing.Reporter or Affected ? [.. Outcome(state, report, c.At), .. Agreed(state, report, c.Self, c.At)] : Array.Empty<CaseEvent>());
        }

        if (draft is { To: "accused", Person: { } person } && state is { Decision: { } decision } && state.SubjectOf(person) is { Told: false })
        {
            events.Add(new CaseEvent.PersonTold(person, draft.Id, c.At, [.. MeasuresToldOf(state, decision, person)]));
            events.AddRange(GoneOn(state.Apply(events), c.At));
        }

        return events;
    }

    /// <summary>Whoever is to be told has been: what was decided is carried out, or kept.</summary>
    public static IEnumerable<CaseEvent> GoneOn(CaseState state, DateTimeOffset at)
    {
        if (state.Decision is null || Untold(state).Any())
        {
            return [];
        }

        List<CaseEvent> events = [.. Stages.Forward(state, CaseStage.Communicated, at)];
        var after = state.Apply(events);
        // Nothing is to be carried out, but something is to be kept.
        var kept = state.Sanctions.Count == 0 && state.Agreements.Any(a => a.IsOpen) ? Stages.Forward(after, CaseStage.Monitoring, at)
            // It was carried out before the last of them was told: nobody says so again.
            : state.Sanctions.Count > 0 && state.Sanctions.All(s => s.State != CaseEvolution.AwaitingNotice) ? CarriedOut(after, at)
            : [];
        return [.. events, .. kept];
    }

    private static IEnumerable<CaseEvent> CarriedOut(CaseState state, DateTimeOffset at)
    {
        var stage = state.Sanctions.Any(s => s.OpenOrders > 0) ? CaseStage.Executing : CaseStage.Monitoring;
        return stage == state.Stage ? [] : [Stages.Reached(state, stage, at)];
    }

    // Whom the latest decision does not name has what an earlier one imposed, and may not have been told of that before the case was taken up again.
    private static IEnumerable<Guid> MeasuresToldOf(CaseState state, RecordedDecision decision, Guid person) =>
        (decision.Findings.Any(f => f.Person == person) ? decision.Measures : state.Earlier.SelectMany(d => d.Measures).Where(m => state.Sanctions.Any(s => s.Id == m.Sanction && s.State == CaseEvolution.AwaitingNotice)))
        .Where(m => m.Person == person).Select(m => m.Sanction).Except(state.EndedBySecondDecision);

    // Voted with the decision, and given with the first word about it; whoever it happened to has the word that is written to them. What is said to who appealed may say that they did: others do not see it.
    private static IEnumerable<CaseEvent> Outcome(CaseState state, Guid report, DateTimeOffset at) =>
        state.Decision is { } decision && state.ReportIds.Contains(report) && Appealing.Hears(state, report) && WithoutWord(state).Contains(report) && state.ProposalOf(decision.Proposal)!.Content.Rationale.ForReporter?.Value is { } text
            ? [new CaseEvent.ReporterMessaged(OutcomeFor(decision, report), report, Texts.Reporter(report, text), null, at)]
            : [];

    /// <summary>Whether something was agreed that those see whom it happened to.</summary>
    public static bool IsForAffected(CaseState state) => state.Agreements.Any(a => a.Steps.Any(s => s.Sees.Contains(Affected)));

    // As it was agreed that they see it (P12); who reported what happened to themselves has no other page.
    private static IEnumerable<CaseEvent> Agreed(CaseState state, Guid thread, bool self, DateTimeOffset at)
    {
        string[] readers = !state.ReportIds.Contains(thread) ? [Affected] : self ? [Appealing.Reporter, Affected] : [Appealing.Reporter];
        return state.Decision is { } decision && WithoutWord(state).Contains(thread) && state.Agreements.Where(a => a.At == decision.At).SelectMany(a => a.Steps).Where(s => s.Sees.Intersect(readers).Any()).ToList() is { Count: > 0 } steps
            ? [new CaseEvent.ReporterMessaged(Platform.Ids.V5(decision.Id, $"agreed:{thread}"), thread, Texts.Reporter(thread, "This was agreed: " + string.Join("; ", steps.Select(s => $"{s.Who}: {s.What} (until {s.Due:yyyy-MM-dd})")) + "."), null, at)]
            : [];
    }

    public static Decision Return(CaseState state, CaseCommand.Return c) =>
        Unlookable(state.Communications.First(x => x.Id == c.Communication), c.Seat) is { } refusal
            ? refusal
            : new CaseEvent.CommunicationReturned(c.Communication, Texts.Panel(c.Why), c.Seat, c.At);

    /// <summary>Sanctions says what became of a measure; orders open mean executing, none open means watching.</summary>
    public static Decision Follow(CaseState state, CaseCommand.FollowSanction c)
    {
        var known = state.Sanctions.FirstOrDefault(s => s.Id == c.Sanction);
        if (known is null)
        {
            return InterimOrders.Follow(state, c);
        }

        if (state.HasGone || known == new FollowedSanction(c.Sanction, c.State, c.OpenOrders))
        {
            return Decision.Nothing;
        }

        List<CaseEvent> events = [new CaseEvent.SanctionFollowed(c.Sanction, c.State, c.OpenOrders, c.At), .. TellingAhead.Over(state, c)];
        var after = state.Apply(events);
        if (after.Stage is CaseStage.Communicated or CaseStage.Executing or CaseStage.Monitoring && after.Sanctions.Any(s => s.State != CaseEvolution.AwaitingNotice))
        {
            events.AddRange(CarriedOut(after, c.At));
        }

        return events;
    }

    /// <summary>Why this seat does not approve it now.</summary>
    public static Refusal? Unapprovable(CaseState state, Communication draft, Guid seat, DateTimeOffset now) => Unlookable(draft, seat) ?? Commenting.Late(state, draft.Id, now) ?? Outdated(state, draft);

    // What was written before the decision does not tell of it, and approved now it would count as if it did: orders would start, appeal times would run.
    private static Refusal? Outdated(CaseState state, Communication draft) =>
        state.Decision is { } decision && draft.At < decision.At ? new("decidedSince", "P2", "It was written before the decision: return it, and write it anew.") : null;

    private static Refusal? Unlookable(Communication draft, Guid seat) => draft switch
    {
        { State: not "draft" } => new("notADraft", "P6", "It was sent or returned already."),
        _ when draft.By == seat => new("ownDraft", "P6", "Another seat has to look at it."),
        _ => null,
    };
}
