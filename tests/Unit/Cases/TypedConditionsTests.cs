using Coc.Cases.Domain;
using Coc.EventStore;

namespace Coc.Unit.Cases;

/// <summary>P14: what is asked of the person has a type, and of that alone the registry of sanctions hears; whom a noContact protects stays in the case.</summary>
public sealed class TypedConditionsTests
{
    [Fact]
    public void The_types_go_on_in_the_order_in_which_the_person_sees_them()
    {
        var remedy = Asking("""["statement", {"type":"noContact","with":"CANARYalice"}, {"type":"training","text":"CANARYcourse"}, {"type":"mood"}, 7]""");

        TypedConditions.TypesOf(remedy).ShouldBe(["statement", "noContact", "training"]);
        TypedConditions.ForPerson(remedy).ShouldBe("""[{"type":"statement"},{"type":"noContact"},{"type":"training","text":"CANARYcourse"}]""");
    }

    [Fact]
    public void Where_nothing_is_asked_nothing_goes_on()
    {
        TypedConditions.TypesOf(Asking("[]")).ShouldBeNull();
        TypedConditions.TypesOf(Asking(null)).ShouldBeNull();
        TypedConditions.ForPerson(null).ShouldBeNull();
    }

    [Fact]
    public void The_recorded_decision_tells_the_types_of_its_measures_and_nothing_of_their_words()
    {
        var given = GivenCase.Opened().Ready();
        var content = given.Suspending(10);
        given = given.Proposed(content with { Remedies = [content.Remedies[0] with { Conditions = Sensitive.Of("""[{"type":"noContact","with":"CANARYalice"}]""", "panel") }] }).Voted("yes", 1, 2, 3).MeetingClosed();

        var measure = given.State.Decision!.Measures.ShouldHaveSingleItem();

        measure.Conditions.ShouldBe(["noContact"]);
        System.Text.Json.JsonSerializer.Serialize(measure).ShouldNotContain("CANARY");
    }

    private static Remedy Asking(string? conditions) => new(
        Guid.NewGuid(), "suspension", new Scope(null, []), default, null, false, "onRequest", false, null, conditions is null ? null : Sensitive.Of(conditions, "panel"), null);
}
