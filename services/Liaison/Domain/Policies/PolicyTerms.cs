using Coc.Contracts.Channel;

namespace Coc.Liaison.Domain.Policies;

/// <summary>A body's policy as it was set: what is missing follows <see cref="PolicyDefaults"/>. Members as in <see cref="PolicyDocument"/>.</summary>
internal sealed record PolicyTerms(
    string? Quorum = null, string? VoteRule = null, string? PermanentVoteRule = null, int? PanelMinimum = null, string? Ask = null, int? WrittenConsentHours = null,
    Period? AcknowledgeWithin = null, Period? StatusEvery = null, Period? AppealWindow = null, int? EmployerCap = null, BusinessCalendar? Calendar = null,
    Period? Retention = null, bool? TellFirst = null, string? Arbiter = null);
