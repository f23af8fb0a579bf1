namespace Coc.Portal.Features.ConfirmingChanges;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class ChangesTexts;
