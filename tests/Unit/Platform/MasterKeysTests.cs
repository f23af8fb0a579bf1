using System.Security.Cryptography;
using Coc.Platform.Configuration;
using Microsoft.Extensions.Configuration;

namespace Coc.Unit.Platform;

public sealed class MasterKeysTests : IDisposable
{
    private static readonly string First = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private static readonly string Second = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("coc-master-");

    private string InFile(string name) => Path.Combine(folder.FullName, name);

    private static IConfiguration With(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();

    private static string Refusal(params (string Key, string Value)[] settings) =>
        Should.Throw<InvalidOperationException>(() => MasterKeys.Of(With(settings))).Message;

    [Fact]
    public void A_command_gives_the_same_key_as_a_file()
    {
        File.WriteAllText(InFile("master"), First + "\n");

        MasterKeys.Of(With(("Keys:MasterCommand", $"echo key follows >&2; cat '{InFile("master")}'"))).Derive("x")[0]
            .ShouldBe(MasterKeys.Of(With(("Keys:Master", InFile("master")))).Derive("x")[0]);
    }

    [Fact]
    public void A_command_is_run_once()
    {
        var master = MasterKeys.Of(With(("Keys:MasterCommand", $"echo run >> '{InFile("runs")}'; echo {First}")));

        master.ReadAgain();

        File.ReadAllLines(InFile("runs")).Length.ShouldBe(1);
    }

    [Fact]
    public void A_command_that_fails_is_told_with_what_to_do_and_without_what_it_said()
    {
        var refusal = Refusal(("Keys:MasterCommand", $"echo {First}; echo {Second} >&2; exit 3"));

        refusal.ShouldBe("Keys__MasterCommand ended with exit code 3: run it by hand as this user");
        Refusal(("Keys:MasterCommand", $"echo {First[..20]}")).ShouldBe("Keys__MasterCommand must print 32 bytes in base64");
    }

    [Fact]
    public void Exactly_one_source_is_named()
    {
        Refusal().ShouldBe("one of Keys__Master and Keys__MasterCommand must be set");
        Refusal(("Keys:Master", InFile("master")), ("Keys:MasterCommand", "true")).ShouldBe("one of Keys__Master and Keys__MasterCommand must be set");
        Refusal(("Keys:Master", InFile("nowhere"))).ShouldBe("Keys__Master names a file that is not there");
    }

    [Fact]
    public void Those_of_a_rotation_lie_beside_it_and_are_noticed_when_read_again()
    {
        File.WriteAllText(InFile("master"), First);
        var master = MasterKeys.Of(With(("Keys:Master", InFile("master")), ("Keys:MasterPrevious", InFile("previous"))));
        var first = master.Derive("x").ShouldHaveSingleItem();

        File.WriteAllText(InFile("previous"), $"{First}\n\n");
        File.WriteAllText(InFile("master"), Second);
        master.ReadAgain();

        master.Derive("x").Count.ShouldBe(2);
        master.Derive("x")[1].ShouldBe(first);
        File.WriteAllText(InFile("previous"), "neither");
        Should.Throw<InvalidOperationException>(master.ReadAgain).Message.ShouldBe("Keys__MasterPrevious must hold 32 bytes in base64");
    }

    [Fact]
    public void Printing_shows_no_key()
    {
        File.WriteAllText(InFile("master"), First);

        $"{MasterKeys.Of(With(("Keys:Master", InFile("master"))))}".ShouldMatch("^master key [0-9a-f]{16}$");
    }

    public void Dispose() => folder.Delete(recursive: true);
}
