using System.Buffers;
using System.Globalization;

namespace Coc.EventFormat.Sealing;

/// <summary>What a ciphertext is bound to, so that it cannot be moved to another place.</summary>
public static class AssociatedData
{
    /// <summary>A member of an event.</summary>
    /// <param name="memberPath">JSON pointer</param>
    public static byte[] Of(string tenant, Guid stream, long version, string memberPath) =>
        Of(tenant, stream.ToString("D"), version.ToString(CultureInfo.InvariantCulture), memberPath);

    /// <summary>Any place that has a name in fields.</summary>
    public static byte[] Of(params ReadOnlySpan<string> fields)
    {
        var data = new ArrayBufferWriter<byte>(160);
        foreach (var field in fields)
        {
            data.WriteField(field);
        }

        return data.WrittenSpan.ToArray();
    }
}
