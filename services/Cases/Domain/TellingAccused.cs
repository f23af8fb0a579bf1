using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>Whether, when and how an accused person learns of the case (R39, P4, P6), and what comes back from there.</summary>
internal static class TellingAccused
{
    /// <summary>The same for every code of this person.</summary>
    public static Guid RoomOf(CaseState state, Guid person) => state.Accused.RoomOf(person)?.Id ?? NewRoom(state.Id, person);

    public static Guid NewRoom(Guid inCase, Guid person) => Ids.V5(inCase, $"room:{person}");

    public static int NextNumber(CaseState state, Guid person) => (state.Accused.RoomOf(person)?.Number ?? 0) + 1;

    public static Decision Notice(CaseState state, CaseCommand.NoticeAccused c)
    {
        var thought = new AffectedThought(c.Unaware, c.Considered) { Who = c.Who };
        var considered = thought.Recorded(c.Seat, c.At).ToList();
        if (WhoKnows.NeverKnew(state, c.Person) is { } never)
        {
            return never;
        }

        if (c.LookAgain is { } later)
        {
            if (state.Accused.RoomOf(c.Person) is not null && !WhoKnows.MayBeSpared(state, c.Person))
            {
                return AlreadyTold;
            }

            List<CaseEvent> deferred = [.. considered, new CaseEvent.AccusedNoticeDeferred(c.Notice, c.Person, Texts.Panel(c.Why), later, c.Seat, c.At)];
            return new List<CaseEvent>([.. deferred, .. WhoKnows.MayBeSpared(state, c.Person) ? Communicating.GoneOn(state.Apply(deferred), c.At) : []]);
        }

        if (thought.Missing(state) is { } refusal)
        {
            return refusal;
        }

        return state.Accused.RoomOf(c.Person) is { EnteredAt: not null } ? new Refusal("roomEntered", "P6", "The person is in the room already; write to them there.")
            : new List<CaseEvent>(
            [
                .. considered,
                new CaseEvent.AccusedNoticed(
                    c.Notice, c.Person, RoomOf(state, c.Person), NextNumber(state, c.Person), Texts.OptionalAccused(c.Person, c.Summary), Texts.Panel(c.Why), c.AnswerBy, c.Seat, c.At),
            ]);
    }

    public static Decision GiveTime(CaseState state, CaseCommand.GiveAnswerTime c) =>
        state.Accused.RoomOf(c.Person) is not { } room ? NoRoom
        : room.AnswerUntil == c.Until ? Decision.Nothing
        : new CaseEvent.AnswerTimeSet(room.Id, c.Until, c.Seat, c.At);

    /// <summary>Once each, however often it is heard; a former owner's case hears nothing.</summary>
    public static Decision Hear(CaseState state, CaseCommand.HearFromAccused c) => state.HasGone || state.Accused.Room(c.Room) is not { } room || SaidToAnother(state, c.Kind) ? Decision.Nothing : c.Kind switch
    {
        "entered" => room.EnteredAt is null ? new CaseEvent.RoomEntered(room.Id, c.At) : Decision.Nothing,
        "response" or "evidence" or "moreTime" or RoomEntry.Readmission => room.Entries.Any(e => e.Id == c.Entry) ? Decision.Nothing : new CaseEvent.AccusedAnswered(room.Id, c.Entry, c.Kind, c.At),
        "confirmation" or "correction" => state.Hearings.Any(h => h.Id == c.About && h.Person == room.Person) && !state.Accused.Checked.ContainsKey(c.About!.Value)
            ? new CaseEvent.HearingChecked(c.About.Value, c.Kind == "correction" ? c.Entry : null, c.At)
            : Decision.Nothing,
        "objection" => SeatObjections.Hear(state, room, c),
        _ => Decision.Nothing,
    };

    // While an appeal is open, what the person says is said to the panel that decides it.
    private static bool SaidToAnother(CaseState state, string kind) => kind is not ("entered" or "confirmation" or "correction" or RoomEntry.Readmission) && state.IsUnderAppeal;

    private static Refusal AlreadyTold => new("accusedTold", "R39", "The person has been told already.");

    private static Refusal NoRoom => new("noRoom", "R39", "Tell the person first.");
}
