namespace Coc.Intake.Features.ReadingEvidence;

/// <summary>Reads a file piece by piece with one small buffer. Where it ends too early it is malformed.</summary>
internal sealed class ByteSource(Stream stream)
{
    private readonly byte[] buffer = new byte[32 * 1024];
    private int at;
    private int end;

    public async ValueTask<byte> ByteAsync(CancellationToken cancellationToken)
    {
        if (at == end && !await FillAsync(cancellationToken))
        {
            throw new InvalidDataException("It ends too early.");
        }

        return buffer[at++];
    }

    /// <summary>There is nothing more.</summary>
    public async ValueTask<bool> EndedAsync(CancellationToken cancellationToken) => at == end && !await FillAsync(cancellationToken);

    public async ValueTask<byte[]> BytesAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        await CopyAsync(count, new MemoryStream(bytes), cancellationToken);
        return bytes;
    }

    /// <summary>Hands on the next bytes; without a target they are passed over.</summary>
    public async ValueTask CopyAsync(long count, Stream? target, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            if (at == end && !await FillAsync(cancellationToken))
            {
                throw new InvalidDataException("It ends too early.");
            }

            var some = (int)Math.Min(count, end - at);
            if (target is not null)
            {
                await target.WriteAsync(buffer.AsMemory(at, some), cancellationToken);
            }

            at += some;
            count -= some;
        }
    }

    /// <summary>Hands on everything up to the next byte of this value, which is the next to be read.</summary>
    public async ValueTask CopyToAsync(byte stop, Stream? target, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (at == end && !await FillAsync(cancellationToken))
            {
                throw new InvalidDataException("It ends too early.");
            }

            var found = buffer.AsSpan(at, end - at).IndexOf(stop);
            var some = found < 0 ? end - at : found;
            if (target is not null && some > 0)
            {
                await target.WriteAsync(buffer.AsMemory(at, some), cancellationToken);
            }

            at += some;
            if (found >= 0)
            {
                return;
            }
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        at = 0;
        end = await stream.ReadAsync(buffer, cancellationToken);
        return end > 0;
    }
}
