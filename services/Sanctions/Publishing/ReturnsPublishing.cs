using Coc.Contracts;
using Coc.Contracts.Sanctions;
using Coc.EventStore;
using Coc.Platform.Messaging;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Features.TellingWhatWaits;

namespace Coc.Sanctions.Publishing;

/// <summary>Of coming back there leaves that it was asked and how it was answered, for the trail of who has the case, and that a panel is awaited. Nothing of what is asked of the person (P14).</summary>
internal static class ReturnsPublishing
{
    public static void Add(PublishingTable table) => table
        .Publish<SanctionEvent.ReadmissionAsked, StepRecorded>((_, s, origin) => Step(origin, "readmissionAsked", s, null))
        .Publish<SanctionEvent.ReadmissionAnswered, StepRecorded>((e, s, origin) => Step(origin, "readmissionAnswered", s, e.Answer.Outcome))
        .Publish<SanctionEvent.LiftPlanned, StepRecorded>((_, s, origin) => new(origin, "liftPlanned", "sanction", s.Stream.Id, null, null, [], null, "P14", null))
        .Publish<SanctionEvent.EndAnnounced, MeasureEndsSoon>((e, s, origin) => new(origin, s.Stream.Id, e.Ends))
        .Publish<SanctionEvent.ReturnStopped, StepRecorded>((_, s, origin) => Step(origin, "returnStopped", s, null))
        .Waits<SanctionEvent.ReadmissionAsked>("sanctions", (e, s) => [new(AnswerForWhom.Approval, PanelAwaited.AnswerOf(e.Request), s.At)])
        .Waits<SanctionEvent.ReadmissionAnswerOverdue>("sanctions", (e, s) => [new(AnswerForWhom.Approval, PanelAwaited.LateAnswerOf(e.Request), s.At)])
        .Waits<SanctionEvent.ReadmissionAnswerProposed>("sanctions", (e, s) => [new(AnswerForWhom.Approval, PanelAwaited.SecondAnswerOf(e.Request), s.At)])
        .Waits<SanctionEvent.ReturnStopAsked>("sanctions", (e, s) => [new(AnswerForWhom.Approval, PanelAwaited.StopOf(e.Request), s.At)]);

    private static StepRecorded Step(Origin origin, string step, StoredEvent stored, string? outcome) => new(origin, step, "sanction", stored.Stream.Id, null, null, [], null, "R52", outcome);
}
