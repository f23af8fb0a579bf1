using System.Security.Cryptography;
using Coc.Intake.Domain;
using Coc.Intake.Features.KeepingEvidence;

namespace Coc.Intake.Features.ReadingEvidence;

/// <summary>
/// The original, opened block by block as it is read; no connection is held in between. It ends only with the block that was sealed as the last one, and only when the
/// whole has the hash it came with: anything else is an error and not an end.
/// </summary>
internal sealed class SealedContent(Vault vault, VaultRow row, ContentKey key, EvidenceFacts facts) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] block = [];
    private int at;
    private int position;
    private bool ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => facts.Size;

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="CryptographicException">something in the vault is damaged, moved or missing</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (at == block.Length && !ended)
        {
            await NextAsync(cancellationToken);
        }

        var some = Math.Min(buffer.Length, block.Length - at);
        block.AsMemory(at, some).CopyTo(buffer);
        at += some;
        return some;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        hash.Dispose();
        base.Dispose(disposing);
    }

    private async Task NextAsync(CancellationToken cancellationToken)
    {
        var found = await vault.BlockAsync(row.Evidence, position, cancellationToken) ?? throw new CryptographicException("A block of a piece of evidence is missing.");
        block = key.Open(found.Sealed, Sealing.PlaceOf(Reports.Key(row.Stream), row.Evidence, position++, found.IsLast));
        at = 0;
        ended = found.IsLast;
        hash.AppendData(block);
        if (ended && Convert.ToHexStringLower(hash.GetHashAndReset()) != facts.Sha256)
        {
            throw new CryptographicException("A piece of evidence is not what was sent.");
        }
    }
}
