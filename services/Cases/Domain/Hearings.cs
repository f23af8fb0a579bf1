namespace Coc.Cases.Domain;

/// <summary>What counts as having heard somebody (R40), and the time to correct what a seat wrote down (P6).</summary>
internal static class Hearings
{
    private static readonly TimeSpan Correcting = TimeSpan.FromHours(72);

    /// <summary>Until when the person may correct it; null where nobody can: they spoke for themselves, or are not in a room.</summary>
    public static DateTimeOffset? CorrectBy(CaseState state, Hearing hearing) =>
        hearing is { Transcribed: true, Response: not null } && state.Accused.RoomOf(hearing.Person) is { EnteredAt: { } entered }
            ? (entered > hearing.At ? entered : hearing.At) + Correcting
            : null;

    /// <summary>open, confirmed, corrected.</summary>
    public static string? StateOf(CaseState state, Hearing hearing) =>
        state.Accused.Checked.TryGetValue(hearing.Id, out var correction) ? correction is null ? "confirmed" : "corrected" : CorrectBy(state, hearing) is null ? null : "open";

    /// <summary>
    /// Heard, or not to be heard for a reason; what a seat wrote down counts once the person has looked at it or had the time to. What was said before the case was taken up again answered the first
    /// decision: nobody is punished a second time unheard (P2).
    /// </summary>
    public static bool Heard(CaseState state, Guid person, DateTimeOffset at) =>
        state.Hearings.Skip(state.Reopenings is [.., var last] ? last.HeardBefore : 0).Any(h => h.Person == person && (h.ReasonForNone is null || !AnswerTimeRuns(state, person, at)) && (StateOf(state, h) is "confirmed" or "corrected" || !(CountsFrom(state, h) > at)));

    // Who was told and has not come in yet may still do so; longer than that they are not waited for.
    private static DateTimeOffset? CountsFrom(CaseState state, Hearing hearing) =>
        CorrectBy(state, hearing) ?? (hearing is { Transcribed: true, Response: not null } && state.Accused.RoomOf(hearing.Person) is not null ? hearing.At + Correcting : null);

    /// <summary>Nobody is passed over while the time they were given runs.</summary>
    public static Refusal? TooEarly(CaseState state, CaseCommand.Hear c) => c.ReasonForNone is not null && AnswerTimeRuns(state, c.Person, c.At)
        ? new("answerTimeRuns", "R40", $"The person may answer until {state.Accused.RoomOf(c.Person)!.AnswerUntil:yyyy-MM-ddTHH:mm:ssZ}.")
        : null;

    // Also where it was given after somebody wrote down why they are not heard.
    private static bool AnswerTimeRuns(CaseState state, Guid person, DateTimeOffset at) =>
        state.Accused.RoomOf(person) is { AnswerUntil: { } until } room && until > at && room.Entries.All(e => e.Kind is "moreTime" or RoomEntry.Readmission || (state.Reopenings is [.., var last] && e.At <= last.At));
}
