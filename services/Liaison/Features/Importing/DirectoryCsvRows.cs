using System.Text.Json;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;
using Coc.Platform.Http;

namespace Coc.Liaison.Features.Importing;

/// <summary>Rows of a table that say more of a body than its own row can: policies, rota, who stands above its seats. They may stand before or after it.</summary>
internal sealed class DirectoryCsvRows
{
    private readonly List<(CsvRow Row, DatedTerms Policy)> policies = [];
    private readonly List<(CsvRow Row, IReadOnlyList<Guid> Seats, DutyTurns? Turns)> rotas = [];
    private readonly List<(CsvRow Row, DirectoryFile.OversightRecord Entry)> oversight = [];

    public void Take(CsvRow cell)
    {
        switch (cell["record"])
        {
            case "policy":
                policies.Add((cell, new(
                    cell.Instant("effective_from") ?? throw cell.Wrong("effective_from", "is missing"),
                    cell["policy"] is { } policy ? cell.Try("policy", () => JsonSerializer.Deserialize<PolicyTerms>(policy, Json.Options)!) : throw cell.Wrong("policy", "is missing")) { Place = cell.Place("policy") }));
                break;
            case "duty":
                rotas.Add((cell, Ids(cell) ?? throw cell.Wrong("seats", "is missing"), Turns(cell)));
                break;
            default:
                oversight.Add((cell, new(
                    cell["id"] is { } id ? cell.Try("id", () => Guid.Parse(id)) : throw cell.Wrong("id", "is missing"), cell["relation"] ?? "", cell["above"], cell["name"],
                    DirectoryCsv.Parted(cell["accounts"]), Ids(cell))));
                break;
        }
    }

    /// <summary>The bodies with what these rows say of them.</summary>
    public IEnumerable<DirectoryFile.BodyRecord> Complete(IReadOnlyList<DirectoryFile.BodyRecord> bodies)
    {
        var known = bodies.Select(b => b.Slug).ToHashSet();
        if (policies.Select(p => p.Row).Concat(rotas.Select(r => r.Row)).Concat(oversight.Select(o => o.Row)).FirstOrDefault(r => !known.Contains(r["body"] ?? "")) is { } stray)
        {
            throw stray.Wrong("body", "is not a body with a row of its own");
        }

        if (rotas.GroupBy(r => r.Row["body"]).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw twice.Last().Row.Wrong("body", "has a rota already");
        }

        return bodies.Select(b => b with
        {
            Policies = Listed(policies.Where(p => p.Row["body"] == b.Slug).Select(p => p.Policy)),
            Duty = rotas.FirstOrDefault(r => r.Row["body"] == b.Slug).Seats,
            DutyTurns = rotas.FirstOrDefault(r => r.Row["body"] == b.Slug).Turns,
            Oversight = Listed(oversight.Where(o => o.Row["body"] == b.Slug).Select(o => o.Entry)),
        });
    }

    private static List<T>? Listed<T>(IEnumerable<T> found) => found.ToList() is { Count: > 0 } some ? some : null;

    private static DutyTurns? Turns(CsvRow cell) => cell["turns"] is { } every
        ? new(every, cell.Day("turns_from") ?? throw cell.Wrong("turns_from", "is missing"), cell["time_zone"] ?? throw cell.Wrong("time_zone", "is missing"))
        : null;

    private static List<Guid>? Ids(CsvRow cell) => DirectoryCsv.Parted(cell["seats"])?.Select(id => cell.Try("seats", () => Guid.Parse(id))).ToList();
}
