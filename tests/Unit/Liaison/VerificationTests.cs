using Coc.Contracts.Channel;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Policies;
using static Coc.Unit.Liaison.GivenBody;

namespace Coc.Unit.Liaison;

/// <summary>R13: who responds for a body is verified again in the period the body gave itself, in its calendar.</summary>
public sealed class VerificationTests
{
    private static readonly DateOnly Friday = new(2026, 1, 30);

    public static TheoryData<Period?, int> Periods => new()
    {
        { null, 365 }, { new(Days: 30), 30 }, { new(BusinessDays: 1), 3 }, { new(BusinessDays: 3), 6 }, // Monday is off
        { new(BusinessDays: 12), 19 }, { new(Hours: 12), 1 }, { new(Hours: 48), 2 },
    };

    [Theory]
    [MemberData(nameof(Periods))]
    public void It_is_due_when_the_period_is_over(Period? every, int days) =>
        Entry(Friday, new PolicyTerms(Calendar: new([1, 2, 3, 4, 5], every?.BusinessDays == 1 ? [] : [new(2026, 2, 2)])) { VerifyEvery = every }).VerificationDue(Now).ShouldBe(Friday.AddDays(days));

    [Fact]
    public void Never_verified_it_always_was_due() => Entry(null, new PolicyTerms()).VerificationDue(Now).ShouldBe(DateOnly.MinValue);

    private static BodyEntry Entry(DateOnly? verified, PolicyTerms terms)
    {
        var state = Sextant(terms).State;
        return new("sextant", 2, state with { Profile = state.Profile! with { VerifiedOn = verified } });
    }
}
