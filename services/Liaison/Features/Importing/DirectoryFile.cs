using System.Text.Json;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;
using Coc.Liaison.Features.AddingBodies;
using Coc.Liaison.Features.FillingSeats;
using Coc.Liaison.Features.RegisteringEvents;
using Coc.Liaison.Features.SettingPolicies;
using Coc.Platform.Http;

namespace Coc.Liaison.Features.Importing;

/// <summary>The whole directory as a file: JSON as it stands here, or CSV with one row a record (<see cref="DirectoryCsv"/>). It holds people's names and addresses.</summary>
internal sealed record DirectoryFile(IReadOnlyList<DirectoryFile.BodyRecord>? Bodies, IReadOnlyList<DirectoryFile.SeatRecord>? Seats, IReadOnlyList<DirectoryFile.EventRecord>? Events)
{
    private const long Largest = 50 * 1024 * 1024;

    public static DirectoryFile Read(string path, DateTimeOffset now)
    {
        var name = Path.GetFileName(path);
        if (!File.Exists(path) || new FileInfo(path).Length > Largest)
        {
            throw new ImportFailure($"{name} is not there, or larger than 50 MB.");
        }

        try
        {
            var file = path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
                ? DirectoryCsv.Read(File.ReadAllBytes(path), path)
                : JsonSerializer.Deserialize<DirectoryFile>(File.ReadAllBytes(path), Json.Options) ?? throw new ImportFailure($"{name} is empty.");
            return file.Checked(name, now);
        }
        catch (JsonException e)
        {
            throw new ImportFailure($"{name}, line {e.LineNumber + 1}: at {e.Path} stands something else than expected.");
        }
    }

    // The rules that need the rest of the directory are asked by the importer.
    private DirectoryFile Checked(string file, DateTimeOffset now)
    {
        var check = new Check();
        foreach (var (body, i) in (Bodies ?? []).Select((b, i) => (b, i)))
        {
            check.That(body is not null, $"bodies[{i}]", "must not be null");
            check.That(BodyRules.IsSlug(body?.Slug), $"bodies[{i}].slug", "is not a slug").Text(body?.Name, $"bodies[{i}].name", BodyRules.LongestName)
                .OneOf(body?.Kind, $"bodies[{i}].kind", BodyRules.Kinds).OneOf(body?.Handling, $"bodies[{i}].handling", BodyRules.Handlings)
                .That(body?.Kind != "project" || body.Foundation is not null, $"bodies[{i}].foundation", "must name the foundation that serves it");
            PolicyRules.Check(body?.Policy ?? new PolicyTerms(), $"bodies[{i}].policy.", check);
            check.Responders(body?.Contacts, body?.CodeLink, body?.Conditions, body?.VerifiedOn, now);
        }

        foreach (var (seat, i) in (Seats ?? []).Select((s, i) => (s, i)))
        {
            check.That(BodyRules.IsSlug(seat?.Body), $"seats[{i}].body", "is not a slug");
            seat?.Request.Check(now, check, $"seats[{i}].");
        }

        foreach (var (entry, i) in (Events ?? []).Select((e, i) => (e, i)))
        {
            (entry?.Request ?? new(null, null, null, null, null, null, null)).Check(now, check, $"events[{i}].");
        }

        check.That((Bodies ?? []).GroupBy(b => b?.Slug).All(g => g.Count() == 1), "bodies", "must name each slug once")
            .That((Events ?? []).GroupBy(e => e?.Slug).All(g => g.Count() == 1), "events", "must name each slug once");
        try
        {
            check.Throw();
            return this;
        }
        catch (ProblemException e)
        {
            throw new ImportFailure($"{file}: {e.Problem.Errors!.Select(pair => $"{pair.Key} {pair.Value[0]}").First()}.");
        }
    }

    internal sealed record BodyRecord(
        string Slug, string Name, string Kind, string Handling, string? Foundation, string? Parent, DateOnly? VerifiedOn, IReadOnlyList<string>? Contacts, string? CodeLink,
        IReadOnlyList<string>? Conditions, ProjectFigures? Figures, PolicyTerms? Policy);

    /// <param name="Id">null: by body, address and role</param>
    internal sealed record SeatRecord(
        Guid? Id, string Body, string Email, string? Name, string Role, string? Appointment, bool Chair, int? Order, string? Employer, IReadOnlyList<string>? Accounts,
        DateTimeOffset? TermStart, DateTimeOffset? TermEnd)
    {
        public SeatRequest Request => new(Email, null, Name, Role, Appointment, Chair, Employer, Accounts, TermStart, TermEnd, Order);
    }

    internal sealed record EventRecord(
        string Slug, string Name, string Producer, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<string>? Bodies, string? OffHoursContact)
    {
        public RegisterEvent.EventRequest Request => new(Slug, Name, Producer, From, To, Bodies, OffHoursContact);
    }
}
