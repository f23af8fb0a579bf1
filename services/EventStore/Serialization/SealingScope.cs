using System.Security.Cryptography;

namespace Coc.EventStore.Serialization;

/// <summary>Collects the sensitive members of one body while it is serialised. Serialising is synchronous, so the thread carries it.</summary>
internal sealed class SealingScope : IDisposable
{
    [ThreadStatic]
    private static SealingScope? current;

    // Unguessable, and gone before anything is stored: no text of a person can pass for a marker.
    private string marker = "";
    private readonly List<Secret> secrets = [];

    private SealingScope()
    {
    }

    public static SealingScope? Current => current;

    public static SealingScope Begin() => current = new SealingScope();

    public string Marker => marker;

    public IReadOnlyList<Secret> Secrets => secrets;

    public string Add(string owner, byte[] plain)
    {
        if (secrets.Count == 0)
        {
            marker = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) + ":";
        }

        secrets.Add(new Secret(owner, plain));
        return marker + (secrets.Count - 1);
    }

    /// <summary>While a sensitive value itself is serialised; a sensitive value inside a sensitive value is refused.</summary>
    public IDisposable Suspend()
    {
        current = null;
        return new Resumption(this);
    }

    public void Dispose() => current = null;

    private sealed class Resumption(SealingScope scope) : IDisposable
    {
        public void Dispose() => current = scope;
    }
}

/// <summary>A sensitive member's plain JSON and whose key protects it.</summary>
internal readonly record struct Secret(string Owner, byte[] Plain);
