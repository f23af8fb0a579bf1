using Coc.Liaison.Domain.Policies;

namespace Coc.Liaison.Features.Importing;

/// <summary>
/// A whole foundation as JSON: bodies, and seats whose holders' names stand with their accounts. Accounts' passwords are Identity's, spaces are Sanctions'. To the directory it is a file like any other:
/// the same shapes, the same rules, all or nothing.
/// </summary>
internal sealed record FoundationFile(IReadOnlyList<FoundationFile.BodyEntry?>? Bodies, IReadOnlyList<FoundationFile.AccountEntry?>? Accounts, IReadOnlyList<FoundationFile.SeatEntry?>? Seats)
{
    public static DirectoryFile Read(string path, DateTimeOffset now)
    {
        var (file, name) = (JsonFile.Read<FoundationFile>(path), Path.GetFileName(path));
        return file.AsDirectory(name).Checked(name, now);
    }

    private DirectoryFile AsDirectory(string file)
    {
        var names = (Accounts ?? []).OfType<AccountEntry>().GroupBy(a => a.Email).ToDictionary(g => g.Key, g => g.First().Name);
        return new([.. (Bodies ?? []).Select(Body)], [.. (Seats ?? []).Select(Seat)], null);

        static DirectoryFile.BodyRecord Body(BodyEntry? b) => b is null ? null! // a null in the list is refused with its place, as in every file
            : new(b.Slug, b.Name, b.Kind, b.Handling, b.Foundation, b.Parent, null, null, null, null, null, b.Policy);

        DirectoryFile.SeatRecord Seat(SeatEntry? s, int i) => s is null ? null!
            : names.TryGetValue(s.Email, out var name) ? new(null, s.Body, s.Email, name, s.Role, s.Appointment, s.Chair, s.Order, s.Employer, s.Accounts, null, null)
            : throw new ImportFailure($"{file}: seats[{i}].email has no account in the file.");
    }

    internal sealed record BodyEntry(string Slug, string Name, string Kind, string Handling, string? Foundation, string? Parent, PolicyTerms? Policy);

    internal sealed record AccountEntry(string Email, string? Name);

    internal sealed record SeatEntry(
        string Body, string Email, string Role, string Appointment, bool Chair, int Order, string? Employer, IReadOnlyList<string>? Accounts);
}
