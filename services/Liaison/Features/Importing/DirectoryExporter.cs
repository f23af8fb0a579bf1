using System.Collections.Immutable;
using System.Text.Json;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;
using Coc.Liaison.Features.RegisteringEvents;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.Importing;

/// <summary>Writes the directory of this moment as a file that imports as it is: bodies with every version of their policy, rota and oversight; seats in force, to come and
/// ended, with what their holders were called before; events. What waits for a second seat is nothing yet, and is not in it.</summary>
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
            [.. bodies.SelectMany(b => b.State.Seats.Values.Where(s => s.Terms.Email?.Value is not null)
                .OrderBy(s => s.Terms.Role, StringComparer.Ordinal).ThenBy(s => s.Terms.Order).ThenBy(s => s.Id).Select(s => Seat(b.Slug, s, now)))],
            [.. (await events.ListAsync(null, int.MaxValue, cancellationToken)).Select(e => new DirectoryFile.EventRecord(
                e.Slug, e.Name, e.Producer, e.From, e.To, e.Bodies, e.OffHoursContact?.Value))]);
    }

    private static DirectoryFile.BodyRecord Body(BodyEntry body, DateTimeOffset now)
    {
        var p = body.Profile;
        return new(
            p.Slug, p.Name, p.Kind, p.Handling, p.Kind == "project" ? p.Foundation : null, p.Kind == "foundation" ? p.Parent : null, p.VerifiedOn, p.Responders?.Contacts?.Value,
            p.Responders?.CodeLink, p.Responders?.Conditions, p.Figures, null)
        {
            Policies = [.. body.State.Policies.Select(v => new DatedTerms(v.EffectiveFrom, v.Terms))],
            Duty = body.State.Rota(now) is { Count: >= DutyRules.Fewest } rota ? rota : null, // a rota of one is none
            DutyTurns = body.State.Rota(now).Count >= DutyRules.Fewest ? body.State.Turns : null,
            Oversight = body.State.Oversight.Values.OrderBy(e => e.Id).Select(e => DirectoryFile.OversightRecord.Of(e, body.State, now)).OfType<DirectoryFile.OversightRecord>().ToList() is { Count: > 0 } entries ? entries : null,
        };
    }

    private static DirectoryFile.SeatRecord Seat(string body, Domain.Bodies.Seat seat, DateTimeOffset now)
    {
        var (terms, former) = (seat.Terms, seat.Known.Former(seat.Terms));
        var (own, agreed) = (KnownAs.Nothing.With(terms).Without(seat.Agreed), seat.Agreed.Former(terms));
        return new(
            seat.Id, body, terms.Email!.Value!, terms.Name?.Value, terms.Role, terms.Appointment, terms.Chair, terms.Order > 0 ? terms.Order : null, terms.Employer?.Value, terms.Accounts?.Value, terms.TermStart, terms.TermEnd)
        {
            FilledAt = seat.Begun ? seat.FilledAt : null, SamePersonAs = seat.SameAs.Count == 0 ? null : seat.SameAs,
            EndedAt = seat.EndedAt ?? (seat.IsKept(now) ? null : terms.TermEnd), Emeritus = seat.Emeritus,
            FormerNames = Listed(former.Names), FormerAccounts = Listed(former.Accounts), FormerEmployers = Listed(former.Employers),
            OwnNames = Listed(own.Names), OwnAccounts = Listed(own.Accounts), OwnEmployers = Listed(own.Employers),
            AgreedNames = Listed(Among(former.Names, agreed.Names, BlindIndex.NormalName)), AgreedAccounts = Listed(Among(former.Accounts, agreed.Accounts, BlindIndex.NormalAccount)),
            AgreedEmployers = Listed(Among(former.Employers, agreed.Employers, BlindIndex.NormalName)),
        };
    }

    // As it is written in the list beside.
    private static ImmutableList<string> Among(ImmutableList<string> former, ImmutableList<string> agreed, Func<string, string> normal) => [.. former.IntersectBy(agreed.Select(normal), normal)];

    private static ImmutableList<string>? Listed(ImmutableList<string> values) => values.Count == 0 ? null : values;
}
