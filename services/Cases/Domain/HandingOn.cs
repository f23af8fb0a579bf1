using Coc.Contracts.Channel;

namespace Coc.Cases.Domain;

/// <summary>
/// What is open passes from the one on duty to the next (R11): within the case, because only there it is known who may read of it. The next one whose turn comes and who takes part gets it, with a note; they say that
/// they have it, or it passes with the turn. What nobody hands on stays with who has it in hand.
/// </summary>
internal static class HandingOn
{
    public const string Command = "hand-on";
    public const string Taking = "hand-on/take";
    public const string Due = "turnEnds";
    private const string Rule = "R11";

    public static readonly string[] Names = [Command, Taking];

    public static Decision Give(CaseState state, CaseCommand.HandOn c) => Refused(state, c.Seat, c.Turns) is { } refusal ? refusal : new List<CaseEvent>(
    [
        new CaseEvent.NoteAdded(c.Note, Texts.Panel(c.Text), c.Seat, c.At),
        new CaseEvent.HandedOn(c.Note, Next(state, c.Seat, c.Turns)!.Value, c.Turns[0].Until, c.Seat, c.At),
    ]);

    public static Decision Take(CaseState state, CaseCommand.TakeOn c) =>
        state.HandingOn is { } handing && handing.To == c.Seat ? Taken(state, handing, acknowledged: true, c.At) : new Refusal("nothingHandedOn", Rule, "Nothing was handed on to this seat.");

    /// <summary>The turn is over. Who takes no part any more does not get it, and it stays with who had it.</summary>
    public static Decision Pass(CaseState state, CaseCommand.PassTurn c) => state is { Exists: true, IsOver: false, HandingOn: { } handing } && handing.Until <= c.At ? Taken(state, handing, acknowledged: false, c.At) : Decision.Nothing;

    public static IEnumerable<CaseDue> DueOf(CaseState state) => state.HandingOn is { } handing ? [new(Due, state.Id, handing.Until)] : [];

    /// <summary>Why a seat may not hand on: who has it in hand does, or where nobody has, whose turn it is; to somebody whose turn comes and who takes part.</summary>
    public static Refusal? Refused(CaseState state, Guid seat, IReadOnlyList<WatchTurn> turns) =>
        turns.Count == 0 ? new("noTurns", Rule, "The rota of this body takes no turns: assign the case to somebody.")
        : (state.Assignee ?? turns[0].Seat) != seat ? NotYours
        : Next(state, seat, turns) is null ? new("nobodyNext", Rule, "Nobody else whose turn comes takes part in this case: assign it to somebody who does.")
        : null;

    private static Guid? Next(CaseState state, Guid seat, IReadOnlyList<WatchTurn> turns) =>
        turns.Skip(1).Where(t => t.Seat != seat && state.SeatOf(t.Seat) is { MayDecide: true }).Select(t => (Guid?)t.Seat).FirstOrDefault();

    private static Refusal NotYours => new("notYours", Rule, "Who has the case in hand hands it on; where nobody has, whose turn it is to watch.");

    private static List<CaseEvent> Taken(CaseState state, TurnNote handing, bool acknowledged, DateTimeOffset at) =>
    [
        new CaseEvent.TakenOn(handing.Note, handing.To, acknowledged, at),
        .. state.SeatOf(handing.To) is { MayDecide: true } && state.Assignee != handing.To ? [new CaseEvent.CaseAssigned(handing.To, handing.By, at)] : Array.Empty<CaseEvent>(),
    ];
}

/// <summary>What waits for the next one on duty.</summary>
internal sealed record TurnNote(Guid Note, Guid To, DateTimeOffset Until, Guid By, DateTimeOffset At);
