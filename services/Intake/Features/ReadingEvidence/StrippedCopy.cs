using Coc.Intake.Domain.Files;
using Coc.Platform.Http;

namespace Coc.Intake.Features.ReadingEvidence;

/// <summary>The picture without what it tells beside it, made while it is handed out; the original stays as it came.</summary>
internal static class StrippedCopy
{
    /// <summary>Its length, found by making it once for nobody: what cannot be stripped whole is not begun.</summary>
    /// <exception cref="ProblemException">409 when it cannot</exception>
    public static async Task<long> LengthAsync(string type, Stream original, CancellationToken cancellationToken)
    {
        using var counted = new CountingStream();
        try
        {
            await RunAsync(type, original, counted, 0, cancellationToken);
            return counted.Length;
        }
        catch (InvalidDataException)
        {
            throw new ProblemException(Problems.Refused("notStrippable", "R8", "The file is damaged, or more than a picture, so metadata cannot be taken off it; only the original is there."));
        }
    }

    /// <param name="length">of the copy, as <see cref="LengthAsync"/> found it</param>
    public static Task RunAsync(string type, Stream original, Stream copy, long length, CancellationToken cancellationToken) => type switch
    {
        FileTypes.Jpeg => JpegWalk.RunAsync(new ByteSource(original), copy, null, cancellationToken),
        FileTypes.Png => PngWalk.RunAsync(new ByteSource(original), copy, null, cancellationToken),
        FileTypes.Gif => GifWalk.RunAsync(new ByteSource(original), copy, null, cancellationToken),
        FileTypes.Webp => WebpWalk.RunAsync(new ByteSource(original), copy, length, null, cancellationToken),
        FileTypes.Heic or FileTypes.Avif => HeicWalk.RunAsync(new ByteSource(original), copy, null, cancellationToken),
        _ => throw new ProblemException(Problems.Refused("notStrippable", "R8", "Metadata is taken off JPEG, PNG, GIF, WebP, HEIC and AVIF only; of this type only the original is there. What it tells of itself is shown as far as it can be read.")),
    };

    private sealed class CountingStream : Stream
    {
        private long length;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => length;

        public override long Position { get => length; set => throw new NotSupportedException(); }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            length += buffer.Length;
            return ValueTask.CompletedTask;
        }

        public override void Write(byte[] buffer, int offset, int count) => length += count;

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
