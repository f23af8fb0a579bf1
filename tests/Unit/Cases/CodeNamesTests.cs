using Coc.Cases.Domain;

namespace Coc.Unit.Cases;

/// <summary>What stands for a case in titles, lists and mails: words that can be read aloud and tell nothing.</summary>
public sealed class CodeNamesTests
{
    [Fact]
    public void A_code_name_is_two_words_and_three_digits_and_always_the_same_for_one_id()
    {
        for (var value = 0; value < 256; value++)
        {
            var id = Of(value, 255 - value, value, 17 * value % 256);
            CodeNames.Of(id).ShouldMatch("^[a-z]{3,}-[a-z]{3,}-[0-9]{3}$");
            CodeNames.Of(id).ShouldBe(CodeNames.Of(id));
        }
    }

    [Fact]
    public void No_word_stands_twice_in_its_place()
    {
        Enumerable.Range(0, 64).Select(n => Parts(n, 0)[0]).Distinct().Count().ShouldBe(64);
        Enumerable.Range(0, 64).Select(n => Parts(0, n)[1]).Distinct().Count().ShouldBe(64);
    }

    [Theory]
    [InlineData(0, 7, "007")]
    [InlineData(3, 231, "999")]
    [InlineData(3, 232, "000")]
    [InlineData(255, 255, "535")]
    public void The_number_comes_of_two_bytes(int high, int low, string number) => CodeNames.Of(Of(0, 0, high, low)).ShouldBe($"amber-anchor-{number}");

    private static string[] Parts(int first, int second) => CodeNames.Of(Of(first, second, 0, 0)).Split('-');

    private static Guid Of(int first, int second, int high, int low) => new([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)first, (byte)second, (byte)high, (byte)low, 0, 0], bigEndian: true);
}
