using System.Text.Json;
using System.Text.Json.Nodes;
using Coc.EventFormat.Chain;
using Coc.EventFormat.Sealing;
using Coc.EventStore;
using Coc.EventStore.Encryption;
using Coc.EventStore.Reading;
using Coc.EventStore.Serialization;

namespace Coc.Contracts.Tests;

/// <summary>
/// One service's samples of everything it ever stored, name by name: sections of a stored name and a body, sensitive members under a mark. A section is never
/// changed and never removed; a name has several when optional members were added to it.
/// </summary>
internal sealed class FrozenEvents(EventTypes types, string text)
{
    private static readonly JsonSerializerOptions Marking = Sample.Marking(EventJson.Options);

    // What is missing in a sample must be optional in today's record.
    private static readonly JsonSerializerOptions Strict = new(EventJson.Options) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    private static readonly StreamKey Stream = new("sample", Guid.Empty);

    private static readonly OneKey Keys = new();

    private readonly List<(string Name, string Body)> sections =
        [.. text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(s => s.Trim().Split('\n', 2)).Select(s => (s[0], s[1]))];

    /// <summary>The samples with those of names and members that are new.</summary>
    public string WithNew() => string.Join("\n\n", sections
        .Concat(types.Names.Where(name => !sections.Any(s => s.Name == name && Same(s.Body, Now(name)))).Select(name => (Name: name, Body: Now(name))))
        .Select((s, i) => (s, i)).OrderBy(s => s.s.Name, StringComparer.Ordinal).ThenBy(s => s.i).Select(s => $"{s.s.Name}\n{s.s.Body}"));

    /// <summary>What would be stored today and is no frozen sample yet.</summary>
    public IEnumerable<string> NotFrozen() => types.Names.Where(name => !Same(sections.LastOrDefault(s => s.Name == name).Body, Now(name)))
        .Select(name => $"{name} is new, or has another shape than its newest sample");

    /// <summary>What is frozen and not read whole by today's code.</summary>
    public IEnumerable<string> NotRead() => sections.Select(s => Refusal(s.Name, s.Body)).OfType<string>();

    // Members are stored in canonical order, whatever the order here.
    private static bool Same(string? frozen, string now) => frozen is not null && JsonNode.DeepEquals(JsonNode.Parse(frozen), JsonNode.Parse(now));

    private string Now(string name) => Sample.Text(Sample.Make(types.ShapeOf(name)!.Stored), Marking);

    private string? Refusal(string name, string body)
    {
        if (types.ShapeOf(name) is not { } shape)
        {
            return $"{name} is stored and no longer read: upcast it";
        }

        var stored = JsonSerializer.SerializeToUtf8Bytes(Sealed(JsonNode.Parse(body), ""));
        try
        {
            using (OpeningScope.Begin(stored, Stream, 1, Keys))
            {
                var read = Sample.Text(JsonSerializer.Deserialize(stored, shape.Stored, Strict)!, Marking);
                if (!Holds(JsonNode.Parse(read), JsonNode.Parse(body)))
                {
                    return $"{name} is read with a loss: keep the old shape as a record of its own, store the new one under a new name, and upcast";
                }
            }

            var row = new EventRow(1, Guid.Empty, Stream.Tenant, Stream.Id, 1, stored, name, DateTimeOffset.UnixEpoch, null, null, null, null, null);
            return row.Decode(types, Keys).Data.GetType() == shape.ReadAs ? null : $"{name} is not read as {shape.ReadAs.Name}";
        }
        catch (Exception e) when (e is JsonException or SealedMemberException)
        {
            return $"{name} is not read: {e.Message}";
        }
    }

    private static bool Holds(JsonNode? read, JsonNode? frozen) => (read, frozen) switch
    {
        (JsonObject now, JsonObject then) => then.All(m => now.TryGetPropertyValue(m.Key, out var value) && Holds(value, m.Value)),
        (JsonArray now, JsonArray then) => now.Count == then.Count && now.Zip(then).All(pair => Holds(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(read, frozen),
    };

    private static JsonNode? Sealed(JsonNode? node, string path) => node switch
    {
        JsonObject marked when marked.Count == 1 && marked.TryGetPropertyValue(Sample.Mark, out var plain) =>
            SealedText.Seal(Keys.Key.Id, Keys.Key.Bytes, JsonSerializer.SerializeToUtf8Bytes(plain), AssociatedData.Of(Stream.Tenant, Stream.Id, 1, path)),
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Sealed(m.Value, $"{path}/{m.Key}")))),
        JsonArray items => new JsonArray([.. items.Select((item, i) => Sealed(item, $"{path}/{i}"))]),
        _ => node?.DeepClone(),
    };

    private sealed class OneKey : IKeySource
    {
        public DataKey Key { get; } = DataKey.New();

        public (byte[]? Key, string Owner) Find(Guid keyId) => (Key.Bytes, "owner");
    }
}
