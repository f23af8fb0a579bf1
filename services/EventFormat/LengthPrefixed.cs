using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Coc.EventFormat;

/// <summary>Fields one after another, each with its length before it (u32, big-endian), so that no two lists of fields read the same. Null is length 0xFFFFFFFF.</summary>
public static class LengthPrefixed
{
    /// <summary>Adds a text in UTF-8, or null.</summary>
    public static void WriteField(this IBufferWriter<byte> output, string? text)
    {
        if (text is null)
        {
            output.WriteLength(uint.MaxValue);
            return;
        }

        output.WriteLength((uint)Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, output);
    }

    /// <summary>Adds what is bytes already.</summary>
    public static void WriteField(this IBufferWriter<byte> output, ReadOnlySpan<byte> utf8)
    {
        output.WriteLength((uint)utf8.Length);
        output.Write(utf8);
    }

    private static void WriteLength(this IBufferWriter<byte> output, uint length)
    {
        BinaryPrimitives.WriteUInt32BigEndian(output.GetSpan(4), length);
        output.Advance(4);
    }
}
