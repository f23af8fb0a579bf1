namespace Coc.Portal.Features.Administering;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class AdminTexts;
