using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Coc.EventFormat;
using Coc.EventFormat.Sealing;
using Coc.EventStore;
using Coc.EventStore.Encryption;
using Coc.EventStore.Serialization;

namespace Coc.Unit.EventStore;

public sealed class Sealing_a_body
{
    private static readonly StreamKey Stream = new("project-a", Guid.NewGuid());

    private readonly Keys keys = new();

    internal enum Mood
    {
        VeryTense,
    }

    internal sealed record Person(string CodeName, Sensitive<string>? Name);

    internal sealed record Note(string Title, Mood Mood, Sensitive<string>? Text, IReadOnlyList<Person> People, Sensitive<decimal[]>? Amounts = null, long Large = 0);

    internal sealed record Measured(double Value);

    private static readonly Note Full = new(
        "t", Mood.VeryTense, Sensitive.Of("canary one", "panel"), [new("Amber", Sensitive.Of("canary two", "accused:1")), new("Beryl", null)],
        Sensitive.Of(new[] { 1.50m, 2m }, "panel"), long.MaxValue);

    [Fact]
    public void Opens_again_at_the_same_place()
    {
        var body = Seal(Full, 3);

        var opened = Open<Note>(body, 3, keys);

        opened.Text.ShouldBe(Full.Text);
        opened.People.ShouldBe(Full.People);
        opened.Amounts!.Value.ShouldBe(Full.Amounts!.Value);
        opened.Amounts.Owner.ShouldBe("panel");
        (opened.Title, opened.Mood, opened.Large).ShouldBe(("t", Mood.VeryTense, long.MaxValue));
    }

    [Fact]
    public void Leaves_no_plain_text_and_a_string_for_each_member()
    {
        var body = Encoding.UTF8.GetString(Seal(Full, 3));

        body.ShouldNotContain("canary");
        using var document = JsonDocument.Parse(body);
        var note = document.RootElement;
        note.GetProperty("text").GetString()!.ShouldMatch("^enc:1:[0-9a-f]{32}:[A-Za-z0-9+/=]+$");
        note.GetProperty("amounts").ValueKind.ShouldBe(JsonValueKind.String);
        note.GetProperty("mood").GetString().ShouldBe("veryTense");
        note.GetProperty("large").GetString().ShouldBe("9223372036854775807");
        note.GetProperty("people")[1].TryGetProperty("name", out _).ShouldBeFalse();
    }

    [Fact]
    public void Is_bound_to_stream_version_and_member()
    {
        var body = Seal(Full, 3);
        var swapped = Encoding.UTF8.GetString(body).Replace("\"codeName\":\"Amber\"", "\"codeName\":\"Amber\",\"x\":1", StringComparison.Ordinal);

        Should.Throw<SealedMemberException>(() => Open<Note>(body, 4, keys));
        Should.Throw<SealedMemberException>(() => Open<Note>(body, 3, keys, Stream with { Tenant = "project-b" }));
        Should.Throw<SealedMemberException>(() => Open<Note>(body, 3, keys, Stream with { Id = Guid.NewGuid() }));
        Should.NotThrow(() => Open<Note>(Encoding.UTF8.GetBytes(swapped), 3, keys));
        Should.Throw<SealedMemberException>(() => Open<Note>(Moved(body), 3, keys));
    }

    [Theory]
    [InlineData("\"plain\"")]
    [InlineData("\"enc:1:\"")]
    [InlineData("\"enc:1:00000000000000000000000000000000:AAAA\"")]
    [InlineData("\"enc:2:00000000000000000000000000000000:AAAA\"")]
    [InlineData("17")]
    [InlineData("{\"value\":\"plain\"}")]
    public void What_is_no_ciphertext_is_an_error_and_never_plain_text(string text) =>
        Should.Throw<SealedMemberException>(() => Open<Note>(Encoding.UTF8.GetBytes($$"""{"title":"t","mood":"veryTense","people":[],"text":{{text}}}"""), 1, keys));

    [Fact]
    public void A_plain_member_may_look_like_ciphertext()
    {
        var note = Full with { Title = "enc:1:00000000000000000000000000000000:AAAA" };

        Open<Note>(Seal(note, 1), 1, keys).Title.ShouldBe(note.Title);
    }

    [Fact]
    public void Under_a_destroyed_key_members_read_as_erased_and_the_others_do_not()
    {
        var body = Seal(Full, 1);
        keys.Destroy("accused:1");

        var opened = Open<Note>(body, 1, keys);

        opened.People[0].Name.ShouldBe(new Sensitive<string>(null, "accused:1", Erased: true));
        opened.Text.ShouldBe(Full.Text);
    }

    [Fact]
    public void Without_keys_every_member_is_there_and_closed()
    {
        var opened = Open<Note>(Seal(Full, 1), 1, null);

        opened.Text!.Erased.ShouldBeTrue();
        opened.People.Select(p => p.Name is { Erased: true }).ShouldBe([true, false]);
    }

    [Fact]
    public void The_same_body_is_never_the_same_ciphertext() => Seal(Full, 1).ShouldNotBe(Seal(Full, 1));

    [Fact]
    public void A_sensitive_value_is_refused_by_every_other_serialiser()
    {
        Should.Throw<NotSupportedException>(() => JsonSerializer.Serialize(Full));
        Should.Throw<NotSupportedException>(() => JsonSerializer.Serialize(Sensitive.Of("x", "panel"), EventJson.Options));
        Should.Throw<NotSupportedException>(() => JsonSerializer.Deserialize<Sensitive<string>>("\"x\""));
    }

    [Fact]
    public void What_is_erased_or_nested_or_not_an_integer_is_not_stored()
    {
        Should.Throw<InvalidOperationException>(() => PlainBody.Of(Full with { Text = new Sensitive<string>(null, "panel", Erased: true) }));
        Should.Throw<NotSupportedException>(() => PlainBody.Of(new { Outer = Sensitive.Of(new Person("a", Sensitive.Of("b", "x")), "panel") }));
        Should.Throw<NotSupportedException>(() => Seal(new Measured(1.5), 1));
        Should.Throw<ArgumentException>(() => Seal(Full with { Title = "a\0b" }, 1));
    }

    [Fact]
    public void A_failed_body_leaves_nothing_behind_on_its_thread()
    {
        Should.Throw<InvalidOperationException>(() => PlainBody.Of(Full with { Text = new Sensitive<string>(null, "panel", Erased: true) }));

        SealingScope.Current.ShouldBeNull();
        OpeningScope.Current.ShouldBeNull();
    }

    [Fact]
    public void A_body_is_canonical_whatever_is_in_it()
    {
        object[] bodies = [Full with { Title = "tab\t\"quoted\" ü \U0001F600 \u2028 </b>" }, new { Zebra = 1, Äpfel = -7L, apple = new Dictionary<string, int> { ["b"] = 2, ["a"] = 1 } }, new[] { -0d, 1e15 }];
        foreach (var body in bodies.Select(b => Seal(b, 1)))
        {
            using var document = JsonDocument.Parse(body);
            Encoding.UTF8.GetString(body).ShouldBe(Encoding.UTF8.GetString(CanonicalJson.Of(document.RootElement)));
        }
    }

    internal sealed record Odd([property: System.Text.Json.Serialization.JsonPropertyName("a/b~c\"d")] Sensitive<string> Text, Dictionary<string, Sensitive<string>[]> More);

    [Fact]
    public void A_member_is_bound_to_its_json_pointer()
    {
        var body = Seal(new Odd(Sensitive.Of("one", "panel"), new() { ["x"] = [Sensitive.Of("two", "panel"), Sensitive.Of("three", "panel")] }), 1);
        var odd = Open<Odd>(body, 1, keys);
        (odd.Text.Value, odd.More["x"][1].Value).ShouldBe(("one", "three"));
        using var document = JsonDocument.Parse(body);
        Plain(document.RootElement.GetProperty("a/b~c\"d"), "/a~1b~0c\"d").ShouldBe("\"one\"");
        Plain(document.RootElement.GetProperty("more").GetProperty("x")[1], "/more/x/1").ShouldBe("\"three\"");
    }

    [Fact]
    public void Printing_shows_dots() => $"{Full}".ShouldNotContain("canary");

    private byte[] Seal(object data, long version)
    {
        var plain = PlainBody.Of(data);
        return plain.Seal(Stream, version, plain.Secrets.Select(s => s.Owner).Distinct().ToDictionary(owner => owner, keys.Of));
    }

    private string Plain(JsonElement member, string pointer) => Encoding.UTF8.GetString(
        SealedText.Open(Encoding.UTF8.GetBytes(member.GetString()!), keys.Of("panel").Bytes, AssociatedData.Of(Stream.Tenant, Stream.Id, 1, pointer)));

    private static T Open<T>(byte[] body, long version, IKeySource? source, StreamKey? stream = null)
    {
        using (OpeningScope.Begin(body, stream ?? Stream, version, source))
        {
            return JsonSerializer.Deserialize<T>(body, EventJson.Options)!;
        }
    }

    // The first person's name set where the note's text stood, under the same JSON.
    private static byte[] Moved(byte[] body)
    {
        var note = System.Text.Json.Nodes.JsonNode.Parse(body)!;
        note["text"] = note["people"]![0]!["name"]!.GetValue<string>();
        return Encoding.UTF8.GetBytes(note.ToJsonString());
    }

    private sealed class Keys : IKeySource
    {
        private readonly Dictionary<string, DataKey> byOwner = [];
        private readonly HashSet<string> destroyed = [];

        public DataKey Of(string owner) => byOwner.TryGetValue(owner, out var key) ? key : byOwner[owner] = new DataKey(Guid.NewGuid(), RandomNumberGenerator.GetBytes(32));

        public void Destroy(string owner) => destroyed.Add(owner);

        public (byte[]? Key, string Owner) Find(Guid keyId)
        {
            var (owner, key) = byOwner.FirstOrDefault(k => k.Value.Id == keyId);
            return key is null ? throw new SealedMemberException("No such key.") : (destroyed.Contains(owner) ? null : key.Bytes, owner);
        }
    }
}
