namespace Coc.Portal.Features.SeeingWhatWaits;

// What the lists of the API say, as far as the queue shows it: of whom a thing is, nothing.

/// <summary>A question about ties; whom it is about is read on its own page.</summary>
public sealed record WaitingRequest(Guid Request, Guid? Notice, string? LentTo, IReadOnlyList<string>? Projects, string? Event, DateTimeOffset Received, DateTimeOffset? Due, string? Answer);

/// <summary>A case in a list.</summary>
/// <param name="Due">the nearest date that is not met yet</param>
public sealed record WaitingCase(
    Guid Id, string CodeName, string Body, string State, IReadOnlyList<string>? Flags, string? Urgency, Guid? Assignee, DateTimeOffset ReceivedAt, DateTimeOffset AcknowledgeDue, DateTimeOffset? Due);

/// <param name="Type">told to who has answered that they have no tie</param>
public sealed record WaitingNotice(Guid Id, string CodeName, string? Type, string? Issuer, DateTimeOffset? AnswerBy, string State);

public sealed record WaitingOrder(Guid Id, string Space, string? Action, DateTimeOffset? Due, string State);

public sealed record WaitingTransfer(Guid Id, string From, string To, string? Rule, string CodeName, DateTimeOffset? NotBefore, DateTimeOffset? AnswerBy, string State, string? Arbiter, DateTimeOffset? SettleBy);

public sealed record WaitingChange(Guid Id, string Kind, WaitingProposer? By);

/// <summary>Who wants a change.</summary>
public sealed record WaitingProposer(Guid? Seat, string? Role);

public sealed record WaitingCounsel(Guid Id, string? CodeName, DateTimeOffset? Due);

public sealed record WaitingEngagement(Guid Id, string? CodeName, IReadOnlyList<string>? Projects, string? Event, DateTimeOffset? Due, string? Answer, DateTimeOffset? Until);
