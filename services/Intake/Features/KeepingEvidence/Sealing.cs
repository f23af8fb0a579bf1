using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using Coc.EventFormat.Sealing;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Domain.Files;
using Coc.Platform.Http;

namespace Coc.Intake.Features.KeepingEvidence;

/// <summary>Seals a file block by block as it comes: never more than three blocks of it are in memory.</summary>
internal static class Sealing
{
    /// <summary>Content of a block; sealed, it is 64 KiB.</summary>
    public const int Block = (64 * 1024) - Gcm.Overhead;

    /// <summary>A block opens at its place in its piece only, and the last one as the last only: nothing can be moved, left out or cut off unseen.</summary>
    public static byte[] PlaceOf(StreamKey stream, Guid evidence, int position, bool last) => AssociatedData.Of(
        "evidence 1", stream.Tenant, stream.Id.ToString("D"), evidence.ToString("D"), position.ToString(CultureInfo.InvariantCulture), last ? "last" : "more");

    /// <exception cref="ProblemException">413 as soon as it is larger than a file may be</exception>
    public static async Task<Received> RunAsync(Vault vault, Guid evidence, StreamKey stream, ContentKey key, Stream file, CancellationToken cancellationToken)
    {
        using var plainHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var sealedHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (current, next, block) = (Rent(Block), Rent(Block), Rent(Block + Gcm.Overhead));
        try
        {
            var (size, position, head) = (0L, 0, Array.Empty<byte>());
            var count = await FillAsync(file, current, cancellationToken);
            head = [.. current.AsSpan(0, Math.Min(count, FileTypes.Head))];
            while (count > 0)
            {
                size = size + count <= EvidenceLimits.File ? size + count : throw new ProblemException(Problems.TooLarge);
                var following = count == Block ? await FillAsync(file, next, cancellationToken) : 0;
                plainHash.AppendData(current, 0, count);
                var length = count + Gcm.Overhead;
                key.Seal(current.AsSpan(0, count), PlaceOf(stream, evidence, position, last: following == 0), block.AsSpan(0, length));
                sealedHash.AppendData(block, 0, length);
                await vault.WriteAsync(evidence, position++, block.AsMemory(0, length), cancellationToken);
                (current, next, count) = (next, current, following);
            }

            return new(evidence, size, Convert.ToHexStringLower(plainHash.GetHashAndReset()), Convert.ToHexStringLower(sealedHash.GetHashAndReset()), position, head);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(current, clearArray: true);
            ArrayPool<byte>.Shared.Return(next, clearArray: true);
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static byte[] Rent(int length) => ArrayPool<byte>.Shared.Rent(length);

    private static async ValueTask<int> FillAsync(Stream file, byte[] buffer, CancellationToken cancellationToken) =>
        await file.ReadAtLeastAsync(buffer.AsMemory(0, Block), Block, throwOnEndOfStream: false, cancellationToken);
}
