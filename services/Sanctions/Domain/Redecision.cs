namespace Coc.Sanctions.Domain;

/// <summary>What a body does with its copy when the decision it copied turned out wrong (R57).</summary>
internal static class Redecision
{
    /// <summary>Kinds of answers.</summary>
    public const string Keep = "keep";
    public const string GiveUp = "giveUp";

    /// <summary>The copy holds so long, that nobody has to decide at night; then it is lifted, because its only ground is gone.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromDays(7);

    public static Decision<NoticeEvent> Ask(NoticeCommand.AskRedecision c, NoticeState state) => state.State is NoticeState.Adopted or NoticeState.Adapted
        ? Decision<NoticeEvent>.Of(new NoticeEvent.RedecisionAsked(state.Offered!.Sanction, NoticeDecider.CopyOf(state.Offered.Notice), c.AnswerBy))
        : Decision<NoticeEvent>.Nothing;

    public static Decision<NoticeEvent> Answer(NoticeCommand.Redecide c, NoticeState state)
    {
        var answer = new NoticeAnswer(c.Keep ? Keep : GiveUp, [], null, null);
        if (state.State != NoticeState.Redecide)
        {
            return state.Redecided == answer.Kind ? Decision<NoticeEvent>.Nothing : new Refusal("nothingToRedecide", "R57", "The measure this body adopted is not up for a new decision.");
        }

        if (state.AnswerBy <= c.At)
        {
            return new Refusal(NoticeState.Lapsed, "R57", "The time to answer is over: the measure this body adopted ends with what it copied.");
        }

        if (state.ConflictOf(c.Seat) is { } conflict and not "none")
        {
            return new Refusal("conflictStated", "P1", $"This seat stated a conflict ({conflict}).");
        }

        List<NoticeEvent> events = state.ConflictOf(c.Seat) is null ? [new NoticeEvent.NoticeConflictAnswered(c.Seat, "none")] : [];
        if (c.Chair || state.Supports.Any(s => s.Key != c.Seat && s.Value.IsLike(answer)))
        {
            var (sanction, copy) = (state.Offered!.Sanction, NoticeDecider.CopyOf(state.Offered.Notice));
            events.Add(c.Keep ? new NoticeEvent.CopyKept(sanction, copy, c.Seat) : new NoticeEvent.CopyGivenUp(sanction, copy, c.Seat));
        }
        else if (!state.Supports.TryGetValue(c.Seat, out var mine) || !mine.IsLike(answer))
        {
            events.Add(new NoticeEvent.AnswerSupported(c.Seat, answer));
        }

        return new(events, null);
    }

    public static Decision<NoticeEvent> Lapse(NoticeCommand.Lapse c, NoticeState state) => state.AnswerBy <= c.At ? NotTaken(state) : Decision<NoticeEvent>.Nothing;

    /// <summary>Nobody decides any more: the time is over, or the copy has ended.</summary>
    public static Decision<NoticeEvent> NotTaken(NoticeState state) =>
        Decision<NoticeEvent>.Of(new NoticeEvent.CopyGivenUp(state.Offered!.Sanction, NoticeDecider.CopyOf(state.Offered.Notice), null));
}
