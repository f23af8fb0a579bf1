using System.Text.Json;
using Coc.Liaison.Domain.Policies;
using Coc.Liaison.Features.AddingBodies;
using Coc.Liaison.Features.FillingSeats;
using Coc.Platform.Http;

namespace Coc.Liaison.Features.Importing;

/// <summary>Reads a whole foundation from JSON: bodies, and seats with their holders. Accounts' passwords are Identity's, spaces are Sanctions'.</summary>
internal sealed record FoundationFile(IReadOnlyList<FoundationFile.BodyEntry>? Bodies, IReadOnlyList<FoundationFile.AccountEntry>? Accounts, IReadOnlyList<FoundationFile.SeatEntry>? Seats)
{
    public static FoundationFile Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new ImportFailure($"{path} is not there.");
        }

        try
        {
            var file = JsonSerializer.Deserialize<FoundationFile>(File.ReadAllBytes(path), Json.Options) ?? throw new ImportFailure($"{Path.GetFileName(path)} is empty.");
            file.Check(Path.GetFileName(path));
            return file;
        }
        catch (JsonException e)
        {
            throw new ImportFailure($"{Path.GetFileName(path)}, line {e.LineNumber + 1}: at {e.Path} stands something else than expected.");
        }
    }

    private void Check(string file)
    {
        Require(Bodies?.Contains(null!) != true && Accounts?.Contains(null!) != true && Seats?.Contains(null!) != true, "a list");
        foreach (var (body, i) in (Bodies ?? []).Select((b, i) => (b, i)))
        {
            Require(BodyRules.IsSlug(body.Slug), $"bodies[{i}].slug");
            Require(!string.IsNullOrWhiteSpace(body.Name), $"bodies[{i}].name");
            Require(BodyRules.Kinds.Contains(body.Kind), $"bodies[{i}].kind");
            Require(BodyRules.Handlings.Contains(body.Handling), $"bodies[{i}].handling");
            Require(body.Kind != "project" || Bodies!.Any(b => b.Slug == body.Foundation && b.Kind == "foundation"), $"bodies[{i}].foundation");
            Require(body.Parent is null || Bodies!.Any(b => b.Slug == body.Parent && b.Kind == "parent"), $"bodies[{i}].parent");
        }

        foreach (var (seat, i) in (Seats ?? []).Select((s, i) => (s, i)))
        {
            Require(Bodies?.Any(b => b.Slug == seat.Body) == true, $"seats[{i}].body");
            Require(Accounts?.Any(a => a.Email == seat.Email) == true, $"seats[{i}].email");
            Require(SeatRequest.Roles.Contains(seat.Role), $"seats[{i}].role");
            Require(SeatRequest.Appointments.Contains(seat.Appointment), $"seats[{i}].appointment");
        }

        void Require(bool holds, string at)
        {
            if (!holds)
            {
                throw new ImportFailure($"{file}: {at} is missing or does not fit.");
            }
        }
    }

    internal sealed record BodyEntry(string Slug, string Name, string Kind, string Handling, string? Foundation, string? Parent, PolicyTerms? Policy);

    internal sealed record AccountEntry(string Email, string? Name);

    internal sealed record SeatEntry(
        string Body, string Email, string Role, string Appointment, bool Chair, int Order, string? Employer, IReadOnlyList<string>? Accounts);
}
