using System.Security.Cryptography;
using System.Text;
using Coc.Identity.Features.IssuingServiceTickets;

namespace Coc.Unit.Identity;

public sealed class CredentialsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("coc-credentials-");

    public CredentialsTests()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "cases"), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("s:e=cret"))) + "\n");
        File.WriteAllText(Path.Combine(folder.FullName, "intake"), Convert.ToHexStringLower(SHA256.HashData("other"u8)));
    }

    [Fact]
    public void The_right_secret_names_its_service() => Credentials.Read(folder.FullName).ServiceOf("cases:s:e=cret").ShouldBe("cases");

    [Theory]
    [InlineData("")]
    [InlineData("cases")]
    [InlineData("cases:")]
    [InlineData("cases:other")]
    [InlineData("intake:s:e=cret")]
    [InlineData("../cases:s:e=cret")]
    [InlineData("nobody:other")]
    public void Everything_else_names_none(string credential) => Credentials.Read(folder.FullName).ServiceOf(credential).ShouldBeNull();

    [Fact]
    public void A_file_without_a_hash_stops_the_start()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "ledger"), "not a hash");

        Should.Throw<InvalidOperationException>(() => Credentials.Read(folder.FullName)).Message.ShouldContain("ledger");
        Should.Throw<InvalidOperationException>(() => Credentials.Read(Path.Combine(folder.FullName, "nowhere")));
        Should.Throw<InvalidOperationException>(() => Credentials.Read(null));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
