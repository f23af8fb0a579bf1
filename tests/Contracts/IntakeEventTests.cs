using Coc.Intake;
using Coc.Intake.Domain;
using Shouldly;
using Xunit;

namespace Coc.Contracts.Tests;

/// <summary>What Intake has stored is read for ever: names, members, and what lies inside the encrypted ones.</summary>
public sealed class IntakeEventTests
{
    private static readonly Type[] Inside = [typeof(FiledText), typeof(Subject), typeof(Affected), typeof(Exclusion)];

    [Fact]
    public void Stored_events_are_named_and_shaped_as_approved()
    {
        var types = IntakeModule.EventTypes;
        var events = types.Names.Order(StringComparer.Ordinal).Select(name => $"{name} ({types.TypeOf(name)!.FullName})\n{Sample.Of(types.TypeOf(name)!)}");
        var members = Inside.Select(type => $"inside: {type.Name}\n{Sample.Of(type)}");

        Approval.Difference("intake-events", string.Join("\n\n", events.Concat(members))).ShouldBeNull();
    }
}
