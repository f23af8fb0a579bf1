using Coc.Liaison.Directory;
using Coc.Liaison.Domain;
using Coc.Liaison.Domain.Bodies;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison;

/// <summary>Answers "does this exist for this asker?" for all of Liaison (api.md "Seats and who may"). Seats are looked up anew: one that ended a moment ago opens nothing.</summary>
internal sealed class Wall(BodyDirectory directory, DomainClock clock)
{
    /// <summary>A body that exists; 404 otherwise.</summary>
    public async Task<BodyEntry> BodyAsync(string slug, CancellationToken cancellationToken) =>
        await directory.FindAsync(slug, cancellationToken) ?? throw new ProblemException(Problems.NotFound);

    /// <summary>The body and the asker's deciding seat in it, or in the foundation when that acts for it; 404 otherwise.</summary>
    public async Task<(BodyEntry Body, Asker Asker)> DecidingAsync(Caller caller, string slug, CancellationToken cancellationToken)
    {
        var body = await BodyAsync(slug, cancellationToken);
        return (body, await DecidesForAsync(caller, body, cancellationToken) ?? throw new ProblemException(Problems.NotFound));
    }

    /// <summary>The body and the asker as its acting chair or the admin, who may propose; 404 otherwise.</summary>
    public async Task<(BodyEntry Body, Asker Asker)> ProposingAsync(Caller caller, string slug, CancellationToken cancellationToken)
    {
        var body = await BodyAsync(slug, cancellationToken);
        return (body, await ProposesForAsync(caller, body, cancellationToken) ?? throw new ProblemException(Problems.NotFound));
    }

    /// <summary>The asker as chair of the acting body or as admin; null for others.</summary>
    public async Task<Asker?> ProposesForAsync(Caller caller, BodyEntry body, CancellationToken cancellationToken) =>
        await DecidesForAsync(caller, body, cancellationToken) is { Chair: true } chair ? chair : await AdminAsync(caller, cancellationToken);

    /// <summary>The body and the asker as deciding seat or admin, who may confirm; 404 otherwise.</summary>
    public async Task<(BodyEntry Body, Asker Asker)> ConfirmingAsync(Caller caller, string slug, CancellationToken cancellationToken)
    {
        var body = await BodyAsync(slug, cancellationToken);
        return (body, await ConfirmsForAsync(caller, body, cancellationToken) ?? throw new ProblemException(Problems.NotFound));
    }

    /// <summary>The asker as deciding seat of the acting body or as admin; null for others.</summary>
    public async Task<Asker?> ConfirmsForAsync(Caller caller, BodyEntry body, CancellationToken cancellationToken) =>
        await DecidesForAsync(caller, body, cancellationToken) ?? await AdminAsync(caller, cancellationToken);

    /// <summary>The body, for those who may read its seats and rules in full: deciding seats, admin, auditor; 404 otherwise.</summary>
    public async Task<BodyEntry> ReadingAsync(Caller caller, string slug, CancellationToken cancellationToken)
    {
        var body = await BodyAsync(slug, cancellationToken);
        var allowed = await ConfirmsForAsync(caller, body, cancellationToken) ?? await HeldAsync(caller, "auditor", cancellationToken);
        return allowed is null ? throw new ProblemException(Problems.NotFound) : body;
    }

    /// <summary>The asker's seats in force in a body, of any role; 404 when there are none.</summary>
    public async Task<IReadOnlyList<Seat>> HeldInAsync(Caller caller, string slug, CancellationToken cancellationToken)
    {
        var body = await BodyAsync(slug, cancellationToken);
        List<Seat> held = [.. body.State.ActiveSeats(clock.GetUtcNow()).Where(s => s.Account == caller.Account && caller.Seats.Any(t => t.Id == s.Id))];
        return held.Count > 0 ? held : throw new ProblemException(Problems.NotFound);
    }

    /// <summary>The body and the asker as its liaison, its deciding seat, the admin or the auditor; 404 otherwise.</summary>
    public async Task<(BodyEntry Body, Asker Asker)> OverseeingAsync(Caller caller, string slug, CancellationToken cancellationToken)
    {
        var body = await BodyAsync(slug, cancellationToken);
        var liaison = body.State.ActiveSeats(clock.GetUtcNow()).FirstOrDefault(s => s.Terms.Role == "liaison" && s.Account == caller.Account && caller.Seats.Any(t => t.Id == s.Id));
        var asker = liaison is not null ? AskerOf(liaison)
            : await DecidesForAsync(caller, body, cancellationToken) ?? await AdminAsync(caller, cancellationToken) ?? await HeldAsync(caller, "auditor", cancellationToken);
        return (body, asker ?? throw new ProblemException(Problems.NotFound));
    }

    /// <summary>The asker as admin of the directory; 404 otherwise.</summary>
    public async Task<Asker> RequireAdminAsync(Caller caller, CancellationToken cancellationToken) =>
        await AdminAsync(caller, cancellationToken) ?? throw new ProblemException(Problems.NotFound);

    /// <summary>The asker's deciding seat for a body, or null.</summary>
    public async Task<Asker?> DecidesForAsync(Caller caller, BodyEntry body, CancellationToken cancellationToken)
    {
        var acting = await ActingAsync(body, cancellationToken);
        return acting.State.DecidingSeats(clock.GetUtcNow()).FirstOrDefault(s => s.Account == caller.Account && caller.Seats.Any(t => t.Id == s.Id)) is { } seat
            ? AskerOf(seat)
            : null;
    }

    /// <summary>The body whose seats act for this one.</summary>
    public async Task<BodyEntry> ActingAsync(BodyEntry body, CancellationToken cancellationToken) =>
        body.Profile.ActingSlug == body.Slug ? body : await directory.FindAsync(body.Profile.ActingSlug, cancellationToken) ?? body;

    public static Asker AskerOf(Seat seat) => new(seat.Account, seat.Id, seat.Terms.Role, seat.Terms.Chair);

    private Task<Asker?> AdminAsync(Caller caller, CancellationToken cancellationToken) => HeldAsync(caller, "admin", cancellationToken);

    // Admin and auditor serve the whole directory: their seats stand in the foundation.
    private async Task<Asker?> HeldAsync(Caller caller, string role, CancellationToken cancellationToken)
    {
        foreach (var ticket in caller.Seats.Where(s => s.Role == role))
        {
            if (await directory.FindAsync(ticket.Body, cancellationToken) is { Profile.Kind: "foundation" } body
                && body.State.Seats.TryGetValue(ticket.Id, out var seat) && seat.Account == caller.Account && seat.IsActive(clock.GetUtcNow()) && seat.Terms.Role == role)
            {
                return AskerOf(seat);
            }
        }

        return null;
    }
}
