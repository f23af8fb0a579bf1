using System.Text.RegularExpressions;
using Coc.Cases.Domain;

namespace Coc.Unit.Cases;

/// <summary>Whoever is refused learns by which rule, and what to do, in a sentence.</summary>
internal static partial class RefusalShape
{
    public static void ShouldTell(this Refusal? refusal, string code, string? why = null)
    {
        refusal.ShouldNotBeNull(why).Code.ShouldBe(code, why);
        refusal.ShouldTell();
    }

    public static void ShouldTell(this Refusal refusal)
    {
        refusal.Code.ShouldMatch(Word().ToString());
        refusal.Rule?.ShouldMatch(Rule().ToString(), refusal.Code);
        refusal.Detail.ShouldMatch(Sentence().ToString(), refusal.Code);
    }

    [GeneratedRegex("^([a-z][A-Za-z]+|[RPJ][0-9]{1,2})$")]
    private static partial Regex Word();

    [GeneratedRegex("^[RPJ][0-9]{1,2}$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"^\S.{10,}[.!?]$")]
    private static partial Regex Sentence();
}
