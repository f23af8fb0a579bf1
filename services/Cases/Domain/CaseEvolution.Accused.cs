namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    private static CaseState EvolveAccused(CaseState state, CaseEvent @event) => (@event is CaseEvent.SeatObjected objected ? state.Seat(objected.Seat, Unjudged) : state) with
    {
        Accused = @event switch
        {
            CaseEvent.AccusedNoticed e => Told(state.Accused, e),
            CaseEvent.AccusedNoticeDeferred e => state.Accused with { Notices = [.. state.Accused.Notices, new(e.Notice, e.Person, null, e.Why.Value, e.LookAgain, e.By, e.At)] },
            CaseEvent.AffectedConsidered e => state.Accused with { Considered = [.. state.Accused.Considered, (e.Safety.Value, e.Wish.Value, e.By, e.At, e.Covers ?? [.. state.ReportIds])] },
            CaseEvent.RoomEntered e => state.Accused.Room(e.Room, r => r with { EnteredAt = e.At }),
            CaseEvent.AccusedAnswered e => state.Accused.Room(e.Room, r => r with { Entries = [.. r.Entries, new(e.Entry, e.Kind, e.At)] }),
            CaseEvent.RoomItemReleased e => state.Accused.Room(e.Room, r => r with { Released = [.. r.Released.Where(i => i.Item != e.Item), new(e.Item, e.Kind, e.State, e.Until)] }),
            CaseEvent.AnswerTimeSet e => state.Accused.Room(e.Room, r => r with { AnswerBy = e.Until, AnswerSetAt = e.At }),
            CaseEvent.HearingChecked e => state.Accused with { Checked = new Dictionary<Guid, Guid?>(state.Accused.Checked) { [e.Hearing] = e.Entry } },
            CaseEvent.SeatObjected e => state.Accused with { Objections = [.. state.Accused.Objections, new(e.Objection, e.Seat, e.Room, e.At)] },
            CaseEvent.ObjectionSettled e => state.Accused with { Objections = state.Accused.Objections.Replace(o => o.Id == e.Objection, o => o with { State = e.Upheld ? "upheld" : "dismissed" }) },
            CaseEvent.RoomCarried e => state.Accused with
            {
                Rooms =
                [
                    .. state.Accused.Rooms.Where(r => r.Id != e.Room),
                    new(e.Room, e.Person, e.Number) { MadeHere = IsOwn(state, e), EnteredAt = e.EnteredAt, AnswerBy = e.AnswerBy, AnswerSetAt = e.AnswerSetAt, Entries = e.Entries, Released = state.Accused.Room(e.Room)?.Released ?? [] },
                ],
            },
            _ => throw new InvalidOperationException($"{@event.GetType().Name} is not folded."),
        },
    };

    // What the others said before they knew of the objection does not answer it.
    private static PanelSeat Unjudged(PanelSeat seat) => seat with { Judgements = new Dictionary<Guid, (bool, Conflict?, IReadOnlyList<string>)>() };

    // Its id says which case made it; a case that changed hands and the one it came from are one.
    private static bool IsOwn(CaseState state, CaseEvent.RoomCarried e) =>
        state.Accused.Room(e.Room)?.MadeHere ?? (state.CameFrom is { } from && e.Room == TellingAccused.NewRoom(from, e.Person));

    private static AccusedSide Told(AccusedSide side, CaseEvent.AccusedNoticed e) => side with
    {
        Notices = [.. side.Notices, new(e.Notice, e.Person, e.Summary?.Value, e.Why.Value, null, e.By, e.At)],
        Rooms = [.. side.Rooms.Where(r => r.Id != e.Room), (side.Room(e.Room) ?? new(e.Room, e.Person, 0) { MadeHere = true }) with { Number = e.Number, AnswerBy = e.AnswerBy ?? side.Room(e.Room)?.AnswerBy, AnswerSetAt = e.AnswerBy is null ? side.Room(e.Room)?.AnswerSetAt : e.At }],
    };

    private static AccusedSide Room(this AccusedSide side, Guid room, Func<AccusedRoom, AccusedRoom> change) => side with { Rooms = side.Rooms.Replace(r => r.Id == room, change) };
}
