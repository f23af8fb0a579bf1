using Shouldly;
using Xunit;

namespace Coc.Contracts.Tests;

public sealed class MessageTests
{
    private static IEnumerable<Type> Messages =>
        typeof(IIntegrationMessage).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(IIntegrationMessage))).OrderBy(Wire.NameOf, StringComparer.Ordinal);

    [Fact]
    public void Messages_are_named_and_shaped_as_approved() =>
        Approval.Difference("messages", string.Join("\n\n", Messages.Select(Wire.Describe))).ShouldBeNull();

    [Fact]
    public void Calls_between_services_are_shaped_as_approved()
    {
        var records = typeof(IIntegrationMessage).Assembly.GetTypes()
            .Where(t => t is { Namespace: "Coc.Contracts.Channel", IsClass: true, IsNested: false } && !t.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), false))
            .OrderBy(t => t.Name, StringComparer.Ordinal);

        Approval.Difference("channel", string.Join("\n\n", records.Select(r => $"{r.Name}\n{Sample.Of(r)}"))).ShouldBeNull();
    }

    [Fact]
    public void A_renamed_message_is_noticed() => Approval.Compare(Wire.Describe(typeof(First)), Wire.Describe(typeof(Second))).ShouldNotBeNull();

    [Fact]
    public void A_renamed_member_is_noticed()
    {
        var before = Sample.Of(typeof(First));
        var difference = Approval.Compare(before, Sample.Of(typeof(Second)));

        difference.ShouldNotBeNull();
        difference.ShouldContain("- ");
        difference.ShouldContain("urgency");
    }

    [Fact]
    public void What_is_as_approved_is_left_alone() => Approval.Compare("same\n", "same\n").ShouldBeNull();

    private sealed record First(Guid Report, string Urgency);

    private sealed record Second(Guid Report, string Haste);
}
