using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Coc.EventFormat.Sealing;
using Coc.EventStore;
using Coc.EventStore.Encryption;
using Coc.EventStore.Serialization;

namespace Coc.Unit.EventStore;

/// <summary>Ciphertexts made by another program (known_answers.py beside this file) open, and only where they belong.</summary>
public sealed class Encryption_known_answers
{
    private const string Text =
        "enc:1:66666666777788889999aaaaaaaaaaaa:AwMDAwMDAwMDAwMDtGJviUA/tzbfmCtodFtWZrD/0u1gaGMRj2wKUFMmNM3thkHjwEMDOpQ=";

    private const string Name =
        "enc:1:66666666777788889999aaaaaaaaaaaa:AwMDAwMDAwMDAwMDtGJviUA/tzbfmCtodFtWZrD/0u1gaGMRj69QtB9cQSrTsnvdP2R350M=";

    private static readonly StreamKey Stream = new("project-a", new Guid("00112233-4455-6677-8899-aabbccddeeff"));

    private static readonly KeyRow Key = new(
        Stream, new Guid("66666666-7777-8888-9999-aaaaaaaaaaaa"), "accused:1",
        Convert.FromHexString("0202020202020202020202022d4f77f86849add9ac06e840368a03cbbb0529fef74da1be20cee3885fb0cdf3086e80645e92de88b76e2a294414eec0"),
        new Guid("11111111-2222-3333-4444-555555555555"), "3383ccbbedbf0b4c",
        Convert.FromHexString("01010101010101010101010157e2c7164ca04e41fc7d4d33344a7cf7fb5fbde8a5b620ebcbe23dd7a134c00eb5902c48f8e76b737c4b6735a673e3c5"));

    internal sealed record Person(Sensitive<string> Name);

    internal sealed record Note(Sensitive<string>? Text, IReadOnlyList<Person>? People = null);

    // NIST's GCM test vectors, AES-256, with associated data (gcmEncryptExtIV256, Keylen 256, IVlen 96, PTlen 128, AADlen 128).
    [Fact]
    public void Gcm_opens_a_published_vector() => Convert.ToHexStringLower(Gcm.Decrypt(
        Convert.FromHexString("92e11dcdaa866f5ce790fd24501f92509aacf4cb8b1339d50c9c1240935dd08b"),
        Convert.FromHexString("ac93a1a6145299bde902f21a" + "8995ae2e6df3dbf96fac7b7137bae67f" + "eca5aa77d51d4a0a14d9c51e1da474ab"),
        Convert.FromHexString("1e0889016f67601c8ebea4943bc23ad6"))).ShouldBe("2d71bcfa914e4ac045b2aa60955fad24");

    [Fact]
    public void The_whole_hierarchy_opens_from_the_master_key_down()
    {
        var note = Open($$"""{"text":"{{Text}}","people":[{"name":null},{"name":"{{Name}}"}]}""", Stream, 7);

        note.Text.ShouldBe(new Sensitive<string>("Zoë wrote \"this\" ✓", "accused:1"));
        note.People![1].Name.ShouldBe(note.Text);
    }

    [Theory]
    [InlineData("project-b", "00112233-4455-6677-8899-aabbccddeeff", 7, "another tenant")]
    [InlineData("project-a", "00112233-4455-6677-8899-aabbccddeefe", 7, "another stream")]
    [InlineData("project-a", "00112233-4455-6677-8899-aabbccddeeff", 8, "another event")]
    public void A_ciphertext_moved_to_another_place_is_refused(string tenant, string stream, long version, string place) => Should.Throw<SealedMemberException>(
        () => Open($$"""{"text":"{{Text}}"}""", new StreamKey(tenant, new Guid(stream)), version), place);

    [Fact]
    public void A_ciphertext_moved_to_another_member_is_refused()
    {
        Should.Throw<SealedMemberException>(() => Open($$"""{"text":"{{Name}}"}""", Stream, 7));
        Should.Throw<SealedMemberException>(() => Open($$"""{"people":[{"name":"{{Name}}"}]}""", Stream, 7));
    }

    [Theory]
    [InlineData("Zoë wrote this")]
    [InlineData("enc:1:")]
    [InlineData("enc:1:66666666777788889999aaaaaaaaaaab:AwMD")]
    public void A_marked_member_that_is_no_ciphertext_is_an_error(string text) =>
        Should.Throw<SealedMemberException>(() => Open($$"""{"text":"{{text}}"}""", Stream, 7));

    [Fact]
    public void A_changed_bit_is_an_error_at_every_level()
    {
        var body = (byte[])Key.BodyWrapped.Clone();
        body[20] ^= 1;
        var data = (byte[])Key.Wrapped!.Clone();
        data[20] ^= 1;

        Should.Throw<SealedMemberException>(() => Open($$"""{"text":"{{Text.Replace("tGJv", "tGJu", StringComparison.Ordinal)}}"}""", Stream, 7));
        Should.Throw<CryptographicException>(() => Ring(Key with { BodyWrapped = body }));
        Should.Throw<CryptographicException>(() => Ring(Key with { Wrapped = data }).Find(Key.KeyId));
    }

    [Fact]
    public void A_wrapped_key_opens_for_its_owner_stream_and_body_only()
    {
        Should.Throw<CryptographicException>(() => Ring(Key with { Owner = "accused:2" }).Find(Key.KeyId));
        Should.Throw<CryptographicException>(() => Ring(Key with { Stream = Stream with { Id = Guid.NewGuid() } }).Find(Key.KeyId));
        Should.Throw<CryptographicException>(() => Ring(Key with { Stream = Stream with { Tenant = "project-b" } }));
        Should.Throw<CryptographicException>(() => Ring(Key with { BodyKeyId = Guid.NewGuid() }));
    }

    [Fact]
    public void Without_its_key_a_member_reads_as_erased()
    {
        using (OpeningScope.Begin(Encoding.UTF8.GetBytes($$"""{"text":"{{Text}}"}"""), Stream, 7, Ring(Key with { Wrapped = null, Destroyed = true })))
        {
            JsonSerializer.Deserialize<Note>($$"""{"text":"{{Text}}"}""", EventJson.Options)!.Text.ShouldBe(new Sensitive<string>(null, "accused:1", Erased: true));
        }
    }

    private static Note Open(string body, StreamKey stream, long version)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using (OpeningScope.Begin(bytes, stream, version, Ring(Key)))
        {
            return JsonSerializer.Deserialize<Note>(bytes, EventJson.Options)!;
        }
    }

    private static KeyRing Ring(KeyRow row) => new(new BodyKeys(null!, new KeyMaster([.. Enumerable.Range(0, 32).Select(i => (byte)i)])), [row]);
}
