namespace Coc.Portal.Talking;

/// <summary>A private code as somebody typed or pasted it: only its letters and digits count, whatever dash, space or quotation mark came along.</summary>
internal static class TypedCode
{
    /// <summary>Letters and digits of every code of ours.</summary>
    public const int Length = 20;

    public static string Of(string typed) => new([.. typed.Where(char.IsAsciiLetterOrDigit).Take(Length * 2)]);
}
