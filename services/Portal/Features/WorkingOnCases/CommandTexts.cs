namespace Coc.Portal.Features.WorkingOnCases;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class CommandTexts;
