using Coc.EventStore;
using Shouldly;
using Xunit;

namespace Coc.Contracts.Tests;

/// <summary>What the frozen samples notice, on an event that is changed in every way one might try.</summary>
public sealed class FreezingTests
{
    private static string Samples => Of(typeof(First.SeatMoved), "").WithNew();

    [Fact]
    public void What_is_as_it_was_is_read_and_frozen()
    {
        var same = Of(typeof(First.SeatMoved), Samples);

        same.NotRead().ShouldBeEmpty();
        same.NotFrozen().ShouldBeEmpty();
        same.WithNew().ShouldBe(Samples);
    }

    [Theory]
    [InlineData(typeof(Renamed.SeatMoved))]
    [InlineData(typeof(Removed.SeatMoved))]
    [InlineData(typeof(Required.SeatMoved))]
    [InlineData(typeof(Retyped.SeatMoved))]
    [InlineData(typeof(Marked.SeatMoved))]
    [InlineData(typeof(Unmarked.SeatMoved))]
    [InlineData(typeof(Second.SeatShifted))]
    public void A_change_under_the_same_name_is_refused(Type changed)
    {
        var frozen = Of(changed, Samples);

        frozen.NotRead().ShouldHaveSingleItem();
        frozen.NotFrozen().ShouldNotBeEmpty();
    }

    [Fact]
    public void An_optional_member_is_a_sample_more()
    {
        var more = Of(typeof(Optional.SeatMoved), Samples);

        more.NotRead().ShouldBeEmpty();
        more.NotFrozen().ShouldHaveSingleItem();
        more.WithNew().ShouldStartWith(Samples);
        Of(typeof(Optional.SeatMoved), more.WithNew()).ShouldSatisfyAllConditions(f => f.NotRead().ShouldBeEmpty(), f => f.NotFrozen().ShouldBeEmpty());
    }

    [Fact]
    public void Another_shape_under_a_new_name_is_read_beside_the_older_ones()
    {
        var types = new EventTypes().Add(typeof(Second.SeatShifted))
            .Upcast<Renamed.SeatMoved, Second.SeatShifted>("seat_moved_v2", old => new(old.Seat, old.Towards.Value!))
            .Upcast<First.SeatMoved, Renamed.SeatMoved>("seat_moved", old => new(old.Seat, old.To));
        var frozen = new FrozenEvents(types, new FrozenEvents(types, Samples).WithNew());

        frozen.NotRead().ShouldBeEmpty();
        frozen.NotFrozen().ShouldBeEmpty();
        frozen.WithNew().ShouldStartWith(Samples);
    }

    private static FrozenEvents Of(Type type, string samples) => new(new EventTypes().Add(type), samples);

    private static class First
    {
        internal sealed record SeatMoved(Guid Seat, Sensitive<string> To);
    }

    private static class Renamed
    {
        internal sealed record SeatMoved(Guid Seat, Sensitive<string> Towards);
    }

    private static class Removed
    {
        internal sealed record SeatMoved(Guid Seat);
    }

    private static class Required
    {
        internal sealed record SeatMoved(Guid Seat, Sensitive<string> To, int Times);
    }

    private static class Optional
    {
        internal sealed record SeatMoved(Guid Seat, Sensitive<string> To, int? Times = null);
    }

    private static class Retyped
    {
        internal sealed record SeatMoved(int Seat, Sensitive<string> To);
    }

    private static class Marked
    {
        internal sealed record SeatMoved(Sensitive<Guid> Seat, Sensitive<string> To);
    }

    private static class Unmarked
    {
        internal sealed record SeatMoved(Guid Seat, string To);
    }

    private static class Second
    {
        internal sealed record SeatShifted(Guid Seat, string To);
    }
}
