namespace Coc.Identity.Features.Inviting;

/// <summary>Whether a text can be an e-mail address at all; whether it is one, only a mail can tell.</summary>
internal static class EmailForm
{
    public static bool Fits(string? text) =>
        text?.Trim() is { } email && email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == email.LastIndexOf('@') && at < email.Length - 1
        && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}
