namespace Coc.Portal.Features.KeepingSeats;

/// <summary>A seat as those see it who keep the seats of its body.</summary>
/// <param name="Invitation">once, in the answer of the call that made the seat effective</param>
/// <param name="PriorViolation">once: found to have broken the code in the last 18 months</param>
public sealed record SeatCard(
    Guid Id, string Body, string Role, DateTimeOffset TermStart, string? Name = null, string? Appointment = null, bool Chair = false, string? Employer = null, DateTimeOffset? TermEnd = null,
    int? Order = null, DateTimeOffset? EndedAt = null, bool Emeritus = false, InvitationCode? Invitation = null, bool? PriorViolation = null)
{
    public IReadOnlyList<string> Accounts { get; init; } = [];

    public bool Decides => Role is "member" or "alternate";
}

/// <summary>With which somebody takes their seat; typed, not a link.</summary>
public sealed record InvitationCode(string Code)
{
    public override string ToString() => nameof(InvitationCode);
}

/// <summary>What a command on a seat answers: the seat, or the change that waits for a second person.</summary>
internal sealed record SeatOutcome(Guid? PendingChange = null, bool? PriorViolation = null, Guid? Id = null, string? Name = null, InvitationCode? Invitation = null);
