using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

public sealed partial class MinorIdentityTests
{
    [Fact]
    public void It_is_offered_to_whoever_could_name_somebody_and_to_nobody_else()
    {
        MinorIdentity.CanName(Noted().State, Seat(3), Holders.None).ShouldBeTrue();

        var named = Noted().After(Naming(1, [1, 2]));
        MinorIdentity.CanName(named.State, Seat(1), Holders.None).ShouldBeTrue("they may give up their place");
        MinorIdentity.CanName(named.State, Seat(3), Holders.None).ShouldBeFalse("both are still there");

        var alone = Opened().Cleared(1).After(new CaseCommand.NoteMinor(Seat(1), Monday));
        MinorIdentity.CanName(alone.State, Seat(1), Holders.None).ShouldBeTrue("one may be named alone");
        alone.When(Naming(1, [1])).Refusal.ShouldBeNull();
    }

    [Fact]
    public void Both_have_to_take_part_and_the_holder_of_one_of_several_reports_is_one_of_them()
    {
        Noted().Answered(2, Conflict.Hard).When(Naming(1, [1, 2])).ThenRefused("notOnPanel");

        var several = Opened(Body(5)).Cleared().Linked(Id(801)).Cleared().Triaged().After(new CaseCommand.NoteMinor(Seat(1), Monday));
        several.When(Naming(1, [3, 4], holders: HeldBy(2))).ThenRefused("holderNeeded");
        several.When(Naming(1, [2, 4], holders: HeldBy(2))).Refusal.ShouldBeNull();
    }
}
