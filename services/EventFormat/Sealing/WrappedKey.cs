namespace Coc.EventFormat.Sealing;

/// <summary>Keys under keys: a data key under its body's key, a body key under the master key, each bound to whose it is.</summary>
public static class WrappedKey
{
    /// <summary>Wraps a body's key.</summary>
    public static byte[] OfBody(byte[] master, string tenant, Guid id, byte[] key) => Gcm.Encrypt(master, key, Body(tenant, id));

    /// <summary>Unwraps a body's key.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">damaged, another master key, or another body's</exception>
    public static byte[] OpenBody(byte[] master, string tenant, Guid id, byte[] wrapped) => Gcm.Decrypt(master, wrapped, Body(tenant, id));

    /// <summary>Wraps a data key.</summary>
    public static byte[] OfData(byte[] body, string tenant, Guid stream, string owner, Guid id, byte[] key) => Gcm.Encrypt(body, key, Data(tenant, stream, owner, id));

    /// <summary>Unwraps a data key.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">damaged, another body's, stream's or owner's</exception>
    public static byte[] OpenData(byte[] body, string tenant, Guid stream, string owner, Guid id, byte[] wrapped) =>
        Gcm.Decrypt(body, wrapped, Data(tenant, stream, owner, id));

    private static byte[] Body(string tenant, Guid id) => AssociatedData.Of("body key 1", tenant, id.ToString("D"));

    private static byte[] Data(string tenant, Guid stream, string owner, Guid id) =>
        AssociatedData.Of("data key 1", tenant, stream.ToString("D"), owner, id.ToString("D"));
}
