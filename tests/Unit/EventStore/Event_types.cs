using Coc.EventStore;

namespace Coc.Unit.EventStore;

public sealed class Event_types
{
    internal abstract record Sample
    {
        internal sealed record CaseOpened : Sample;

        internal sealed record CaseClosed : Sample;
    }

    [Theory]
    [InlineData("CaseOpened", "case_opened")]
    [InlineData("Opened", "opened")]
    [InlineData("J6Applied", "j6_applied")]
    [InlineData("PolicyV2", "policy_v2")]
    public void Are_stored_under_the_snake_case_of_their_class(string name, string stored) => EventTypes.SnakeCase(name).ShouldBe(stored);

    [Fact]
    public void Of_a_closed_hierarchy_are_all_registered()
    {
        var types = new EventTypes().AddHierarchy(typeof(Sample));

        types.NameOf(typeof(Sample.CaseOpened)).ShouldBe("case_opened");
        types.TypeOf("case_opened").ShouldBe(typeof(Sample.CaseOpened));
        types.TypeOf("unknown").ShouldBeNull();
        types.Names.Count.ShouldBe(2);
    }

    [Fact]
    public void Are_registered_once() =>
        Should.Throw<ArgumentException>(() => new EventTypes().Add(typeof(Sample.CaseOpened)).Add(typeof(Sample.CaseOpened)));
}
