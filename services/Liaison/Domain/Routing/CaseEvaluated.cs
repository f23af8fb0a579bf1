using Coc.Contracts.Liaison;

namespace Coc.Liaison.Domain.Routing;

/// <summary>The rules on the facts of a case as they became; the stream's id derives from the case's.</summary>
internal sealed record CaseEvaluated(
    Guid Case, string Owner, string Body, string Rule, string Because, IReadOnlyList<EvaluatedRule> Rules, IReadOnlyList<PolicyNote> Notes);
