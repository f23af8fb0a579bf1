namespace Coc.Sanctions.Domain;

/// <summary>Whoever opened a notice of what turned out wrong is told so, and says that they know, whatever their body answered (P18).</summary>
internal static class Correction
{
    /// <summary>What it tells is right, but of fewer accounts than it told: some of those are somebody else's.</summary>
    public const string WrongAccounts = "wrongAccounts";

    public static Decision<NoticeEvent> Send(NoticeCommand.Correct c, NoticeState state)
    {
        List<Guid> seats = [.. state.Opened.Except(state.Hard).Order()];
        return seats.Count == 0 || (c.Cause != WrongAccounts && state.Void == c.Cause)
            ? Decision<NoticeEvent>.Nothing
            : Decision<NoticeEvent>.Of(new NoticeEvent.CorrectionSent(state.Offered!.Sanction, c.Cause, seats, c.At));
    }

    public static Decision<NoticeEvent> Acknowledge(NoticeCommand.AcknowledgeCorrection c, NoticeState state) =>
        state.Correction?.Seats.Contains(c.Seat) != true ? new Refusal("noCorrection", "P18", "There is no correction for this seat.")
        : state.Acknowledged.Contains(c.Seat) ? Decision<NoticeEvent>.Nothing
        : Decision<NoticeEvent>.Of(new NoticeEvent.CorrectionAcknowledged(state.Offered!.Sanction, c.Seat));
}
