using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>How an agreement stands, in a word (P12).</summary>
public sealed class AgreementWords
{
    [Theory]
    [InlineData("open", false, false, "open", "done")]
    [InlineData("kept", false, false, "done", "done")]
    [InlineData("over", false, false, "done", "missed")]
    [InlineData("over", false, false, "missed", "missed")]
    [InlineData("review", true, false, "done", "missed")]
    [InlineData("review", true, true, "done", "missed")]
    [InlineData("ended", false, true, "open", "done")]
    public void It_is_kept_only_when_every_step_is_done(string word, bool review, bool ended, string first, string second)
    {
        var agreement = new Agreement(Id(1), Rex, [Step(2) with { State = first }, Step(3) with { State = second }], Monday) { ReviewSince = review ? Monday : null, Ended = ended };

        agreement.State.ShouldBe(word);
        agreement.IsOpen.ShouldBe(word is "open" or "review");
    }

    private static AgreementStep Step(int id) => new(Id(id), "accused", "write it down", Monday.AddDays(9), null, []);
}
