using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Coc.EventFormat.Chain;
using Coc.EventMaintenance.Verifying;

namespace Coc.EventMaintenance.Exporting;

/// <summary>Writes one JSON object a line: what the file is, streams each followed by its events, what it must have been (README "What is stored, for ever").</summary>
internal sealed class ExportWriter(Stream file) : IDisposable
{
    private readonly ArrayBufferWriter<byte> line = new(4096);
    private readonly Utf8JsonWriter json = new(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    private readonly IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public ValueTask WriteAsync(ExportHeader header, CancellationToken cancellationToken) =>
        LineAsync("coc", () => JsonSerializer.Serialize(json, header, ExportFormat.Json), cancellationToken);

    public ValueTask WriteAsync(LogEntry entry, CancellationToken cancellationToken) => entry switch
    {
        StreamEntry stream => LineAsync("stream", () => Write(stream), cancellationToken),
        EventEntry stored => LineAsync("event", () => Write(stored), cancellationToken),
        _ => throw new InvalidOperationException($"This log cannot be exported as it is: {((StrayEntry)entry).Broken}"),
    };

    /// <summary>The last line carries the hash of all before it.</summary>
    public async ValueTask EndAsync(ExportEnd end, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(sha.GetCurrentHash());
        await LineAsync("end", () => JsonSerializer.Serialize(json, end with { Sha256 = hash }, ExportFormat.Json), cancellationToken);
        await file.FlushAsync(cancellationToken);
    }

    public void Dispose()
    {
        json.Dispose();
        sha.Dispose();
    }

    private void Write(StreamEntry stream)
    {
        json.WriteStartObject();
        json.WriteString("tenant", stream.Key.Tenant);
        json.WriteString("id", stream.Key.Id);
        json.WriteString("type", stream.Type);
        Number("version", stream.Version);
        json.WriteString("timestamp", ChainHash.Instant(stream.Timestamp));
        json.WriteString("created", ChainHash.Instant(stream.Created));
        Flag("archived", stream.Archived);
        if (stream.Attested is { } attested)
        {
            json.WriteStartObject("attested");
            json.WriteNumber("version", attested.Version);
            json.WriteString("hash", attested.Hash);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void Write(EventEntry entry)
    {
        var row = entry.Row;
        json.WriteStartObject();
        json.WriteNumber("seq", row.Sequence);
        json.WriteString("tenant", row.Tenant);
        json.WriteString("stream", row.StreamId);
        json.WriteNumber("version", row.Version);
        json.WriteString("id", row.Id);
        json.WriteString("type", row.Type);
        json.WriteString("dotnetType", row.DotNetType);
        json.WriteString("at", ChainHash.Instant(row.At));
        json.WriteString("correlation", row.Correlation);
        json.WriteString("causation", row.Causation);
        json.WriteString("userName", row.UserName);
        json.WritePropertyName("headers");
        json.WriteRawValue(row.Headers ?? "null"u8);
        json.WritePropertyName("data");
        json.WriteRawValue(row.Data);
        if (entry.Binary is { } binary)
        {
            json.WriteBase64String("binary", binary);
        }

        Flag("archived", entry.Archived);
        json.WriteEndObject();
    }

    private async ValueTask LineAsync(string kind, Action write, CancellationToken cancellationToken)
    {
        line.ResetWrittenCount();
        json.Reset(line);
        json.WriteStartObject();
        json.WritePropertyName(kind);
        write();
        json.WriteEndObject();
        json.Flush();
        line.Write("\n"u8);
        sha.AppendData(line.WrittenSpan);
        await file.WriteAsync(line.WrittenMemory, cancellationToken);
    }

    private void Number(string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private void Flag(string name, bool? value)
    {
        if (value is { } flag)
        {
            json.WriteBoolean(name, flag);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
