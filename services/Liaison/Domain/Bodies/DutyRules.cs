namespace Coc.Liaison.Domain.Bodies;

/// <summary>What a rota of watchers must satisfy (R11): at least two of those who decide, so that nobody watches alone.</summary>
internal static class DutyRules
{
    public const int Fewest = 2;

    public static Refusal? Check(BodyState state, IReadOnlyList<Guid> seats, DateTimeOffset now)
    {
        var deciding = state.DecidingSeats(now).Select(s => s.Id).ToHashSet();
        if (seats.Distinct().Count() < seats.Count || !seats.All(deciding.Contains))
        {
            return new Refusal("notADecidingSeat", "R11", "A rota names seats of this body that decide, each once.");
        }

        return seats.Count is > 0 and < Fewest ? new Refusal("tooFewWatchers", "R11", "A rota needs at least two watchers.") : null;
    }
}
