using System.Security.Cryptography;
using System.Text;
using Coc.EventMaintenance.Attesting;
using Coc.EventStore;

namespace Coc.Unit.EventMaintenance;

/// <summary>Roots, the signed text, its hash and the signature were made by another program from the description. Stored for ever.</summary>
public sealed class Signed_heads
{
    private const string Key =
        """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE+evkZBR8wQLZIyTQmdknwaUOQtV6
        CKEW/+wKKYGdjGVwuvfRKIiQKmoMHWet0QMSPIWatpv46UMck4STDUt+7g==
        -----END PUBLIC KEY-----
        """;

    private static readonly SignedHead Head = SignedHead.Of(
        "cases", 2, 10, 9, 3, "324f536f67a603d3cf8463bc02394502aec93ec553369a92ec7c0722e8e70191", new DateTimeOffset(2026, 3, 14, 13, 9, 26, TimeSpan.Zero).AddMicroseconds(123456),
        SignedHead.NoPrevious, "d3949091b17809e3c090eb70c3592b2c",
        "MEQCIHIHwRm9SukcuM23d9MXOTJ6W3qec39av9CCU9wmETpqAiBSvMbcQ3hJn3RcF37y7ADuRRPA+5ERA7zbUEh+ZaXozA==");

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "91b166c347f19bdebfb989039fdb6c5fa7a9d148bf2b196925f7869e2c70b109")]
    [InlineData(2, "80b4f8366b97008cbac3fe8d6a6123da741b1f3e05c3233d50e728128dc88042")]
    [InlineData(3, "324f536f67a603d3cf8463bc02394502aec93ec553369a92ec7c0722e8e70191")]
    [InlineData(5, "a61ff375cdc9a59ece554e4568f955b7e98c4902e87e7ec603f04f26a606db08")]
    [InlineData(7, "ea6138833b1dd1a9d68b91fcb3c3e58aa08596833a59831729c28717476bbcbd")]
    public void The_root_is_that_of_rfc_6962(int streams, string expected)
    {
        var root = new MerkleRoot();
        for (var i = 0; i < streams; i++)
        {
            root.Add(new StreamKey("project-a", Guid.Parse($"0190a0b0-0000-7000-8000-00000000000{i}")), i + 1, SHA256.HashData(Encoding.UTF8.GetBytes($"{i}")));
        }

        Convert.ToHexStringLower(root.Root()).ShouldBe(expected);
        root.Leaves.ShouldBe(streams);
    }

    [Fact]
    public void A_leaf_holds_the_tenant_in_utf_8()
    {
        var root = new MerkleRoot();
        root.Add(new StreamKey("*é*", Guid.Parse("0190a0b0-0000-7000-8000-000000000001")), 12, Convert.FromHexString(string.Concat(Enumerable.Repeat("ab", 32))));

        Convert.ToHexStringLower(root.Root()).ShouldBe("e651e904eeba836913a9e2d27ed41606631bd254108b1e67f2f429f3e5926422");
    }

    [Fact]
    public void What_is_signed_is_the_canonical_text_without_the_signature()
    {
        Encoding.UTF8.GetString(Head.SignedBytes()).ShouldBe(
            """{"at":"2026-03-14T13:09:26.123456Z","events":9,"key":"d3949091b17809e3c090eb70c3592b2c","number":2,"previous":"0000000000000000000000000000000000000000000000000000000000000000","root":"324f536f67a603d3cf8463bc02394502aec93ec553369a92ec7c0722e8e70191","sequence":10,"service":"cases","streams":3}""");
        Head.Hash().ShouldBe("c6edf2196e93acab78dce1163e31709504aa0900d3810db29322d94822bf0862");
        SignedHead.Parse(Head.ToJson()).ShouldBe(Head);
    }

    [Fact]
    public void A_signature_holds_for_its_service_its_key_and_its_text_only()
    {
        var folder = Directory.CreateTempSubdirectory("coc-test-");
        File.WriteAllText(Path.Combine(folder.FullName, "cases.pem"), Key);
        File.WriteAllText(Path.Combine(folder.FullName, "intake.pem"), Key);
        SigningKey.Prepare(Path.Combine(folder.FullName, "private"), folder.FullName, "cases");
        using var second = SigningKey.FromFile(Path.Combine(folder.FullName, "private"));

        var keys = PublicKeys.FromFolder(folder.FullName);

        keys.Verify(Head).ShouldBeTrue();
        keys.Verify(second.Sign(Head)).ShouldBeTrue();
        keys.Verify(Head with { Events = 10 }).ShouldBeFalse();
        keys.Verify(Head with { Service = "intake" }).ShouldBeFalse();
        keys.Verify(Head with { Service = "liaison" }).ShouldBeFalse();
        keys.Verify(Head with { Signature = "not base64" }).ShouldBeFalse();
        keys.Verify(second.Sign(Head) with { Key = Head.Key }).ShouldBeFalse();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_key_is_made_once_and_its_private_file_is_for_its_owner_only()
    {
        var folder = Directory.CreateTempSubdirectory("coc-test-");
        var file = Path.Combine(folder.FullName, "private");
        SigningKey.Prepare(file, Path.Combine(folder.FullName, "public"), "cases");
        var first = File.ReadAllText(file);
        SigningKey.Prepare(file, Path.Combine(folder.FullName, "public"), "cases");

        File.ReadAllText(file).ShouldBe(first);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        folder.Delete(recursive: true);
    }
}
