using System.Text.Json;

namespace Coc.Cases.Features.Proposing;

/// <summary>A decision as it is proposed (api.md "Decision").</summary>
/// <param name="AppealOutcome">uphold, change, overturn: where an appeal is decided (P15)</param>
internal sealed record ProposalRequest(
    string? Route, IReadOnlyList<FindingRequest?>? Findings, IReadOnlyList<RemedyRequest?>? Remedies, OfferRequest? Offer, ToldFirstRequest? ToldFirst,
    RationaleRequest? Rationale, string? AppealOutcome = null);

internal sealed record FindingRequest(Guid? Person, string? Finding, string? Category);

internal sealed record RemedyRequest(
    Guid? Person, string? Type, ScopeRequest? Scope, DateTimeOffset? From, DateTimeOffset? Until, bool? Permanent, string? Readmission,
    JsonElement? Conditions, bool? PublicNaming, JsonElement? Steps, DateTimeOffset? CountsAsPriorUntil);

/// <param name="Bodies">slugs, or <c>"all"</c></param>
internal sealed record ScopeRequest(JsonElement? Bodies, IReadOnlyList<string>? Spaces);

/// <param name="To">slugs, or <c>"all"</c></param>
internal sealed record OfferRequest(JsonElement? To, string? Because, DateTimeOffset? AnswerBy);

internal sealed record ToldFirstRequest(bool? No, string? Because);

internal sealed record RationaleRequest(string? ForPanel, string? ForAccused, string? ForReporter);
