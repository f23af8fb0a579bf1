using System.Security.Cryptography;
using Coc.EventFormat.Chain;
using Coc.EventFormat.Sealing;
using Coc.EventStore;
using Coc.EventStore.Encryption;
using Coc.EventStore.Reading;
using Coc.EventStore.Serialization;

namespace Coc.Unit.EventStore;

/// <summary>An event with a past: first a plain remark, then a sensitive one inside a list, today one sensitive text for each part.</summary>
public sealed class Upcasting
{
    private static readonly StreamKey Stream = new("project-a", Guid.NewGuid());

    private readonly KeyOf panel = new("panel");

    internal sealed record Told(IReadOnlyList<Part> Parts, int Pages, Sensitive<string>? By);

    internal sealed record Part(string Title, Sensitive<string>? Text);

    private sealed record Told1(string Remark);

    private sealed record Told2(IReadOnlyList<Sensitive<string>> Remarks, Sensitive<string>? By);

    private static EventTypes Types => new EventTypes()
        .Add(typeof(Told), "told_v3")
        .Upcast<Told2, Told>("told_v2", old => new([.. old.Remarks.Select((r, i) => new Part($"part {i + 1}", r))], 0, old.By))
        .Upcast<Told1, Told2>("told", old => new([Sensitive.Of(old.Remark, "panel")], null));

    [Fact]
    public void The_oldest_shape_is_upgraded_step_by_step() =>
        Read("told", """{"remark":"said"}""").Parts.ShouldBe([new Part("part 1", Sensitive.Of("said", "panel"))]);

    [Fact]
    public void Sensitive_members_open_where_they_were_stored_and_move_with_the_upgrade()
    {
        var told = Read("told_v2", Stored());

        told.Parts.Select(p => p.Text).ShouldBe([Sensitive.Of("one", "panel"), Sensitive.Of("two", "panel")]);
        told.By.ShouldBe(Sensitive.Of("me", "panel"));
    }

    [Fact]
    public void A_destroyed_key_leaves_an_upgraded_member_erased_and_no_key_closes_it()
    {
        var body = Stored();
        panel.Destroyed = true;

        Read("told_v2", body).By.ShouldBe(new Sensitive<string>(null, "panel", Erased: true));
        ((Told)Row("told_v2", body).Decode(Types, null).Data).Parts.ShouldAllBe(p => p.Text!.Erased);
    }

    [Fact]
    public void A_ciphertext_moved_inside_an_older_body_does_not_open()
    {
        var body = Stored();
        var moved = System.Text.Json.Nodes.JsonNode.Parse(body)!;
        moved["by"] = moved["remarks"]![0]!.GetValue<string>();

        Should.Throw<SealedMemberException>(() => Read("told_v2", moved.ToJsonString()));
    }

    [Fact]
    public void What_is_stored_and_hashed_stays_the_older_event()
    {
        var row = Row("told", """{"remark":"said"}""");

        row.Decode(Types, panel).Type.ShouldBe("told");
        row.ComputeHash(new byte[32]).ShouldBe(Row("told", """{ "remark" : "said" }""").ComputeHash(new byte[32]));
    }

    [Fact]
    public void New_events_are_stored_under_the_newest_name_and_all_names_are_read_as_one_class()
    {
        Types.NameOf(typeof(Told)).ShouldBe("told_v3");
        Types.NamesOf(typeof(Told)).ShouldBe(["told_v3", "told_v2", "told"]);
        Types.Names.Select(Types.TypeOf).ShouldAllBe(t => t == typeof(Told));
        Should.Throw<InvalidOperationException>(() => Types.NameOf(typeof(Told1)));
        Should.Throw<InvalidOperationException>(() => Types.NamesOf(typeof(Told1)));
    }

    [Fact]
    public void A_class_that_only_changed_its_name_keeps_its_shape() =>
        new EventTypes().Add(typeof(Part)).Upcast<Part, Part>("piece", p => p).TypeOf("piece").ShouldBe(typeof(Part));

    [Fact]
    public void A_chain_that_leads_nowhere_and_a_name_used_twice_are_errors_at_start()
    {
        Should.Throw<ArgumentException>(() => new EventTypes().Upcast<Told1, Told2>("told", old => new([], null)));
        Should.Throw<ArgumentException>(() => Types.Upcast<Told1, Told2>("told_v2", old => new([], null)));
    }

    private string Stored() => System.Text.Encoding.UTF8.GetString(
        PlainBody.Of(new Told2([Sensitive.Of("one", "panel"), Sensitive.Of("two", "panel")], Sensitive.Of("me", "panel")))
            .Seal(Stream, 4, new Dictionary<string, DataKey> { ["panel"] = panel.Key }));

    private Told Read(string type, string body) => (Told)Row(type, body).Decode(Types, panel).Data;

    private static EventRow Row(string type, string body) => new(
        1, Guid.Empty, Stream.Tenant, Stream.Id, 4, System.Text.Encoding.UTF8.GetBytes(body), type, DateTimeOffset.UnixEpoch, null, null, null, null, null);

    private sealed class KeyOf(string owner) : IKeySource
    {
        public DataKey Key { get; } = new(Guid.NewGuid(), RandomNumberGenerator.GetBytes(32));

        public bool Destroyed { get; set; }

        public (byte[]? Key, string Owner) Find(Guid keyId) =>
            keyId == Key.Id ? (Destroyed ? null : Key.Bytes, owner) : throw new SealedMemberException("No such key.");
    }
}
