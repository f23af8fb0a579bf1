namespace Coc.Portal.Features.Welcoming;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class WelcomeTexts;
