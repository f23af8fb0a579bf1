using Coc.Platform.Security;

namespace Coc.Unit.Platform;

public sealed class CodesTests
{
    private static readonly byte[] Pepper = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void A_code_has_a_hundred_random_bits_in_groups_that_can_be_read_aloud()
    {
        Codes.New().ShouldMatch("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}$");
        Enumerable.Range(0, 1000).Select(_ => Codes.New()).Distinct().Count().ShouldBe(1000);
    }

    [Theory]
    [InlineData("abcd-0123-efgh-1111-0000")]
    [InlineData("ABCD 0123 EFGH 1111 0000")]
    [InlineData("ABCDO123EFGHIL11OOOO")]
    public void A_code_is_found_however_it_was_typed(string typed) =>
        Codes.Hash(Pepper, "receipt", typed).ShouldBe(Codes.Hash(Pepper, "receipt", "ABCD-0123-EFGH-1111-0000"));

    [Fact]
    public void A_receipt_is_not_a_room_code() =>
        Codes.Hash(Pepper, "receipt", "ABCD-0123-EFGH-1111-0000").ShouldNotBe(Codes.Hash(Pepper, "room", "ABCD-0123-EFGH-1111-0000"));

    [Theory]
    [InlineData("GitHub:@Skyline-7", "github:skyline-7")]
    [InlineData("  chat : rex. ", "chat:rex")]
    [InlineData("github:e\u0301ric", "github:\u00e9ric")]
    [InlineData("github:\uff32ex", "github:rex")]
    public void An_account_is_recognised_however_it_was_written(string stated, string normal) => BlindIndex.NormalAccount(stated).ShouldBe(normal);

    [Fact]
    public void A_name_is_recognised_however_it_was_spaced() => BlindIndex.NormalName("  Zoe\u0308   VAN Dam ").ShouldBe("zo\u00eb van dam");
}
