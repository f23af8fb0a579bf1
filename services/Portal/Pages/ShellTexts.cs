namespace Coc.Portal.Pages;

/// <summary>Names the resource file of what stands on every page.</summary>
internal sealed class ShellTexts;
