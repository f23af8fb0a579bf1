using System.Text.Json;
using Coc.Liaison.Directory;
using Coc.Liaison.Features.RegisteringEvents;
using Coc.Platform.Http;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.Importing;

/// <summary>Writes the directory of this moment as a file that imports as it is: bodies with the policy in force, seats in force or to come, events.</summary>
internal sealed class DirectoryExporter(BodyDirectory directory, EventRegister events, DomainClock clock)
{
    private static readonly JsonSerializerOptions Indented = new(Json.Options) { WriteIndented = true };

    public async Task<string> WriteAsync(bool asCsv, CancellationToken cancellationToken)
    {
        var file = await ReadAsync(cancellationToken);
        return asCsv ? DirectoryCsv.Write(file) : JsonSerializer.Serialize(file, Indented);
    }

    private async Task<DirectoryFile> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var bodies = await directory.ListAsync(null, int.MaxValue, cancellationToken);
        return new(
            [.. bodies.Select(b => Body(b, now))],
            [.. bodies.SelectMany(b => b.State.Seats.Values.Where(s => s.IsKept(now) && s.Terms.Email?.Value is not null)
                .OrderBy(s => s.Terms.Role, StringComparer.Ordinal).ThenBy(s => s.Terms.Order).ThenBy(s => s.Id).Select(s => Seat(b.Slug, s)))],
            [.. (await events.ListAsync(null, int.MaxValue, cancellationToken)).Select(e => new DirectoryFile.EventRecord(
                e.Slug, e.Name, e.Producer, e.From, e.To, e.Bodies, e.OffHoursContact?.Value))]);
    }

    private static DirectoryFile.BodyRecord Body(BodyEntry body, DateTimeOffset now)
    {
        var p = body.Profile;
        return new(
            p.Slug, p.Name, p.Kind, p.Handling, p.Kind == "project" ? p.Foundation : null, p.Kind == "foundation" ? p.Parent : null, p.VerifiedOn, p.Responders?.Contacts?.Value,
            p.Responders?.CodeLink, p.Responders?.Conditions, p.Figures, body.State.PolicyAt(now).Terms);
    }

    private static DirectoryFile.SeatRecord Seat(string body, Domain.Bodies.Seat seat) => new(
        seat.Id, body, seat.Terms.Email!.Value!, seat.Terms.Name?.Value, seat.Terms.Role, seat.Terms.Appointment, seat.Terms.Chair, seat.Terms.Order, seat.Terms.Employer?.Value,
        seat.Terms.Accounts?.Value, seat.Terms.TermStart, seat.Terms.TermEnd);
}
