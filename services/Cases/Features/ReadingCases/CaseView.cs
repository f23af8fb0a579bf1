using System.Text.Json;
using Coc.Cases.Domain;
using Coc.Cases.Features.Appealing;
using Coc.Cases.Features.AnsweringDataRequests;
using Coc.Cases.Features.ListingCases;
using Coc.Cases.Features.RequestingComments;
using Coc.Platform.Http;

namespace Coc.Cases.Features.ReadingCases;

/// <summary>A case as its panel reads it (api.md <c>GET /api/cases/{id}</c>).</summary>
internal static class CaseView
{
    public static object Of(CaseState state, Guid seat, DateTimeOffset now, Elsewhere? known = null) =>
        state.HasGone ? NoticeLevel(state) : Here(AffectedPeople.SeenBy(state, state.SeatOf(seat)), seat, now, known);

    private static object Here(CaseState state, Guid seat, DateTimeOffset now, Elsewhere? known) => new
    {
        state.Id,
        state.CodeName,
        state.Body,
        State = CaseWords.StateOf(state),
        Flags = CaseWords.Flags(state),
        state.Version,
        state.Incident,
        state.Urgency,
        state.UrgentSince,
        state.Loan,
        state.MovingUp,
        state.Projects,
        state.Event,
        Reports = state.Reports.Select(r => ReportView.Of(state, r)),
        Subjects = state.Subjects.Select(s => new { s.Person, s.CodeName, Identification = CaseWords.Of(s.Identification), s.Told, s.Accounts, s.Claims, s.Mistaken, s.MistakenBecause, DoubtedBy = s.Mistaken ? [] : s.DoubtedBy, s.IdentityErasedAt, SaidSame = s.SaidSame.Select(t => new { t.Other, t.By }), s.Formerly, s.SplitFrom }),
        state.PersonChanges,
        Affected = state.Affected.Select(a => new { a.Id, CodeName = CodeNames.Of(a.Id), a.Report, EnteredAt = AffectedPeople.EnteredAt(state, a.Id), WithdrawnAt = ReportView.WithdrawnAt(state, a.Id), CheckIns = ReportView.CheckIns(state, a.Id), AsksForMediation = Domain.Mediating.IsWished(state, a.Id) }),
        Panel = Panel(state),
        Engagements = state.Engagements.Select(e => new
        {
            e.Id, e.Seat, e.As, e.Name, e.Task, e.Include, e.TermsAcceptedAt, e.NotBefore, e.Until, e.By, e.At, e.EndedAt, State = Domain.Engaging.StateOf(state, e, now), e.Words,
        }),
        state.Opening,
        Witnesses = state.Witnesses.Select(w => new { w.Id, w.Seat, w.Name, w.By, w.At }),
        Clocks = Clocks(state, now),
        state.Breaches,
        Jurisdiction = new
        {
            state.Rule, state.Because, Confirmed = state.JurisdictionConfirmed,
            Evaluated = state.Evaluation is { } e ? new { Body = e.To, e.Rule, e.Because, Rules = e.Rules.Select(RuleWords.Explain), e.Notes, e.At } : null,
        },
        state.RiskFactors,
        Minor = state.MinorSince is { } since ? new { Since = since, Safeguarding = state.SafeguardingReached, CounselAt = state.MinorCounselAt, Guardians = state.GuardiansReached, IdentityKnownTo = MinorIdentity.Knowing(state), IdentityEntrusted = state.MinorChoices } : null,
        state.Impact,
        state.Risk,
        state.Category,
        state.ResolutionNoticedAt,
        state.Assignee,
        state.HandingOn,
        Interim = state.Interim.Select(m => new { m.Id, m.Person, m.Kind, m.Spaces, m.Until, m.Reason, m.Report, m.By, m.At, State = InterimState(m, now), OpenOrders = state.InterimOrders.GetValueOrDefault(m.Id)?.OpenOrders }),
        OrdersBefore = InterimOrders.OfFormerOwners(state).Select(o => new { o.Measure.Measure, o.Measure.Kind, o.Measure.Spaces, o.Now.State, o.Now.OpenOrders }),
        Hearings = AccusedView.Hearings(state),
        AccusedNotices = AccusedView.Notices(state),
        AffectedConsidered = AccusedView.Considered(state),
        Rooms = AccusedView.Rooms(state),
        Objections = AccusedView.Objections(state, seat),
        Proposals = state.Proposals.Select(ProposalView.Of),
        Decision = state.Decision is { } decision ? ProposalView.Of(state, decision) : null,
        EarlierDecisions = state.Earlier.Select(d => ProposalView.Of(state, d)),
        Reopened = state.Reopenings.Select(r => new { r.Reason, r.By, r.At }),
        state.Status,
        Communications = state.Communications.Select(c => new { c.Id, c.To, c.Person, c.Report, c.Text, c.State, c.By, c.At, c.ApprovedBy, c.Why }),
        Messages = state.Messages.Select(m => new { Id = m.Message, m.Report, m.Text, m.By, m.At }),
        Sanctions = state.Sanctions.Select(s => new { s.Id, s.State, s.OpenOrders }),
        Agreements = state.Agreements.Select(a => new { a.Id, a.Person, a.At, a.State, a.ReviewSince, a.Steps, Apologies = state.Apologies.Where(p => p.Agreement == a.Id).Select(p => new { p.Id, p.Thread, p.By, p.At, State = Domain.Apologising.StateOf(state, p), p.Waits, p.Why, p.PassedOnAt, p.PassedOnBy }) }),
        Monitoring = Domain.Monitoring.Looks(state, now).Select(l => new { l.Id, l.Due, l.State, Taken = state.LooksTaken.LastOrDefault(t => t.Look == l.Id) }),
        // Who answered what is nobody's to see: that it takes place, or how it ended, is all (P6).
        Mediations = state.Mediations.Select(m => new { m.Id, m.Person, Thread = m.Thread, m.By, m.At, m.View.State, Until = m.IsRunning ? m.Until : null, m.Note }),
        DataRequests = DataRequestViews.Of(state, now),
        CommentRequests = CommentRequestView.Of(state, now),
        Appeals = AppealView.Of(state),
        AppealOf = AppealView.First(state.AppealOf),
        state.Retentions,
        Evidence = state.Evidence.Select(e => new { e.Id, e.By, e.At }),
        Links = Links(state, seat),
        Notes = state.Notes.Select(n => new { n.Id, n.Text, n.By, n.At }),
        Carried = state.Carried.Select(t => new { t.Kind, t.Person, t.At, Text = t.Text.Value }),
        LegalRequests = state.LegalRequests.Select(r => new { r.Id, r.Proposal, r.Question, r.Include, r.About, r.Due, r.Outcome, r.Note, r.By, r.At }),
        Transfer = state.Offer is { } offer ? new { offer.Id, offer.To, offer.Rule, offer.Share, offer.NotBefore, offer.AnswerBy, offer.State, offer.Arbiter, offer.SettleBy } : null,
        Unsealings = state.Unsealings.Select(u => new { u.Id, u.Report, u.Exception, u.Reason, u.Recipients, u.Outside, LawForbidsTelling = u.NotTold, u.By, u.At, u.AgreedBy, u.UnsealedAt }),
        // Where the other matter went is for those whose it is.
        Parts = state.Parts.Select(p => new { p.Report, p.Text, p.Projects, p.Subjects, p.Affected, p.By, p.At }),
        CodeRenewals = state.Renewals.Select(r => new { r.Id, r.Report, r.By, r.At, r.AgreedBy, r.AgreedAt }),
        Consents = state.Consents.Select(c => new { c.Report, c.Audience, c.Until, c.Answer }),
        Joint = JointView.Of(state.Joint),
        state.CameBy,
        state.CameBack,
        state.Contested,
        Allowed = Availability.Allowed(state, seat, now, known),
    };

    /// <summary>What a former owner keeps: that there was a case, and where it went.</summary>
    public static object NoticeLevel(CaseState state) => new { state.Id, state.CodeName, State = CaseWords.StateOf(state), To = state.Gone?.To ?? state.Body, At = state.Gone?.At ?? state.Linked!.Value.At };

    /// <summary>The case with a one-time code beside it, which only this answer holds.</summary>
    public static object With(object view, string name, string code)
    {
        var shown = JsonSerializer.SerializeToNode(view, view.GetType(), Json.Options)!.AsObject();
        shown[name] = code;
        return shown;
    }

    private static IEnumerable<object> Links(CaseState state, Guid seat) =>
    [
        .. state.CameFrom is { } from ? [new { Case = from, Why = "transferredFrom" }] : Array.Empty<object>(),
        .. state.Follows is { } first ? [new { first.Case, Why = first.Because }] : Array.Empty<object>(),
        .. state.SameDecision.Select(c => new { Case = c, Why = Domain.Appealing.SameDecision }),
        .. state.CounterReports.Where(k => k.Seats.Contains(seat)).Select(k => new { k.Case, Why = "counterReport" }),
        .. state.LinkedHere.Select(l => new { l.Case, Why = "sameIncident" }),
        .. state.Joined.Select(j => new { Case = j, Why = "sameIncident" }),
    ];

    private static IEnumerable<object> Panel(CaseState state)
    {
        var chair = state.ActingChair?.Seat;
        return state.Panel.Where(p => p is { Left: false, IsOutside: false }).Select(p => new
        {
            p.Seat,
            p.Role,
            Conflict = p is { Unavailable: true, Conflict: Conflict.Unanswered } ? "unavailable" : CaseWords.Of(p.Conflict),
            Confirmed = p.Conflict == Conflict.Soft ? p.Confirmed : (bool?)null,
            Permitted = p.Confirmed ? p.Permitted : null,
            Acting = p.Seat == chair ? "chair" : null,
            Witness = state.Witnesses.Any(w => w.Seat == p.Seat) ? true : (bool?)null,
        });
    }

    private static IEnumerable<object> Clocks(CaseState state, DateTimeOffset now)
    {
        yield return Clock(Domain.Clocks.Acknowledge, state.AcknowledgeDue, state.AcknowledgedAt);
        yield return Clock(Domain.Clocks.Status, state.StatusDue, state.Decision?.At);
        if (Domain.Clocks.TellBy(state) is { } tellBy)
        {
            yield return Clock(Domain.Clocks.Tell, tellBy, Domain.Communicating.KnownAt(state));
        }

        foreach (var kept in state.Retentions.Where(r => r.Outcome is null))
        {
            yield return Clock(Retaining.Noting, kept.Until, null);
        }

        if (Domain.Safeguarding.Due(state) is { } protectBy)
        {
            yield return Clock(Domain.Safeguarding.Contact, protectBy, state.SafeguardingReached.Min(r => (DateTimeOffset?)r.At));
            yield return Clock(Domain.Safeguarding.CounselClock, protectBy, state.MinorCounselAt);
        }

        if (state.Offer is { IsOpen: true } offer)
        {
            yield return offer.SettleBy is { } settle ? Clock("transferSettlement", settle, null) : Clock("transferAnswer", offer.AnswerBy, null);
        }

        foreach (var measure in state.Interim.Where(m => m.AwaitsReview))
        {
            yield return Clock("measureReview", measure.Until, null);
        }

        foreach (var notice in state.Accused.Deferred)
        {
            yield return Clock("accusedNotice", notice.LookAgain!.Value, null);
        }

        if (state.Joint is { SummaryDue: { } summary })
        {
            yield return Clock("summary", summary, state.Joint.SummaryMetAt);
        }

        if (Domain.Monitoring.Open(state, now).FirstOrDefault() is { } look)
        {
            yield return Clock(Domain.Monitoring.Command, look.Due, null);
        }

        foreach (var agreement in state.Agreements)
        {
            if (agreement.ReviewSince is { } since)
            {
                yield return Clock("agreementReview", since, null);
            }

            foreach (var step in agreement.Steps.Where(s => s.IsOpen && !agreement.Ended))
            {
                yield return Clock("agreementStep", step.Due, null);
            }
        }

        foreach (var mediation in state.Mediations.Where(m => m.IsRunning))
        {
            yield return Clock("mediation", mediation.Until!.Value, null);
        }

        foreach (var asked in state.DataRequests)
        {
            yield return Clock("dataRequest", asked.Due, asked.AnsweredAt);
        }

        if (state.Contested is { } contest)
        {
            yield return Clock("transferSettlement", contest.SettleBy, null);
        }

        object Clock(string kind, DateTimeOffset due, DateTimeOffset? met) => new { Kind = kind, Due = due, Met = met, Breached = (met ?? now) > due };
    }

    private static string InterimState(InterimMeasure measure, DateTimeOffset now) =>
        measure.Verdict == "reversed" ? "reversed" : measure.Until <= now ? "lapsed" : measure.Verdict ?? "running";
}
