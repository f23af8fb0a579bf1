using System.Text;

namespace Coc.Intake.Domain.Files;

/// <summary>Text formats, as far as the beginning shows them. Those a browser would run have names of their own.</summary>
internal static class Writing
{
    private const string Html = "text/html";
    private const string Svg = "image/svg+xml";

    private static readonly (string Begin, string Type)[] Beginnings =
    [
        ("<!doctype html", Html), ("<html", Html), ("<head", Html), ("<body", Html), ("<script", Html), ("<iframe", Html), ("<svg", Svg), ("<!doctype svg", Svg), ("#!", "text/x-shellscript"),
    ];

    /// <summary>Null when it is no text.</summary>
    public static string? Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return FileTypes.Text;
        }

        if (head.IsEmpty || head.ContainsAnyInRange<byte>(0, 8) || head.ContainsAnyInRange<byte>(14, 26) || !IsUtf8(head))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        foreach (var (begin, type) in Beginnings)
        {
            if (text.StartsWith(begin, StringComparison.OrdinalIgnoreCase))
            {
                return type;
            }
        }

        return !text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) ? FileTypes.Text
            : text.Contains("<svg", StringComparison.OrdinalIgnoreCase) ? Svg
            : text.Contains("<html", StringComparison.OrdinalIgnoreCase) ? Html
            : "application/xml";
    }

    // The head may end in the middle of a letter.
    private static bool IsUtf8(ReadOnlySpan<byte> head)
    {
        while (!head.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(head, out _, out var read);
            if (status == System.Buffers.OperationStatus.InvalidData)
            {
                return false;
            }

            if (status == System.Buffers.OperationStatus.NeedMoreData)
            {
                return head.Length < 4;
            }

            head = head[read..];
        }

        return true;
    }
}
