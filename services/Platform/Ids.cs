using System.Security.Cryptography;
using System.Text;

namespace Coc.Platform;

/// <summary>Ids that two computers arrive at independently.</summary>
public static class Ids
{
    /// <summary>UUIDv5 (RFC 9562) of a name within a namespace id.</summary>
    public static Guid V5(Guid space, string name)
    {
        Span<byte> input = stackalloc byte[16];
        space.TryWriteBytes(input, bigEndian: true, out _);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // UUIDv5 is defined over SHA-1; nothing here relies on its strength
        SHA1.HashData([.. input, .. Encoding.UTF8.GetBytes(name)], hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>A new time-ordered id.</summary>
    public static Guid New() => Guid.CreateVersion7();
}
