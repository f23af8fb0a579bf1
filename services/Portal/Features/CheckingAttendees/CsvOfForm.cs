using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Coc.Portal.Pages.Uploads;

namespace Coc.Portal.Features.CheckingAttendees;

/// <summary>The list in a form, sent on as the API takes it while it comes in: it is never whole in memory, nor on a disk here.</summary>
internal sealed class CsvOfForm : HttpContent
{
    private readonly StreamedForm form;

    public CsvOfForm(StreamedForm form)
    {
        this.form = form;
        Headers.ContentType = new MediaTypeHeaderValue("text/csv");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var content = new WithoutEnd(stream, $"\r\n--{form.Boundary}");
        await form.CopyRestAsync(content, cancellationToken);
        await content.EndAsync(cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}

/// <summary>Passes on what is written to it, but for how a form ends. The file is the form's last field: its content reaches to the last boundary.</summary>
internal sealed class WithoutEnd(Stream to, string boundary) : Stream
{
    private const int MostAfter = 64; // two hyphens, a line's end, and what a browser may add
    private readonly byte[] closing = Encoding.ASCII.GetBytes(boundary);
    private readonly MemoryStream held = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        held.Write(buffer.Span);
        var most = closing.Length + MostAfter;
        if (held.Length <= most)
        {
            return;
        }

        var bytes = held.ToArray();
        await to.WriteAsync(bytes.AsMemory(0, bytes.Length - most), cancellationToken);
        held.SetLength(0);
        held.Write(bytes.AsSpan(bytes.Length - most));
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Passes on what is left before the boundary.</summary>
    /// <exception cref="BadHttpRequestException">the form has no end: it was cut off</exception>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        var bytes = held.ToArray();
        var end = bytes.AsSpan().LastIndexOf(closing);
        await to.WriteAsync(bytes.AsMemory(0, end >= 0 ? end : throw new BadHttpRequestException("The form has no end.")), cancellationToken);
    }

    public override void Flush() => to.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        held.Dispose();
        base.Dispose(disposing);
    }
}
