using System.Diagnostics;
using Coc.EventStore;

namespace Coc.Sanctions.Domain;

/// <summary>The rules of one notice: every body answers for itself.</summary>
internal static class NoticeDecider
{
    public static Decision<NoticeEvent> Decide(NoticeCommand command, NoticeState state) => command switch
    {
        NoticeCommand.Offer c => state.Exists ? Decision<NoticeEvent>.Nothing : Decision<NoticeEvent>.Of(c.Facts),
        _ when !state.Exists => new Refusal("unknownNotice", "R55", "There is no such notice."),
        NoticeCommand.OriginReleased c => state.Released ? Decision<NoticeEvent>.Nothing : Decision<NoticeEvent>.Of(new NoticeEvent.OfferedSanctionReleased(c.At)),
        NoticeCommand.MoveTerm c => state.State != NoticeState.Open || state.Offered!.Term == c.Term ? Decision<NoticeEvent>.Nothing : Decision<NoticeEvent>.Of(new NoticeEvent.OfferedTermMoved(c.Term)),
        NoticeCommand.AnswerConflict c => AnswerConflict(c, state),
        NoticeCommand.ReadCategory c => ReadCategory(c, state),
        NoticeCommand.AskAgain c => AskAgain(c, state),
        NoticeCommand.GiveAnswer c => GiveAnswer(c, state),
        NoticeCommand.Correct c => Correction.Send(c, state),
        NoticeCommand.AcknowledgeCorrection c => Correction.Acknowledge(c, state),
        NoticeCommand.AskRedecision c => Redecision.Ask(c, state),
        NoticeCommand.Redecide c => Redecision.Answer(c, state),
        NoticeCommand.Lapse c when state.State == NoticeState.Redecide => Redecision.Lapse(c, state),
        NoticeCommand.Lapse c => state.State == NoticeState.Open && state.Offered!.AnswerBy <= c.At
            ? Decision<NoticeEvent>.Of(new NoticeEvent.NoticeLapsed(state.Offered.Sanction))
            : Decision<NoticeEvent>.Nothing,
        NoticeCommand.Withdraw => state.State switch
        {
            NoticeState.Open => Decision<NoticeEvent>.Of(new NoticeEvent.NoticeWithdrawn(state.Offered!.Sanction)),
            NoticeState.Redecide => Redecision.NotTaken(state),
            _ => Decision<NoticeEvent>.Nothing,
        },
        _ => throw new UnreachableException(),
    };

    private static Decision<NoticeEvent> AnswerConflict(NoticeCommand.AnswerConflict c, NoticeState state)
    {
        var before = state.ConflictOf(c.Seat);
        return before == c.Answer
            ? Decision<NoticeEvent>.Nothing
            : Weight(c.Answer) < Weight(before)
                ? new Refusal("answerLowered", "P1", "A conflict answer may be raised later, never lowered.")
                : Decision<NoticeEvent>.Of(new NoticeEvent.NoticeConflictAnswered(c.Seat, c.Answer));
    }

    private static Decision<NoticeEvent> ReadCategory(NoticeCommand.ReadCategory c, NoticeState state) =>
        state.TellsNothing ? new Refusal("corrected", "P18", "What this notice told was wrong.")
        : state.ConflictOf(c.Seat) switch
        {
            "none" when state.KnowCategory.Contains(c.Seat) => Decision<NoticeEvent>.Nothing,
            "none" => Decision<NoticeEvent>.Of(new NoticeEvent.CategoryRead(c.Seat)),
            null => new Refusal("conflictUnanswered", "P18", "Say first how you stand to this person."),
            var conflict => new Refusal("conflictStated", "P1", $"This seat stated a conflict ({conflict})."),
        };

    private static Decision<NoticeEvent> AskAgain(NoticeCommand.AskAgain c, NoticeState state)
    {
        var walled = c.Walled.Where(seat => state.ConflictOf(seat) != "hard").ToList();
        return walled.Count + state.Clear.Count == 0 ? Decision<NoticeEvent>.Nothing : Decision<NoticeEvent>.Of(new NoticeEvent.ConflictsAskedAgain(walled, c.At));
    }

    private static Decision<NoticeEvent> GiveAnswer(NoticeCommand.GiveAnswer c, NoticeState state)
    {
        if (state.State != NoticeState.Open)
        {
            return state.State == c.Answer.Kind
                ? Decision<NoticeEvent>.Nothing
                : new Refusal(state.State is NoticeState.Lapsed or NoticeState.Withdrawn ? state.State : "alreadyAnswered", "R55", "This notice is not open any more.");
        }

        if (state.Offered!.AnswerBy <= c.At)
        {
            return new Refusal(NoticeState.Lapsed, "R55", "The time to answer is over.");
        }

        if (state.ConflictOf(c.Seat) is { } conflict and not "none")
        {
            return new Refusal("conflictStated", "P1", $"This seat stated a conflict ({conflict}).");
        }

        if (c.Answer.Kind == NoticeState.Adapted && Widens(c.Answer, state.Offered))
        {
            return new Refusal("wider", "R55", "An adaptation may be narrower than what was offered, not wider.");
        }

        List<NoticeEvent> events = [];
        if (state.ConflictOf(c.Seat) is null)
        {
            events.Add(new NoticeEvent.NoticeConflictAnswered(c.Seat, "none"));
        }

        var agreed = c.Chair || state.Supports.Any(s => s.Key != c.Seat && s.Value.IsLike(c.Answer));
        if (agreed)
        {
            events.Add(Final(c, state.Offered));
        }
        else if (!state.Supports.TryGetValue(c.Seat, out var mine) || !mine.IsLike(c.Answer))
        {
            events.Add(new NoticeEvent.AnswerSupported(c.Seat, c.Answer));
        }

        return new(events, null);
    }

    private static bool Widens(NoticeAnswer answer, NoticeEvent.NoticeOffered offered) =>
        answer.Spaces.Count == 0 || (offered.Term.Until is { } until && answer.Until is { } mine && mine > until);

    private static NoticeEvent Final(NoticeCommand.GiveAnswer c, NoticeEvent.NoticeOffered offered) => c.Answer.Kind switch
    {
        NoticeState.Adopted => new NoticeEvent.NoticeAdopted(offered.Sanction, CopyOf(offered.Notice), c.Seat),
        NoticeState.Adapted => new NoticeEvent.NoticeAdapted(offered.Sanction, CopyOf(offered.Notice), c.Seat, c.Answer.Spaces, c.Answer.Until ?? offered.Term.Until),
        NoticeState.Declined => new NoticeEvent.NoticeDeclined(offered.Sanction, c.Seat, c.Answer.Reason ?? "other", Sensitive.OfOptional(c.Text, "panel")),
        _ => throw new UnreachableException(),
    };

    /// <summary>The adopter's own sanction has an id that follows from the notice: a repeated answer cannot make two.</summary>
    public static Guid CopyOf(Guid notice) => Platform.Ids.V5(notice, "copy");

    private static int Weight(string? answer) => answer switch { "none" => 1, "soft" => 2, "hard" => 3, _ => 0 };
}
