using System.Security.Cryptography;
using System.Text;
using Coc.EventStore;
using Coc.Identity.Accounts;
using Coc.Identity.Features.Inviting;
using Coc.Identity.Features.KeepingTies;
using Coc.Identity.Features.SeedingDemo;
using Coc.Platform;

namespace Coc.Unit.Identity;

public sealed class SmallThingsTests
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public void An_address_has_one_account_however_it_is_written() =>
        Account.IdOf(" Ada@Orrery.Example ").ShouldBe(Ids.V5(Guid.Empty, "account:ada@orrery.example"));

    [Fact]
    public void A_repeated_invitation_has_the_same_code_and_another_one_another()
    {
        var id = Guid.NewGuid();

        InvitationCode.Of(Key, id).ShouldBe(InvitationCode.Of(Key, id));
        InvitationCode.Of(Key, id).ShouldNotBe(InvitationCode.Of(Key, Guid.NewGuid()));
        InvitationCode.Of(Key, id).ShouldMatch("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}$");
    }

    [Fact]
    public void A_password_matches_its_account_only()
    {
        var passwords = new Passwords();
        var account = Account.For("ada@orrery.example", "Ada");
        account.PasswordHash = passwords.Hash(account, "correct horse");

        passwords.Matches(account, "correct horse").ShouldBeTrue();
        passwords.Matches(account, "correct hors").ShouldBeFalse();
        passwords.Matches(null, "correct horse").ShouldBeFalse();
        passwords.Matches(Account.For("bo@orrery.example", null), "").ShouldBeFalse();
    }

    [Fact]
    public void Ties_open_for_their_owner_only_and_cannot_be_read()
    {
        var (owner, master) = (Guid.NewGuid(), new KeyMaster(Key));
        var closed = TieSeal.Close(master, owner, [new Tie(["github:skyline-7"], null, ["Sky Line"], "hard")]);

        Encoding.UTF8.GetString(closed).ShouldNotContain("skyline");
        TieSeal.Open(master, owner, closed)[0].Accounts.ShouldBe(["github:skyline-7"]);
        Should.Throw<CryptographicException>(() => TieSeal.Open(master, Guid.NewGuid(), closed));
    }

    [Fact]
    public void Ties_open_while_the_master_key_is_exchanged_and_are_closed_by_the_new_one()
    {
        var (owner, next) = (Guid.NewGuid(), RandomNumberGenerator.GetBytes(32));
        var (before, during, after) = (new KeyMaster(Key), new KeyMaster(() => [next, Key]), new KeyMaster(next));
        var closed = TieSeal.Close(before, owner, [new Tie(["github:skyline-7"], null, null, "soft")]);

        TieSeal.Open(during, owner, closed)[0].Kind.ShouldBe("soft");
        TieSeal.IsCurrent(during, owner, closed).ShouldBeFalse();
        Should.Throw<CryptographicException>(() => TieSeal.Open(after, owner, closed));
        var anew = TieSeal.Close(during, owner, TieSeal.Open(during, owner, closed));
        TieSeal.IsCurrent(during, owner, anew).ShouldBeTrue();
        TieSeal.Open(after, owner, anew)[0].Kind.ShouldBe("soft");
        Should.Throw<CryptographicException>(() => TieSeal.Open(before, owner, anew));
    }

    [Fact]
    public void A_process_started_before_the_master_key_was_exchanged_opens_and_closes_by_the_new_one()
    {
        var (owner, next) = (Guid.NewGuid(), RandomNumberGenerator.GetBytes(32));
        var files = new List<byte[]> { Key };
        var running = new KeyMaster(() => [.. files]);
        files[0] = next;
        var elsewhere = TieSeal.Close(new KeyMaster(next), owner, [new Tie(["github:skyline-7"], null, null, "soft")]);

        TieSeal.Open(running, owner, elsewhere)[0].Kind.ShouldBe("soft");
        files[0] = Key;
        running = new KeyMaster(() => [.. files]);
        files[0] = next;
        TieSeal.IsCurrent(new KeyMaster(next), owner, TieSeal.Close(running, owner, [new Tie(["github:skyline-7"], null, null, "soft")])).ShouldBeTrue();
    }

    [Theory]
    [InlineData("ada@orrery.example", true)]
    [InlineData("ada", false)]
    [InlineData("@orrery.example", false)]
    [InlineData("ada@", false)]
    [InlineData("a@b@c", false)]
    [InlineData("a da@orrery.example", false)]
    [InlineData(null, false)]
    public void An_address_has_a_name_and_a_house(string? text, bool fits) => EmailForm.Fits(text).ShouldBe(fits);

    [Fact]
    public void A_demo_password_can_be_read_aloud() => ReadablePassword.New().ShouldMatch("^([a-z]{4}-){3}[a-z]{4}$");
}
