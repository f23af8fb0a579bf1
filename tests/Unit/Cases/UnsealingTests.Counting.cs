using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Two know at most where somebody is under age, and as many as are named where nobody is (P10, P11).</summary>
public sealed partial class UnsealingTests
{
    private static readonly Guid Other = Id(801);

    private static Holders Held(bool minor = false, Guid? also = null) => new(new Dictionary<Guid, Guid> { [Report] = Seat(1), [also ?? Report] = Seat(1) }, minor ? new HashSet<Guid> { Report } : []);

    [Fact]
    public void It_can_be_asked_for_as_long_as_no_more_than_may_know_would()
    {
        var opened = Opened().Cleared().After(Asking(recipients: [3, 4]), Agreeing());

        Unsealing.CanAsk(opened.State, Held()).ShouldBeTrue("nobody is under age");
        Unsealing.CanAsk(Opened().Cleared().State, Held(minor: true)).ShouldBeTrue("one knows");
        Unsealing.CanAsk(opened.State, Held(minor: true)).ShouldBeFalse("three do");
        Unsealing.CanAsk(opened.State with { MinorSince = Monday }, Held()).ShouldBeFalse();
        Unsealing.CanAsk(Opened().Cleared().State with { MinorSince = Monday }, Held()).ShouldBeTrue();
        Unsealing.CanAsk(Opened().Cleared().Linked(Other).State, new Holders(new Dictionary<Guid, Guid> { [Other] = Seat(1) }, new HashSet<Guid>())).ShouldBeTrue("of one of two it is known who holds it");
    }

    [Fact]
    public void The_second_is_asked_for_as_long_as_no_more_than_may_know_would()
    {
        var (three, two) = (Opened().Cleared().After(Asking(recipients: [3, 4])), Opened().Cleared().After(Asking(recipients: [3])));
        bool May(GivenCase given, Holders held, bool minor = false) => Unsealing.CanAgree(minor ? given.State with { MinorSince = Monday } : given.State, given.State.Unsealings[0], Seat(2), held);

        (May(three, Held()), May(three, Held(minor: true)), May(three, Held(), minor: true)).ShouldBe((true, false, false));
        (May(two, Held()), May(two, Held(minor: true)), May(two, Held(), minor: true)).ShouldBe((true, true, true));
    }

    [Fact]
    public void Who_knows_the_child_counts_for_the_report_that_may_be_the_childs_and_for_no_other()
    {
        var given = Opened().Cleared().Linked(Other).Cleared();
        given = given with { State = given.State with { MinorSince = Monday, MinorChoices = [new MinorChoice([Seat(4), Seat(5)], null, Seat(4), Monday)] } };

        given.When(Asking(recipients: [3])).Refusal.ShouldBeNull("that reporter is not the child");
        given.When(Asking(recipients: [3]) with { Minor = true }).ThenRefused("minor");
    }

    [Theory]
    [InlineData(0, "It is now known to nobody else on the committee.")]
    [InlineData(1, "It is now known to one more person on the committee.")]
    [InlineData(2, "It is now known to 2 more people on the committee.")]
    public void The_reporter_reads_how_many_know_now(int recipients, string words) =>
        Opened().Cleared().After(Asking(recipients: [.. Enumerable.Range(3, recipients)]), Agreeing()).Then<CaseEvent.ReporterMessaged>().Text.Value!.ShouldContain(words);
}
