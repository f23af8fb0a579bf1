namespace Coc.Intake.Domain;

/// <summary>What a person may still send. A rule that does not allow it becomes 409.</summary>
internal static class RoomRules
{
    public static RoomRefusal? Refused(RoomState room) =>
        !room.IsFinished ? null : new("finished", "R40", "This is finished; what you write now would be read by nobody.");

    /// <summary>The person looks at what a seat wrote down (P6).</summary>
    public static RoomRefusal? RefusedCorrection(RoomState room, Guid hearing, DateTimeOffset now) =>
        room.Items.First(i => i.Id == hearing) is var shown && (shown.State is "confirmed" or "corrected" || room.Entries.Any(e => e.About == hearing)) ? new("alreadyChecked", "P6", "You have looked at this already.")
        : shown.Until <= now ? new("correctionOver", "P6", "The time to correct this is over.")
        : null;
}

internal sealed record RoomRefusal(string Code, string Rule, string Detail);
