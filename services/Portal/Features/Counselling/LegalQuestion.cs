namespace Coc.Portal.Features.Counselling;

/// <summary>What counsel sees of a case: its code name, the question, the proposal and named pieces.</summary>
public sealed record LegalQuestion(Guid Id, string CodeName, string Question, DateTimeOffset? Due = null, LegalProposal? Proposal = null)
{
    public IReadOnlyList<string> Included { get; init; } = [];
}

public sealed record LegalProposal(Guid Id, string? Route = null)
{
    public IReadOnlyList<ProposedFinding> Findings { get; init; } = [];

    public IReadOnlyList<ProposedRemedy> Remedies { get; init; } = [];

    /// <summary>Why counsel has to be asked.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];
}

public sealed record ProposedFinding(string Finding, string? Category = null);

public sealed record ProposedRemedy(string Type, DateTimeOffset? From = null, DateTimeOffset? Until = null, bool? Permanent = null, bool? PublicNaming = null);
