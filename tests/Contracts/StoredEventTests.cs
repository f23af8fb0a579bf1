using System.Reflection;
using Coc.EventStore;
using Shouldly;
using Xunit;

namespace Coc.Contracts.Tests;

/// <summary>What lies in the logs is read for ever: names and shapes of stored events change by new names only.</summary>
public sealed class StoredEventTests
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [Theory]
    [InlineData("Intake")]
    [InlineData("Cases")]
    [InlineData("Sanctions")]
    [InlineData("Liaison")]
    public void Events_are_named_and_shaped_as_approved(string service) =>
        Approval.Difference($"events-{service.ToLowerInvariant()}", Describe(TypesOf(service))).ShouldBeNull();

    [Fact]
    public void A_planted_change_of_a_name_or_member_is_noticed()
    {
        var approved = Describe(new EventTypes().Add(typeof(First.SeatMoved)));

        Approval.Compare(approved, Describe(new EventTypes().Add(typeof(Second.SeatMoved)))).ShouldNotBeNull();
        Approval.Compare(approved, Describe(new EventTypes().Add(typeof(Second.SeatShifted)))).ShouldNotBeNull();
        Approval.Compare(approved, Describe(new EventTypes().Add(typeof(First.SeatMoved)))).ShouldBeNull();
    }

    // Every service has one place that lists its event types: a static member of that type.
    private static EventTypes TypesOf(string service)
    {
        var types = Assembly.Load($"Coc.{service}").GetTypes();
        var found = types.SelectMany(t => t.GetProperties(Static)).Where(p => p.PropertyType == typeof(EventTypes)).Select(p => p.GetValue(null))
            .Concat(types.SelectMany(t => t.GetFields(Static)).Where(f => f.FieldType == typeof(EventTypes) && !f.Name.StartsWith('<')).Select(f => f.GetValue(null)))
            .Concat(types.SelectMany(t => t.GetMethods(Static)).Where(m => m.ReturnType == typeof(EventTypes) && !m.IsSpecialName && m.GetParameters().Length == 0).Select(m => m.Invoke(null, null)));
        return (EventTypes)found.First()!;
    }

    private static string Describe(EventTypes events) =>
        string.Join("\n\n", events.Names.Order(StringComparer.Ordinal).Select(name => $"{name}\n{Sample.Of(events.TypeOf(name)!)}"));

    private static class First
    {
        internal sealed record SeatMoved(Guid Seat, string To);
    }

    private static class Second
    {
        internal sealed record SeatMoved(Guid Seat, string Towards);

        internal sealed record SeatShifted(Guid Seat, string To);
    }
}
