namespace Coc.Portal.Pages;

/// <summary>Names the resource file of what is said when the connection is lost.</summary>
internal sealed class ConnectionTexts;
