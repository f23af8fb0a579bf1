using System.Text;
using System.Text.Json;
using Coc.Contracts;
using Coc.Platform.Http;
using RabbitMQ.Client;

namespace Coc.Platform.Messaging.DeadLetters;

/// <summary>A message that could not be handled, as it lies in its dead letter queue. Like every message it holds ids, states, dates and codes only.</summary>
/// <param name="Kind">class of the exception, or <c>skipped</c> when nobody in the service takes its type</param>
/// <param name="Attempts">how often it was tried before it was given up</param>
internal sealed record DeadLetter(string Queue, Guid? Id, string Contract, Origin? Origin, string Kind, string Since, int Attempts, string Body)
{
    private const string FaultHeader = "MT-Fault-";
    private const string Attempt = ", attempt ";

    public static DeadLetter Of(string queue, IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body)
    {
        using var envelope = Parse(body);
        var message = Member(envelope?.RootElement, "message");
        var types = Member(envelope?.RootElement, "messageType");
        var contract = types is { ValueKind: JsonValueKind.Array } names && names.GetArrayLength() > 0 ? names[0].GetString()!.Split(':')[^1] : "unknown";
        var (kind, attempts) = FailureOf(properties);
        return new DeadLetter(
            queue, Guid.TryParse(properties.MessageId, out var id) ? id : null, contract, OriginOf(message), kind,
            Header(properties, FaultHeader + "Timestamp") ?? "-", attempts, message?.GetRawText() ?? "");
    }

    /// <summary>The headers it travelled with; without those that its failure added.</summary>
    public static Dictionary<string, object?> TravelHeaders(IReadOnlyBasicProperties properties) =>
        (properties.Headers ?? new Dictionary<string, object?>())
            .Where(h => !h.Key.StartsWith(FaultHeader, StringComparison.Ordinal) && h.Key != "MT-Reason" && !h.Key.StartsWith("x-", StringComparison.Ordinal))
            .ToDictionary(h => h.Key, h => h.Value);

    // Of a failure of ours its kind is told; what others say about theirs stays where it is.
    private static (string Kind, int Attempts) FailureOf(IReadOnlyBasicProperties properties)
    {
        const string Ours = HandlingFailedException.Beginning;
        return Header(properties, FaultHeader + "Message") is { } said && said.StartsWith(Ours, StringComparison.Ordinal)
            && said.Split(Attempt) is [var kind, var number] && int.TryParse(number, out var attempts)
            ? (kind[Ours.Length..], attempts)
            : (Header(properties, FaultHeader + "ExceptionType")?.Split('.')[^1] ?? "skipped", 1);
    }

    private static Origin? OriginOf(JsonElement? message)
    {
        try
        {
            return Member(message, "origin")?.Deserialize<Origin>(Json.Options);
        }
        catch (JsonException)
        {
            return null; // of a shape this version does not know
        }
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } e && e.TryGetProperty(name, out var member) ? member : null;

    private static string? Header(IReadOnlyBasicProperties properties, string name) =>
        properties.Headers?.TryGetValue(name, out var value) == true ? value switch { byte[] bytes => Encoding.UTF8.GetString(bytes), { } other => other.ToString(), _ => null } : null;
}
