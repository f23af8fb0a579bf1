using Coc.Portal.Features.AnsweringTransfers;

namespace Coc.Unit.Portal.KeepingDirectory;

/// <summary>Only answers that can be given are offered.</summary>
public sealed class SidesTests
{
    [Theory]
    [InlineData("offered", "accept,refuse,dispute")]
    [InlineData("disputed", "accept")]
    [InlineData("accepted", "return,dispute")]
    [InlineData("contested", "return")]
    [InlineData("refused", "")]
    [InlineData("somethingNew", "")]
    public void Who_is_asked(string state, string answers) => Joined(new Sides(true, false, false), state).ShouldBe(answers);

    [Theory]
    [InlineData("offered", "recall,dispute")]
    [InlineData("accepted", "recall,dispute")]
    [InlineData("disputed", "")]
    public void Who_offered_it(string state, string answers) => Joined(new Sides(false, true, false), state).ShouldBe(answers);

    [Theory]
    [InlineData("offered", "")]
    [InlineData("disputed", "settle")]
    [InlineData("contested", "settle")]
    public void Who_settles_it(string state, string answers) => Joined(new Sides(false, false, true), state).ShouldBe(answers);

    [Fact]
    public void Who_is_none_of_them_is_offered_nothing() => Joined(new Sides(false, false, false), "offered").ShouldBe("");

    private static string Joined(Sides sides, string state) => string.Join(',', sides.Answers(state));
}
