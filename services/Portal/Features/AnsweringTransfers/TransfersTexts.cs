namespace Coc.Portal.Features.AnsweringTransfers;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class TransfersTexts;
