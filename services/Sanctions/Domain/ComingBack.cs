using Coc.EventStore;

namespace Coc.Sanctions.Domain;

/// <summary>The person asks to come back, and two seats answer: return, return in steps, or not yet with a day to ask again (R52, P14).</summary>
internal static class ComingBack
{
    /// <summary>How long the panel has.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromDays(30);

    /// <summary>Why a measure is over that the person came back from.</summary>
    public const string Returned = "returned";

    /// <summary>A "not yet" reaches no further.</summary>
    public static DateTimeOffset Furthest(DateTimeOffset at) => at.AddMonths(6);

    /// <summary>Null: the person may ask now.</summary>
    public static Refusal? Barred(SanctionState state, DateTimeOffset at) => state switch
    {
        { Over: true } => new("ended", "R52", "This is over. There is nothing you have to ask for."),
        { Holds: false } or { Imposed.Basis.Kind: not "own" } => new("notInForce", "R52", "This is not in force yet, so you cannot ask to come back from it. If you do not agree with it, you can appeal."),
        { Imposed.Term.Readmission: not "onRequest" } => new("endsByItself", "R52", "You do not have to ask: this ends by itself on the day that is shown with it. If you think it should end earlier, you can appeal."),
        { WayBack.Open.Due: { } due } => new("requestOpen", "R52", $"You have asked already. An answer is due by {due:yyyy-MM-dd}; it will be shown here."),
        { WayBack.Running: not null } => new("returningInSteps", "R52", "You are coming back already, on the days that are shown here."),
        { WayBack.AskAgainFrom: { } from } when from > at => new("tooEarly", "P14", $"You can ask again from {from:yyyy-MM-dd}."),
        _ => null,
    };

    /// <summary>The person was told that their request is taken: it is answered, or it is shown why not.</summary>
    public static Decision<SanctionEvent> Ask(SanctionCommand.AskReadmission c, SanctionState state) =>
        state.WayBack.Request(c.Request) is not null ? Decision<SanctionEvent>.Nothing
        : Barred(state, c.At) is { } barred ? Decision<SanctionEvent>.Of(new SanctionEvent.ReadmissionNotTaken(c.Request, c.Room, barred.Code, c.At))
        : Decision<SanctionEvent>.Of(new SanctionEvent.ReadmissionAsked(c.Request, c.Room, c.At, c.At + AnswerWithin));

    public static Decision<SanctionEvent> FallOverdue(SanctionCommand.ReadmissionFallOverdue c, SanctionState state) =>
        !state.Over && state.WayBack.Open is { Overdue: false, Due: { } due } open && due <= c.At ? Decision<SanctionEvent>.Of(new SanctionEvent.ReadmissionAnswerOverdue(open.Id, due)) : Decision<SanctionEvent>.Nothing;

    public static Decision<SanctionEvent> Answer(SanctionCommand.AnswerReadmission c, SanctionState state)
    {
        var request = state.WayBack.Request(c.Request);
        var answer = new ReadmissionAnswer(c.Outcome, c.Outcome == ReadmissionAnswer.InSteps ? c.Steps : [], c.AskAgainFrom);
        if (Refused(c, request, state) is { } refusal)
        {
            return refusal;
        }

        if (request!.Proposed.TryGetValue(c.Seat, out var mine) && mine.Answer.IsLike(answer) && mine.Reasons == c.Reasons)
        {
            return Decision<SanctionEvent>.Nothing;
        }

        var proposed = new SanctionEvent.ReadmissionAnswerProposed(c.Request, c.Seat, answer, Words(c.Reasons, state), c.At);
        if (request.Proposed.Values.Where(p => p.Seat != c.Seat && p.Answer.IsLike(answer)).MinBy(p => p.At) is not { Reasons: { } words })
        {
            return Decision<SanctionEvent>.Of(proposed);
        }

        // The first seat's words: the second has read them and answers the same.
        var from = c.NotBefore ?? c.At;
        var agreed = c.Outcome == ReadmissionAnswer.Return ? answer with { Steps = [new ReturnStep(from, null, [])] } : answer;
        var answered = new SanctionEvent.ReadmissionAnswered(c.Request, agreed, Words(words, state), c.At);
        return c.Outcome != ReadmissionAnswer.Return || from > c.At
            ? Decision<SanctionEvent>.Of(proposed, answered)
            : new([proposed, answered, new SanctionEvent.ReturnStepTaken(c.Request, 0, c.At), .. SanctionDecider.Ended(Returned, c.At, c.Withdrawn, c.Undo, state).Events], null);
    }

    /// <summary>Whatever was done of what is asked: who does not keep to it is stopped by two seats, and nobody stays out because nobody looked.</summary>
    public static Decision<SanctionEvent> TakeStep(SanctionCommand.TakeReturnStep c, SanctionState state)
    {
        if (state.Over || state.WayBack is not { Running: { } running, NextStep: { } step } || step.From > c.At)
        {
            return Decision<SanctionEvent>.Nothing;
        }

        // It takes effect on its day, however late the clock is looked at.
        var taken = new SanctionEvent.ReturnStepTaken(running.Id, running.Taken, step.From);
        if (step.GiveBack is null || c.Spaces.Count == 0)
        {
            return new([taken, .. SanctionDecider.Ended(Returned, step.From, c.Withdrawn, c.Undo, state).Events], null);
        }

        var term = state.Imposed!.Term;
        var progress = state.Progress(state.State, state.Orders.Count(o => !o.Settled && !c.Withdrawn.Contains(o.Order)) + c.Undo.Count);
        var narrower = new SanctionEvent.SanctionAmended(term.Until, c.Spaces, term.Readmission, Returned, c.Withdrawn, step.From, progress);
        return c.Undo.Count == 0 ? Decision<SanctionEvent>.Of(taken, narrower) : Decision<SanctionEvent>.Of(taken, narrower, new SanctionEvent.OrdersIssued(c.Undo, progress));
    }

    public static Decision<SanctionEvent> Stop(SanctionCommand.StopReturn c, SanctionState state)
    {
        if (state.Over)
        {
            return new Refusal("ended", "R51", "It is over already.");
        }

        if (state.WayBack.Request(c.Request) is not { IsRunning: true } running)
        {
            return new Refusal("nothingToStop", "P14", "No step is still to come.");
        }

        if (running.StopAsked.Contains(c.Seat))
        {
            return Decision<SanctionEvent>.Nothing;
        }

        var asked = new SanctionEvent.ReturnStopAsked(c.Request, c.Seat, Words(c.Reason, state), c.At);
        return running.StopAsked.IsEmpty ? Decision<SanctionEvent>.Of(asked) : Decision<SanctionEvent>.Of(asked, new SanctionEvent.ReturnStopped(c.Request, Words(c.Reason, state), c.At));
    }

    public static Decision<SanctionEvent> Mark(SanctionCommand.MarkCondition c, SanctionState state) => state.WayBack.Conditions.Find(k => k.Number == c.Number) switch
    {
        null => new Refusal("unknownCondition", "P14", "Nothing like that is asked of the person."),
        _ when state.Over => new Refusal("ended", "R51", "It is over already."),
        { Met: var met } when met == c.Met => Decision<SanctionEvent>.Nothing,
        _ => Decision<SanctionEvent>.Of(new SanctionEvent.ConditionMarked(c.Number, c.Met, c.Seat, c.At)),
    };

    private static Refusal? Refused(SanctionCommand.AnswerReadmission c, Readmission? request, SanctionState state) =>
        request is null ? new Refusal("unknownRequest", "R52", "There is no such request.")
        : request.State != Readmission.Asked ? new Refusal("answered", "R52", "It has been answered already.")
        : state.Over ? new Refusal("ended", "R51", "It is over already.")
        : c.AskAgainFrom > Furthest(c.At) ? new Refusal("tooFar", "P14", "The person can ask again within six months.")
        : c.Outcome == ReadmissionAnswer.InSteps && c.NotBefore is { } earliest && c.Steps.Any(s => s.From < earliest)
            ? new Refusal("tooSoon", "P14", $"Somebody this happened to wishes to be told seven days ahead: the first step can be on {earliest:yyyy-MM-ddTHH:mm:ssZ} or later.")
        : null;

    private static Sensitive<string> Words(string words, SanctionState state) => Sensitive.Of(words, $"panel:{state.Imposed!.Sanction}");
}
