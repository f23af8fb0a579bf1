namespace Coc.Portal.Features.AnsweringConflicts;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class ConflictTexts;
