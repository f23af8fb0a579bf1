namespace Coc.Contracts.Channel;

/// <summary><c>POST /internal/ways-back</c> (Intake asks Sanctions for a room, R52): how the person comes back from each of these measures. Only measures that the panel let the room show are asked about.</summary>
public sealed record WaysBackQuestion(IReadOnlyList<Guid> Measures);

/// <summary>One for each measure that is known; the person's to read, and nobody's else (P14).</summary>
public sealed record WaysBackAnswer(IReadOnlyList<WayBackShown> Ways);

/// <summary>The way back from one measure.</summary>
/// <param name="MayAsk">a request would be taken now</param>
/// <param name="AskFrom">from when one is taken, where that is known</param>
/// <param name="Because">why none is taken: requestOpen, tooEarly, returningInSteps, endsByItself, notInForce, ended</param>
/// <param name="Detail">the same in words for the person</param>
public sealed record WayBackShown(
    Guid Measure, bool MayAsk, DateTimeOffset? AskFrom, string? Because, string? Detail, IReadOnlyList<ConditionShown> Conditions, IReadOnlyList<ReadmissionShown> Requests);

/// <summary>Something that was asked of the person.</summary>
/// <param name="Number">its place in the list, from 1: the voted ones first, as they stand with the measure</param>
/// <param name="Type">statement, training, noContact, step, other</param>
/// <param name="Request">id of the request whose answer asked for it, where it came with a step of the return</param>
/// <param name="State">open, met</param>
public sealed record ConditionShown(int Number, string Type, Guid? Request, string State, DateTimeOffset? Since);

/// <summary>A request as the person sees it.</summary>
/// <param name="Due">the day an answer is due</param>
/// <param name="State">open, answered, notTaken</param>
/// <param name="Outcome">return, returnInSteps, notYet; of one not taken why: ended, endsByItself …</param>
/// <param name="Reasons">null until answered, or erased</param>
/// <param name="StoppedBecause">why steps that had not come yet do not come any more</param>
public sealed record ReadmissionShown(
    Guid Id, DateTimeOffset At, DateTimeOffset? Due, string State, string? Outcome, DateTimeOffset? AnsweredAt, string? Reasons, DateTimeOffset? AskAgainFrom, IReadOnlyList<ReturnStepShown> Steps,
    DateTimeOffset? StoppedAt, string? StoppedBecause);

/// <summary>A step of the return.</summary>
/// <param name="From">it takes effect then</param>
/// <param name="GiveBack">spaces the person is free in from then on; null: in all, and the measure is over</param>
/// <param name="State">planned, taken, stopped</param>
public sealed record ReturnStepShown(DateTimeOffset From, IReadOnlyList<string>? GiveBack, string State);
