using System.Text.Json;
using Coc.Cases.Domain;
using Coc.Cases.Features.ListingCases;
using Coc.EventStore;

namespace Coc.Cases.Features.ReadingCases;

/// <summary>Proposals and decisions in the shape they were written in.</summary>
internal static class ProposalView
{
    public static object Of(Proposal proposal) => new
    {
        proposal.Id,
        proposal.By,
        proposal.At,
        State = CaseWords.Of(proposal.State),
        Votes = proposal.Votes.Select(v => new { v.Seat, v.Vote }),
        proposal.Route,
        proposal.WindowEnds,
        proposal.LegalReasons,
        proposal.LegalOutcome,
        proposal.Content.AppealOutcome,
        Findings = Findings(proposal.Content.Findings),
        Remedies = proposal.Content.Remedies.Select(Remedy),
        Offer = Offer(proposal.Content.Offer),
        ToldFirst = ToldFirst(proposal.Content.NotToldFirstBecause),
        Rationale = Rationale(proposal.Content.Rationale),
    };

    public static object Of(CaseState state, RecordedDecision decision)
    {
        var content = state.ProposalOf(decision.Proposal)!.Content;
        return new
        {
            decision.Id,
            decision.Proposal,
            decision.At,
            content.AppealOutcome,
            Findings = Findings(decision.Findings),
            Remedies = content.Remedies.Select(Remedy),
            Measures = decision.Measures.Select(Of),
            Warnings = QuietWarnings.Of(state).Where(w => w.Decision == decision.Id).Select(w => new { w.Person, w.Category, CountsAsPriorUntil = w.Until }),
            Offer = Offer(decision.Offer),
            ToldFirst = ToldFirst(decision.Permission),
            Rationale = Rationale(content.Rationale),
        };
    }

    public static object Of(Measure m) => new { m.Sanction, m.Person, m.Type, Scope = Scope(m.Scope), m.From, m.Until, m.Readmission, m.Category };

    /// <summary>What counsel sees of it: measures and findings, no person.</summary>
    public static object Summary(Proposal proposal) => new
    {
        proposal.Id,
        proposal.Route,
        Findings = proposal.Content.Findings.Select(f => new { Finding = f.Outcome, f.Category }),
        Remedies = proposal.Content.Remedies.Select(r => new { r.Type, Scope = Scope(r.Scope), r.From, r.Until, r.Permanent, r.PublicNaming }),
        Reasons = proposal.LegalReasons,
    };

    private static IEnumerable<object> Findings(IEnumerable<Finding> findings) => findings.Select(f => new { f.Person, Finding = f.Outcome, f.Category });

    private static object Remedy(Remedy remedy) => new
    {
        remedy.Person,
        remedy.Type,
        Scope = Scope(remedy.Scope),
        remedy.From,
        remedy.Until,
        remedy.Permanent,
        remedy.Readmission,
        remedy.PublicNaming,
        remedy.CountsAsPriorUntil,
        Conditions = AsStated(remedy.Conditions),
        Steps = AsStated(remedy.Steps),
    };

    private static JsonElement? AsStated(Sensitive<string>? list) => list?.Value is { } json ? JsonSerializer.Deserialize<JsonElement>(json) : null;

    private static object Scope(Scope scope) => new { Bodies = scope.Bodies ?? (object)"all", scope.Spaces };

    private static object? Offer(Offer? offer) => offer is null ? null : new { To = offer.To ?? (object)"all", offer.Because, offer.AnswerBy };

    private static object? ToldFirst(string? because) => because is null ? null : new { No = true, Because = because };

    private static object Rationale(Rationale rationale) => new { ForPanel = rationale.ForPanel.Value, ForAccused = rationale.ForAccused?.Value, ForReporter = rationale.ForReporter?.Value };
}
