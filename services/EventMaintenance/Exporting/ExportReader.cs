using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Buffers;
using System.Text.Json;
using Coc.EventFormat.Chain;
using Coc.EventMaintenance.Verifying;
using Coc.EventStore;

namespace Coc.EventMaintenance.Exporting;

/// <summary>Reads an export line by line; one line is in memory at a time.</summary>
internal sealed class ExportReader : IDisposable
{
    private static readonly JsonDocumentOptions Parsing = new() { AllowDuplicateProperties = false };
    private readonly PipeReader file;
    private readonly IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long line;

    private ExportReader(Stream file) => this.file = PipeReader.Create(file);

    public ExportHeader Header { get; private set; } = null!;

    /// <summary>There once the last entry has been read.</summary>
    public ExportEnd? End { get; private set; }

    /// <summary>Whether the lines before the last give the hash it names.</summary>
    public bool Intact { get; private set; }

    /// <exception cref="ExportException">it is not an export of a format known here</exception>
    public static async Task<ExportReader> OpenAsync(Stream file, CancellationToken cancellationToken)
    {
        var reader = new ExportReader(file);
        if (await reader.LineAsync(cancellationToken) is { } first && reader.Parse(first) is ExportHeader { Format: ExportFormat.Version } header)
        {
            reader.Header = header;
            return reader;
        }

        throw new ExportException(1, "does not say that this is an export of a format known here");
    }

    /// <exception cref="ExportException">a line cannot be read, or the end is missing</exception>
    public async IAsyncEnumerable<LogEntry> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await LineAsync(cancellationToken) is { } bytes)
        {
            switch (Parse(bytes))
            {
                case LogEntry entry when End is null:
                    yield return entry;
                    break;
                case ExportEnd end when End is null:
                    End = end;
                    break;
                default:
                    throw new ExportException(line, "stands behind the end or is a second beginning");
            }
        }

        if (End is null)
        {
            throw new ExportException(line + 1, "is missing: the file ends before its last line, which counts what must be in it");
        }
    }

    public void Dispose()
    {
        file.Complete();
        sha.Dispose();
    }

    // The hash runs over everything before the last line, so a line is taken into it when the next one comes.
    private async Task<byte[]?> LineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await file.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                var bytes = buffer.Slice(0, buffer.GetPosition(1, end)).ToArray();
                file.AdvanceTo(buffer.GetPosition(1, end));
                line++;
                return bytes;
            }

            if (read.IsCompleted)
            {
                return buffer.IsEmpty ? null : throw new ExportException(line + 1, "is cut");
            }

            file.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private object Parse(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Parsing);
            var member = document.RootElement.EnumerateObject().Single();
            if (member.Name == "end")
            {
                Intact = Convert.ToHexStringLower(sha.GetCurrentHash()) == member.Value.GetProperty("sha256").GetString();
            }

            sha.AppendData(bytes);
            return member.Name switch
            {
                "coc" => member.Value.Deserialize<ExportHeader>(ExportFormat.Json)!,
                "stream" => Stream(member.Value),
                "event" => Event(member.Value),
                "end" => member.Value.Deserialize<ExportEnd>(ExportFormat.Json)!,
                _ => throw new FormatException(),
            };
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException or OverflowException)
        {
            throw new ExportException(line, "is not what an export holds");
        }
    }

    private StreamEntry Stream(JsonElement stream) => new(
        new StreamKey(Required(stream, "tenant"), Id(stream, "id")), Text(stream, "type"), Null(stream, "version") ? null : stream.GetProperty("version").GetInt64(),
        Instant(stream, "timestamp"), Instant(stream, "created"), Flag(stream, "archived"), Attested(stream)) { Line = line };

    private EventEntry Event(JsonElement stored) => new(
        new EventRow(
            stored.GetProperty("seq").GetInt64(), Id(stored, "id"), Required(stored, "tenant"), Id(stored, "stream"), stored.GetProperty("version").GetInt64(),
            Raw(stored.GetProperty("data")), Required(stored, "type"), Instant(stored, "at"), Text(stored, "dotnetType"), Text(stored, "correlation"), Text(stored, "causation"),
            Null(stored, "headers") ? null : Raw(stored.GetProperty("headers")), Text(stored, "userName")),
        Flag(stored, "archived"), stored.TryGetProperty("binary", out var binary) ? binary.GetBytesFromBase64() : null) { Line = line };

    private static AttestedHead? Attested(JsonElement stream) => stream.TryGetProperty("attested", out var attested)
        ? new AttestedHead(attested.GetProperty("version").GetInt64(), Required(attested, "hash"))
        : null;

    private static byte[] Raw(JsonElement value) => JsonMarshal.GetRawUtf8Value(value).ToArray();

    private static bool Null(JsonElement parent, string name) => parent.GetProperty(name).ValueKind == JsonValueKind.Null;

    private static string? Text(JsonElement parent, string name) => parent.GetProperty(name).GetString();

    private static string Required(JsonElement parent, string name) => Text(parent, name) ?? throw new FormatException();

    private static bool? Flag(JsonElement parent, string name) => Null(parent, name) ? null : parent.GetProperty(name).GetBoolean();

    private static Guid Id(JsonElement parent, string name) => Guid.ParseExact(Required(parent, name), "D");

    private static DateTimeOffset Instant(JsonElement parent, string name) => ChainHash.Parse(Required(parent, name));
}
