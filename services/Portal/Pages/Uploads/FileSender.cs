using System.Net;
using System.Text;
using Coc.Portal.Talking;

namespace Coc.Portal.Pages.Uploads;

/// <summary>Sends the file of a <see cref="StreamedForm"/> on to the API while it comes in.</summary>
internal sealed class FileSender(IHttpClientFactory clients, Visitor visitor)
{
    /// <summary>Of a client that waits as long as the API does for a slow sender.</summary>
    public const string Client = "uploads";

    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(31);

    /// <param name="beside">fields that go along, by the names the API gives them</param>
    /// <exception cref="RefusedException">any answer but 2xx</exception>
    public async Task SendAsync(string path, StreamedForm form, IEnumerable<(string Name, string? Value)> beside, string key, Code? code, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new Rest(form, beside) };
        request.Headers.Add(SendingOnce.Header, key);
        (await new Api(clients.CreateClient(Client), visitor).SendAsync(request, code, null, cancellationToken)).Dispose();
    }

    /// <summary>The same form without what was meant for us.</summary>
    private sealed class Rest : HttpContent
    {
        private readonly StreamedForm form;
        private readonly byte[] head;

        public Rest(StreamedForm form, IEnumerable<(string Name, string? Value)> beside)
        {
            this.form = form;
            var written = new StringBuilder();
            foreach (var (name, value) in beside.Where(b => !string.IsNullOrEmpty(b.Value)))
            {
                written.Append("--").Append(form.Boundary).Append("\r\nContent-Disposition: form-data; name=\"").Append(name).Append("\"\r\n\r\n").Append(value).Append("\r\n");
            }

            written.Append("--").Append(form.Boundary).Append("\r\n");
            head = [.. Encoding.UTF8.GetBytes(written.ToString()), .. form.FileHeaders.Span];
            Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary=\"{form.Boundary}\"");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.WriteAsync(head, cancellationToken);
            await form.CopyRestAsync(stream, cancellationToken);
        }

        // Told where it is known: what comes without its length counts as the largest against the sender's limit.
        protected override bool TryComputeLength(out long length)
        {
            length = head.Length + (form.RestLength ?? 0);
            return form.RestLength is not null;
        }
    }
}
