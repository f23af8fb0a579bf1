namespace Coc.Portal.Features.ProposingDecisions;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class ProposalTexts;
