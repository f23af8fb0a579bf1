namespace Coc.Integration.Intake;

/// <summary>Bytes without an end, from somebody who goes away in the middle.</summary>
internal sealed class Endless(CancellationTokenSource leave, int after) : MemoryStream
{
    private int sent;

    public override long Length => throw new NotSupportedException();

    public override bool CanSeek => false;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        sent += buffer.Length;
        if (sent > after)
        {
            leave.Cancel();
        }

        return ValueTask.FromResult(buffer.Length);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
}

/// <summary>Half a megabyte, and something happens in its middle.</summary>
internal sealed class Interrupted(Func<Task> interruption) : MemoryStream
{
    private const int Half = 250_000;
    private int left = 2 * Half;
    private bool done;

    public override bool CanSeek => false;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (left <= Half && !done)
        {
            done = true;
            await interruption();
        }

        var some = Math.Min(left, Math.Min(buffer.Length, 10_000));
        left -= some;
        return some;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
}
