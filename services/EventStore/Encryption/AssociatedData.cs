using System.Buffers;
using System.Globalization;
using Coc.EventStore.Chain;

namespace Coc.EventStore.Encryption;

/// <summary>What a ciphertext is bound to, so that it cannot be moved to another place.</summary>
internal static class AssociatedData
{
    public static byte[] Of(StreamKey stream, long version, string memberPath) =>
        Of(stream.Tenant, stream.Id.ToString("D"), version.ToString(CultureInfo.InvariantCulture), memberPath);

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
