using Coc.EventFormat.Sealing;
using Coc.EventStore;
using Coc.Intake.Domain;

namespace Coc.Intake.Features.KeepingEvidence;

/// <summary>What came in whole and lies in the vault, of which nobody knows yet. Whoever drops it without keeping it leaves nothing behind.</summary>
internal sealed class Upload(Vault vault, StreamKey stream, ContentKey key, Received received, EvidenceFacts facts) : IAsyncDisposable
{
    private bool kept;

    public Guid Evidence => received.Evidence;

    public StreamKey Stream => stream;

    public EvidenceFacts Facts => facts;

    /// <summary>SHA-256 over the sealed blocks.</summary>
    public string Sealed => received.Sealed;

    /// <summary>Stands for the body where the same request is to be recognised: the parts of a repeated form are parted by other signs each time.</summary>
    public byte[] Fingerprint => System.Security.Cryptography.SHA256.HashData(AssociatedData.Of(
        facts.Name, facts.Sha256, facts.Declared ?? "", facts.Source ?? "", facts.CapturedAt?.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture) ?? ""));

    /// <summary>To be committed with the event that names the piece.</summary>
    public IEnumerable<StoreStatement> Statements => [.. Vault.Finish(received.Evidence, received.Blocks), ContentKeys.MustLive(stream, key)];

    public void Keep() => kept = true;

    public async ValueTask DisposeAsync()
    {
        if (!kept)
        {
            await vault.DiscardAsync(received.Evidence);
        }
    }
}

/// <summary>A file as it was sealed.</summary>
/// <param name="Head">its first bytes, by which its type is known</param>
internal sealed record Received(Guid Evidence, long Size, string Sha256, string Sealed, int Blocks, byte[] Head);
