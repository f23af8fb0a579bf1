using System.Reflection;
using Coc.Contracts.Sanctions;
using Coc.EventStore;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Publishing;

namespace Coc.Unit.Sanctions;

/// <summary>What leaves the service.</summary>
public sealed class Publishing
{
    [Fact]
    public void No_event_of_a_person_leaves() =>
        SanctionsPublishing.Table().EventTypes.ShouldNotContain(t => t.IsAssignableTo(typeof(PersonEvent)));

    [Fact]
    public void What_carries_progress_tells_the_case() =>
        typeof(SanctionEvent).GetNestedTypes(BindingFlags.NonPublic | BindingFlags.Public).Where(t => t.GetProperty(nameof(Progress)) is not null)
            .ShouldBeSubsetOf(SanctionsPublishing.Table().EventTypes);

    [Theory]
    [InlineData("own", false, true)]
    [InlineData("adopted", false, false)]
    [InlineData(SanctionBasis.Interim, true, false)]
    public void Of_a_measure_from_before_the_decision_it_is_said_that_it_is_one(string kind, bool interim, bool named)
    {
        var @case = Guid.NewGuid();

        SanctionState.ProgressOf(new SanctionBasis(kind, @case, "sextant", false, null, null, null), "active", 2).ShouldBe(new Progress(named ? @case : null, "active", 2, interim));
    }

    [Fact]
    public void Nothing_of_what_is_asked_of_a_person_leaves_and_of_an_answer_its_outcome_alone()
    {
        SanctionsPublishing.Table().EventTypes.ShouldNotContain(typeof(SanctionEvent.ConditionsSet));
        SanctionsPublishing.Table().EventTypes.ShouldNotContain(typeof(SanctionEvent.ConditionMarked));
        var (request, words) = (Guid.NewGuid(), Sensitive.Of("CANARYwords", "panel"));
        var answer = new ReadmissionAnswer("returnInSteps", [new ReturnStep(Story.Day, ["chat:CANARYspace"], ["training"])], null);

        var left = new SanctionEvent[]
        {
            new SanctionEvent.ReadmissionAsked(request, Guid.NewGuid(), Story.Day, Story.Day), new SanctionEvent.ReadmissionAnswerProposed(request, Story.Seat1, answer, words, Story.Day),
            new SanctionEvent.ReadmissionAnswered(request, answer, words, Story.Day), new SanctionEvent.ReturnStopAsked(request, Story.Seat1, words, Story.Day), new SanctionEvent.ReturnStopped(request, words, Story.Day),
            new SanctionEvent.ReadmissionAnswerOverdue(request, Story.Day), new SanctionEvent.EndAnnounced(Story.Day), new SanctionEvent.LiftPlanned(Story.Day),
        }.SelectMany(e => SanctionsPublishing.Table().Translate(
            new StoredEvent(1, Guid.NewGuid(), new StreamKey("sextant", Guid.NewGuid()), 1, "x", e, Story.Day, new EventContext(Story.Day, Guid.NewGuid()), null), new Dictionary<Type, long>())).ToList();

        left.Select(m => m.Contract).Distinct().ShouldBe(["StepRecorded", "SomethingWaits", "MeasureEndsSoon"], ignoreOrder: true);
        var wire = string.Concat(left.Select(m => System.Text.Json.JsonSerializer.Serialize(m.Message, m.Message.GetType())));
        wire.ShouldContain("returnInSteps");
        wire.ShouldNotContain("CANARY");
        wire.ShouldNotContain("training");
    }

    [Fact]
    public void A_report_is_answered_with_ids_and_one_step_of_the_trail()
    {
        var (report, person) = (Guid.NewGuid(), Guid.NewGuid());
        var stored = new StoredEvent(
            1, Guid.NewGuid(), new StreamKey("*registry*", Guid.NewGuid()), 1, "report_subjects_identified", new ReportSubjectsIdentified(report, [new IdentifiedAs(0, person, "claimed")]),
            Story.Day, new EventContext(Story.Day, Guid.NewGuid()), null);

        var messages = SanctionsPublishing.Table().Translate(stored, new Dictionary<Type, long>()).ToDictionary(m => m.Contract, m => m.Message);

        messages.Keys.ShouldBe(["SubjectsIdentified", "StepRecorded"], ignoreOrder: true);
        ((SubjectsIdentified)messages["SubjectsIdentified"]).Subjects.ShouldBe([new IdentifiedSubject(0, person, "claimed")]);
    }
}
