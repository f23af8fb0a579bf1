using System.Text.Json;
using Coc.Portal.Features.KeepingSeats;

namespace Coc.Portal.Features.ConfirmingChanges;

/// <summary>A change that waits for a second person.</summary>
/// <param name="Kind">seat, seatChange, striking, seatEnd, policy, duty, dutySwap, oversight, oversightEnd</param>
/// <param name="Policy">as it was proposed; only what differs from the usual</param>
/// <param name="PriorViolation">of a candidate: found to have broken the code in the last 18 months</param>
public sealed record PendingChange(
    Guid Id, string Kind, Proposer By, DateTimeOffset At, SeatCard? Seat = null, JsonElement? Policy = null, DateTimeOffset? EffectiveFrom = null, IReadOnlyList<Guid>? Duty = null,
    Turns? Turns = null, Swap? Swap = null, Above? Oversight = null, Held? NeverHeld = null, bool? PriorViolation = null);

public sealed record Proposer(Guid? Seat = null, string? Role = null);

/// <param name="Every">day, week</param>
public sealed record Turns(string Every, DateOnly From, string TimeZone);

public sealed record Swap(DateOnly Day, Guid With, DateOnly? Return = null);

/// <summary>Who stands above seats of a body.</summary>
public sealed record Above(Guid Id, string Relation, string? Body = null, string? Name = null);

/// <summary>Names, accounts and employers that somebody says never were theirs.</summary>
public sealed record Held(IReadOnlyList<string>? Names = null, IReadOnlyList<string>? Accounts = null, IReadOnlyList<string>? Employers = null)
{
    public IEnumerable<string> All => [.. Names ?? [], .. Accounts ?? [], .. Employers ?? []];
}

/// <summary>A change as it is announced to the body and its auditor.</summary>
/// <param name="State">proposed, rejected, done</param>
public sealed record Announcement(Guid Id, string Kind, string State, DateTimeOffset At, Proposer? By = null, Guid? Seat = null, Proposer? ConfirmedBy = null, DateTimeOffset? EffectiveFrom = null);
