namespace Coc.Liaison.Domain.Bodies;

/// <summary>R11: at least two watch, of those who decide, so that nobody watches alone; a turn is given to somebody who takes it.</summary>
internal static class DutyRules
{
    public const int Fewest = 2;
    private const string Rule = "R11";

    public static Refusal? Check(BodyState state, IReadOnlyList<Guid> seats, DateTimeOffset now)
    {
        var deciding = state.DecidingSeats(now).Select(s => s.Id).ToHashSet();
        if (seats.Distinct().Count() < seats.Count || !seats.All(deciding.Contains))
        {
            return new Refusal("notADecidingSeat", Rule, "A rota names seats of this body that decide, each once.");
        }

        return seats.Count is > 0 and < Fewest ? new Refusal("tooFewWatchers", Rule, "A rota needs at least two watchers.") : null;
    }

    /// <summary>Null when the turn is the giver's to give, and what is given back for it the taker's.</summary>
    public static Refusal? Check(BodyState state, Guid giver, DutySwap swap, DateTimeOffset now)
    {
        if (state.Turns is not { } turns)
        {
            return NoTurns;
        }

        bool Is(DateOnly day, Guid seat) => OnDuty.Of(state, day) == seat && turns.BeginOf(day.AddDays(turns.Days)) > now;
        return swap.With == giver || !state.Duty.Contains(swap.With) || state.Seats.GetValueOrDefault(swap.With) is not { Decides: true } with || !with.IsActive(now)
                ? new Refusal("notOnTheRota", Rule, "A turn goes to another seat of the rota.")
            : !Is(swap.Day, giver) ? new Refusal("notYourTurn", Rule, "No turn of yours that is not over begins that day.")
            : swap.Return is { } back && !Is(back, swap.With) ? new Refusal("notTheirTurn", Rule, "No turn of theirs that is not over begins that day.")
            : null;
    }

    public static Refusal NoTurns => new("noTurns", Rule, "The rota of this body takes no turns.");
}

/// <summary>Somebody's turn for somebody else, perhaps against one of theirs.</summary>
internal sealed record DutySwap(DateOnly Day, Guid With, DateOnly? Return);
