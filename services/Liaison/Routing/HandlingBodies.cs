using Coc.Contracts.Channel;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;
using Coc.Platform.Time;

namespace Coc.Liaison.Routing;

/// <summary>A body as Cases needs it to handle reports: rules, and the seats that may come to read, in order.</summary>
internal sealed class HandlingBodies(Wall wall, SetAside setAside, Overseen overseen, Entrusted entrusted, DomainClock clock)
{
    /// <param name="at">the instant whose policy and seats count: receipt for a routed report (P8), now for a transfer's receiver</param>
    /// <param name="beyond">whom the case sets aside beside what the reports say</param>
    /// <param name="addressed">the seat the reporter wrote to: it is asked before those on duty (R2)</param>
    /// <param name="withEventStaff">the body is the producer of the event it happened at: its event staff read and work, without a vote (J10)</param>
    public async Task<HandlingBody> OfAsync(
        BodyEntry body, IReadOnlyCollection<Guid> reports, DateTimeOffset at, string asking, CancellationToken cancellationToken, bool withEventStaff = false,
        SetAsideByCase? beyond = null, Guid? addressed = null)
    {
        var acting = await wall.ActingAsync(body, cancellationToken);
        var seats = Concerned.Usable(acting, at, clock.GetUtcNow(), new HashSet<Guid>()).ToList();
        if (withEventStaff)
        {
            seats.AddRange(acting.State.ActiveSeats(clock.GetUtcNow()).Where(s => s.Terms.Role == "eventStaff" && s.FilledAt <= at));
        }

        var (aside, soft) = await setAside.ScreenAsync(acting.Slug, reports, seats, asking, cancellationToken, beyond);
        var hard = await overseen.OfAsync(reports, [acting], asking, cancellationToken, beyond);
        var holding = await entrusted.OfAsync(body.Slug, reports, asking, cancellationToken);
        var policy = body.State.PolicyAt(at);
        var watching = OnDuty.At(acting.State, clock.GetUtcNow()).ToList();
        return new(
            body.Slug, body.Profile.Kind, body.Profile.Foundation, body.Profile.Parent, policy.Version,
            policy.Terms.Complete(body.Profile, seats.Count(s => s.Terms.Role == "member")),
            [.. seats.Where(s => !aside.Contains(s.Id)).Select(s => Seat(s, s.Id == addressed ? 0 : watching.IndexOf(s.Id) is >= 0 and var watch ? watch + 1 : null) with { Overseen = hard.Contains(s.Id), SoftTie = soft.Contains(s.Id), Entrusted = holding.Contains(s.Id) })]);
    }

    /// <summary>Somebody from outside, by name, for whom the body has a seat; null: there is no such seat.</summary>
    public async Task<OutsidePerson?> OutsideAsync(BodyEntry body, Guid id, IReadOnlyCollection<Guid> reports, string asking, SetAsideByCase beyond, CancellationToken cancellationToken)
    {
        var acting = await wall.ActingAsync(body, cancellationToken);
        if (acting.State.ActiveSeats(clock.GetUtcNow()).FirstOrDefault(s => s.Id == id && s.Terms.Role == "outside") is not { Terms.Name.Value: { } name } seat)
        {
            return null;
        }

        var (aside, soft) = await setAside.ScreenAsync(acting.Slug, reports, [seat], asking, cancellationToken, beyond);
        var hard = await overseen.OfAsync(reports, [acting], asking, cancellationToken, beyond);
        return new(Seat(seat, null) with { SoftTie = soft.Contains(id) }, name, aside.Contains(id) || hard.Contains(id));
    }

    private static HandlingSeat Seat(Seat seat, int? watch) => new(
        seat.Id, seat.Account, seat.Terms.Role, seat.Terms.Chair, seat.Terms.Appointment, seat.Terms.Order, watch);
}
