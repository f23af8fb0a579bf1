namespace Coc.Portal.Pages.Parts;

/// <summary>One of several to choose.</summary>
public sealed record Choice(string Value, string Text, string? Hint = null);
