using System.Text;

namespace Coc.EndToEnd.Telemetry;

/// <summary>One span, as far as its place in a trace goes.</summary>
internal sealed record Span(string Service, string Name, string Trace, string Id, string? Parent);

/// <summary>Reads the few fields of an OTLP trace export that these tests look at (opentelemetry-proto, trace/v1).</summary>
internal static class OtlpTraces
{
    private const int ResourceSpans = 1, Resource = 1, ResourceAttributes = 1, ScopeSpans = 2, Spans = 2, Key = 1, Value = 2, StringValue = 1;
    private const int TraceId = 1, SpanId = 2, ParentSpanId = 4, SpanName = 5;

    public static IEnumerable<Span> Read(byte[] export)
    {
        foreach (var resourceSpans in Protobuf.Fields(export, ResourceSpans))
        {
            var service = Protobuf.Fields(resourceSpans, Resource).SelectMany(r => Protobuf.Fields(r, ResourceAttributes))
                .Where(a => Text(a, Key) == "service.name").Select(a => Text(Protobuf.Fields(a, Value).First(), StringValue)).FirstOrDefault() ?? "?";
            foreach (var span in Protobuf.Fields(resourceSpans, ScopeSpans).SelectMany(s => Protobuf.Fields(s, Spans)))
            {
                var parent = Hex(span, ParentSpanId);
                yield return new Span(service, Text(span, SpanName), Hex(span, TraceId), Hex(span, SpanId), parent.Length == 0 ? null : parent);
            }
        }
    }

    private static string Text(byte[] message, int field) => Encoding.UTF8.GetString(Protobuf.Fields(message, field).FirstOrDefault() ?? []);

    private static string Hex(byte[] message, int field) => Convert.ToHexStringLower(Protobuf.Fields(message, field).FirstOrDefault() ?? []);
}

/// <summary>The wire format of protocol buffers: length-delimited fields by number.</summary>
internal static class Protobuf
{
    public static List<byte[]> Fields(byte[] message, int wanted)
    {
        var found = new List<byte[]>();
        var at = 0;
        while (at < message.Length)
        {
            var tag = Varint(message, ref at);
            var length = (tag & 7) switch
            {
                0 => Skip(message, ref at),
                1 => 8,
                2 => (int)Varint(message, ref at),
                5 => 4,
                _ => throw new FormatException("Not protocol buffers."),
            };
            if ((tag & 7) == 2 && (int)(tag >> 3) == wanted)
            {
                found.Add(message[at..(at + length)]);
            }

            at += length;
        }

        return found;
    }

    private static int Skip(byte[] message, ref int at)
    {
        Varint(message, ref at);
        return 0;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var octet = message[at++];
            value |= (ulong)(octet & 0x7F) << shift;
            if (octet < 0x80)
            {
                return value;
            }
        }
    }
}
