using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Unit.Sanctions;

/// <summary>Who is meant, and what they are called.</summary>
public sealed class PersonRules
{
    private static readonly PersonEvent[] Nobody = [];
    private static readonly PersonCommand.State Stated = new(Guid.NewGuid(), Guid.NewGuid(), ["github:rex", "chat:rex"], "Rex");

    [Theory]
    [InlineData("GitHub:@Skyline-7", "github:skyline-7")]
    [InlineData("  github : skyline-7.. ", "github:skyline-7")]
    [InlineData("ｇithub:ｓkyline-7", "github:skyline-7")]
    [InlineData("@Rex.", "rex")]
    [InlineData("github:\u0061\u0308ther", "github:\u00e4ther")] // composed
    [InlineData("mail:Rex@Example.ORG.", "mail:rex@example.org")]
    [InlineData("GitHub: id:00583231", "github:#583231")] // the number stays when the name changes
    [InlineData("github:#583231", "github:#583231")]
    [InlineData("github:583231", "github:583231")] // a name of digits
    [InlineData("chat:rex#0042", "chat:rex#0042")]
    public void An_account_is_the_same_however_it_is_written(string written, string account) => BlindIndex.NormalAccount(written).ShouldBe(account);

    [Fact]
    public void Who_is_stated_first_is_found_and_what_is_new_is_claimed()
    {
        PersonEvent[] found = [.. Nobody.When(Stated).Events];
        found.ShouldHaveSingleItem().ShouldBeOfType<PersonEvent.PersonFound>();

        found.When(Stated).ShouldDoNothing();
        found.When(Stated with { Accounts = ["github:rex", "list:rex"] }).Events.ShouldHaveSingleItem().ShouldBeOfType<PersonEvent.AccountsClaimed>()
            .Accounts.Select(a => a.Value).ShouldBe(["list:rex"]);
    }

    [Fact]
    public void A_person_is_confirmed_once_and_only_when_known()
    {
        PersonEvent[] found = [.. Nobody.When(Stated).Events];
        PersonEvent[] confirmed = [.. found, .. found.When(new PersonCommand.Confirm(Guid.NewGuid(), [])).Events];

        confirmed.When(new PersonCommand.Confirm(Guid.NewGuid(), [])).ShouldDoNothing();
        Nobody.When(new PersonCommand.Confirm(Guid.NewGuid(), [])).ShouldRefuse("unknownPerson", "P22");
    }

    [Fact]
    public void A_code_name_is_the_same_in_one_body_and_another_in_the_next()
    {
        var (pepper, person) = (new byte[32], Guid.Parse("6f0b3a52-5d6e-4a0e-9d3b-0d9a6b2c1e11"));

        CodeNames.Pair(pepper, "sextant", person).ShouldBe(CodeNames.Pair(pepper, "sextant", person));
        CodeNames.Pair(pepper, "sextant", person).ShouldNotBe(CodeNames.Pair(pepper, "astrolabe", person));
        CodeNames.Pair(pepper, "sextant", person).ShouldMatch("^[A-Z][a-z]+ [A-Z][a-z]+$");
    }

    [Fact]
    public void Whose_pair_is_taken_gets_a_number_of_ever_more_digits()
    {
        var names = CodeNames.Candidates(new byte[32], "sextant", Guid.NewGuid());
        names.Count.ShouldBe(5);
        names.ShouldBeUnique();
        names.Skip(1).ShouldAllBe(n => n.StartsWith(names[0] + " ", StringComparison.Ordinal));
        names.Skip(1).Select(n => long.Parse(n[(names[0].Length + 1)..], System.Globalization.CultureInfo.InvariantCulture)).ShouldAllBe(n => n >= 2);
    }
}
