using System.Globalization;
using System.Text;
using System.Text.Json;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;
using Coc.Platform.Http;

namespace Coc.Liaison.Features.Importing;

/// <summary>
/// The directory as one table for a spreadsheet: the first column says what a row is (body, policy, duty, oversight, seat, event), the others are empty where they do not apply.
/// It carries all that JSON does: a policy as JSON in one cell, lists parted by semicolons. A cell that a spreadsheet would take for a formula has an apostrophe before it, which reading takes away.
/// </summary>
internal static class DirectoryCsv
{
    private static readonly string[] Columns =
    [
        "record", "slug", "name", "kind", "handling", "foundation", "parent", "verified_on", "contacts", "code_link", "conditions", "maturity", "maintainers", "employers",
        "largest_employer_share", "policy", "id", "body", "email", "role", "appointment", "chair", "order", "employer", "accounts", "term_start", "term_end", "producer", "from", "to",
        "bodies", "off_hours_contact", "effective_from", "seats", "relation", "above", "ended_at", "emeritus", "former_names", "former_accounts", "former_employers",
        "filled_at", "same_person_as", "own_names", "own_accounts", "own_employers", "agreed_names", "agreed_accounts", "agreed_employers",
        "turns", "turns_from", "time_zone",
    ];

    public static string Write(DirectoryFile file)
    {
        var text = new StringBuilder(string.Join(',', Columns)).Append('\n');
        foreach (var b in file.Bodies ?? [])
        {
            Row(text, new()
            {
                ["record"] = "body", ["slug"] = b.Slug, ["name"] = b.Name, ["kind"] = b.Kind, ["handling"] = b.Handling, ["foundation"] = b.Foundation, ["parent"] = b.Parent,
                ["verified_on"] = b.VerifiedOn?.ToString("O", CultureInfo.InvariantCulture), ["contacts"] = Joined(b.Contacts), ["code_link"] = b.CodeLink, ["conditions"] = Joined(b.Conditions),
                ["maturity"] = b.Figures?.Maturity, ["maintainers"] = Text(b.Figures?.Maintainers), ["employers"] = Text(b.Figures?.Employers),
                ["largest_employer_share"] = Text(b.Figures?.LargestEmployerShare), ["policy"] = b.Policy is null ? null : JsonSerializer.Serialize(b.Policy, Json.Options),
            });
            BodyRows(b, cells => Row(text, cells));
        }

        foreach (var s in file.Seats ?? [])
        {
            Row(text, new()
            {
                ["record"] = "seat", ["id"] = s.Id?.ToString(), ["body"] = s.Body, ["email"] = s.Email, ["name"] = s.Name, ["role"] = s.Role, ["appointment"] = s.Appointment,
                ["chair"] = s.Chair ? "yes" : "no", ["order"] = Text(s.Order), ["employer"] = s.Employer, ["accounts"] = Joined(s.Accounts), ["term_start"] = Text(s.TermStart), ["term_end"] = Text(s.TermEnd),
                ["ended_at"] = Text(s.EndedAt), ["emeritus"] = s.Emeritus ? "yes" : null, ["former_names"] = Joined(s.FormerNames), ["former_accounts"] = Joined(s.FormerAccounts),
                ["former_employers"] = Joined(s.FormerEmployers), ["filled_at"] = Text(s.FilledAt), ["same_person_as"] = Joined(s.SamePersonAs?.Select(id => id.ToString()).ToList()),
                ["own_names"] = Joined(s.OwnNames), ["own_accounts"] = Joined(s.OwnAccounts), ["own_employers"] = Joined(s.OwnEmployers),
                ["agreed_names"] = Joined(s.AgreedNames), ["agreed_accounts"] = Joined(s.AgreedAccounts), ["agreed_employers"] = Joined(s.AgreedEmployers),
            });
        }

        foreach (var e in file.Events ?? [])
        {
            Row(text, new()
            {
                ["record"] = "event", ["slug"] = e.Slug, ["name"] = e.Name, ["producer"] = e.Producer, ["from"] = Text(e.From), ["to"] = Text(e.To), ["bodies"] = Joined(e.Bodies),
                ["off_hours_contact"] = e.OffHoursContact,
            });
        }

        return text.ToString();
    }

    public static DirectoryFile Read(byte[] bytes, string file)
    {
        var (bodies, seats, events) = (new List<DirectoryFile.BodyRecord>(), new List<DirectoryFile.SeatRecord>(), new List<DirectoryFile.EventRecord>());
        var more = new DirectoryCsvRows();
        foreach (var cell in CsvRows.Of(bytes, file, Columns))
        {
            switch (cell["record"])
            {
                case "body":
                    bodies.Add(new(
                        cell["slug"] ?? "", cell["name"] ?? "", cell["kind"] ?? "", cell["handling"] ?? "", cell["foundation"], cell["parent"], cell.Day("verified_on"), Parted(cell["contacts"]), cell["code_link"],
                        Parted(cell["conditions"]), Figures(cell), cell["policy"] is { } policy ? cell.Try("policy", () => JsonSerializer.Deserialize<PolicyTerms>(policy, Json.Options)) : null)
                    {
                        PolicyPlace = cell.Place("policy"),
                    });
                    break;
                case "seat":
                    seats.Add(new(
                        cell["id"] is { } id ? cell.Try("id", () => Guid.Parse(id)) : null, cell["body"] ?? "", cell["email"] ?? "", cell["name"], cell["role"] ?? "", cell["appointment"],
                        cell["chair"] == "yes", cell.Number("order"), cell["employer"], Parted(cell["accounts"]), cell.Instant("term_start"), cell.Instant("term_end"))
                    {
                        EndedAt = cell.Instant("ended_at"), Emeritus = cell["emeritus"] == "yes", FormerNames = Parted(cell["former_names"]), FormerAccounts = Parted(cell["former_accounts"]),
                        FormerEmployers = Parted(cell["former_employers"]), FilledAt = cell.Instant("filled_at"),
                        SamePersonAs = Parted(cell["same_person_as"])?.Select(other => cell.Try("same_person_as", () => Guid.Parse(other))).ToList(),
                        OwnNames = Parted(cell["own_names"]), OwnAccounts = Parted(cell["own_accounts"]), OwnEmployers = Parted(cell["own_employers"]),
                        AgreedNames = Parted(cell["agreed_names"]), AgreedAccounts = Parted(cell["agreed_accounts"]), AgreedEmployers = Parted(cell["agreed_employers"]),
                    });
                    break;
                case "policy" or "duty" or "oversight":
                    more.Take(cell);
                    break;
                case "event":
                    events.Add(new(
                        cell["slug"] ?? "", cell["name"] ?? "", cell["producer"] ?? "", cell.Instant("from") ?? throw cell.Wrong("from", "is missing"), cell.Instant("to") ?? throw cell.Wrong("to", "is missing"),
                        Parted(cell["bodies"]), cell["off_hours_contact"]));
                    break;
                default:
                    throw cell.Wrong("record", "is not one of body, policy, duty, oversight, seat, event");
            }
        }

        return new([.. more.Complete(bodies)], seats, events);
    }

    private static void BodyRows(DirectoryFile.BodyRecord body, Action<Dictionary<string, string?>> row)
    {
        foreach (var policy in body.Policies ?? [])
        {
            row(new() { ["record"] = "policy", ["body"] = body.Slug, ["effective_from"] = Text(policy.EffectiveFrom), ["policy"] = JsonSerializer.Serialize(policy.Terms, Json.Options) });
        }

        if (body.Duty is { } duty)
        {
            row(new()
            {
                ["record"] = "duty", ["body"] = body.Slug, ["seats"] = Joined([.. duty.Select(id => id.ToString())]),
                ["turns"] = body.DutyTurns?.Every, ["turns_from"] = body.DutyTurns?.From.ToString("O", CultureInfo.InvariantCulture), ["time_zone"] = body.DutyTurns?.TimeZone,
            });
        }

        foreach (var entry in body.Oversight ?? [])
        {
            row(new()
            {
                ["record"] = "oversight", ["body"] = body.Slug, ["id"] = entry.Id.ToString(), ["relation"] = entry.Relation, ["above"] = entry.Body, ["name"] = entry.Name, ["accounts"] = Joined(entry.Accounts),
                ["seats"] = entry.Seats is null ? null : Joined([.. entry.Seats.Select(id => id.ToString())]),
            });
        }
    }

    private static ProjectFigures? Figures(CsvRow cell) => cell["maturity"] is { } maturity
        ? new(maturity, cell.Number("maintainers") ?? 0, cell.Number("employers") ?? 0, cell["largest_employer_share"] is { } share ? cell.Try("largest_employer_share", () => decimal.Parse(share, CultureInfo.InvariantCulture)) : 0)
        : null;

    private static void Row(StringBuilder text, Dictionary<string, string?> cells) => text.AppendJoin(',', Columns.Select(c => Quoted(cells.GetValueOrDefault(c)))).Append('\n');

    private static string Quoted(string? cell)
    {
        var shown = cell is ['=' or '+' or '-' or '@' or '\t' or '\'', ..] ? "'" + cell : cell ?? "";
        return shown.AsSpan().IndexOfAny(",\"\n\r") >= 0 || shown != shown.Trim() ? $"\"{shown.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : shown;
    }

    private static string? Joined(IReadOnlyList<string>? list) =>
        list is null ? null : string.Join(';', list.Select(t => t.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)));

    public static List<string>? Parted(string? cell)
    {
        if (cell is null)
        {
            return null;
        }

        var (parts, part) = (new List<string>(), new StringBuilder());
        for (var i = 0; i < cell.Length; i++)
        {
            if (cell[i] == ';')
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                i += cell[i] == '\\' && i + 1 < cell.Length ? 1 : 0;
                part.Append(cell[i]);
            }
        }

        parts.Add(part.ToString());
        return parts;
    }

    private static string? Text(IFormattable? value) => value?.ToString(value is DateTimeOffset ? "O" : null, CultureInfo.InvariantCulture);
}
