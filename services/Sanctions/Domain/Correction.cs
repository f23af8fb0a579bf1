namespace Coc.Sanctions.Domain;

/// <summary>Whoever opened a notice of what turned out wrong is told so, and says that they know, whatever their body answered (P18).</summary>
internal static class Correction
{
    public static Decision<NoticeEvent> Send(NoticeCommand.Correct c, NoticeState state) =>
        state.Clear.Count == 0 || state.Correction?.Cause == c.Cause
            ? Decision<NoticeEvent>.Nothing
            : Decision<NoticeEvent>.Of(new NoticeEvent.CorrectionSent(state.Offered!.Sanction, c.Cause, state.Clear, c.At));

    public static Decision<NoticeEvent> Acknowledge(NoticeCommand.AcknowledgeCorrection c, NoticeState state) =>
        state.Correction?.Seats.Contains(c.Seat) != true ? new Refusal("noCorrection", "P18", "There is no correction for this seat.")
        : state.Acknowledged.Contains(c.Seat) ? Decision<NoticeEvent>.Nothing
        : Decision<NoticeEvent>.Of(new NoticeEvent.CorrectionAcknowledged(state.Offered!.Sanction, c.Seat));
}
