using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Features.SettingDuty;
using Coc.Liaison.Features.SettingPolicies;
using Coc.Platform.Http;

namespace Coc.Liaison.Features.Importing;

/// <summary>Shapes of what a directory file says beside what people say over HTTP.</summary>
internal static class FileRules
{
    private const int MostAccounts = 20;
    private const int Longest = 200;

    public static void Check(DirectoryFile.BodyRecord? body, string at, DateTimeOffset now, Check check)
    {
        // What grows by itself has no largest number here: an export has to come in again, whatever became of the directory. The file's size bounds it.
        check.That(body?.Policy is null || body.Policies is null, at + "policies", "must not stand beside policy: they are all of it")
            .That(body?.Policies is null || body.Policies.Any(p => p is not null && p.EffectiveFrom <= now), at + "policies", "must have one that is in force");
        foreach (var (policy, i) in (body?.Policies ?? []).Select((p, i) => (p, i)))
        {
            check.That(policy?.Terms is not null, $"{at}policies[{i}].terms", "is missing").Near(policy?.EffectiveFrom, $"{at}policies[{i}].effectiveFrom", now);
            PolicyRules.Check(policy?.Terms ?? new(), $"{at}policies[{i}].terms.", check);
        }

        DutyShape.Check(body?.DutyTurns, at + "dutyTurns", check);
        foreach (var (entry, i) in (body?.Oversight ?? []).Select((e, i) => (e, i)))
        {
            var person = !string.IsNullOrWhiteSpace(entry?.Name) || entry?.Accounts is { Count: > 0 };
            check.That(entry is not null && entry.Id != Guid.Empty, $"{at}oversight[{i}].id", "is missing").OneOf(entry?.Relation, $"{at}oversight[{i}].relation", [.. OversightEntry.Relations])
                .That(person != (entry?.Body is not null), $"{at}oversight[{i}].name", "must be a person by name or accounts, or a body, and not both")
                .That(entry?.Seats is not { Count: 0 }, $"{at}oversight[{i}].seats", "must name seats, or be left out for all of them");
            check.AtMost(entry?.Accounts, $"{at}oversight[{i}].accounts", MostAccounts);
            Texts(entry?.Accounts, $"{at}oversight[{i}].accounts", check);
        }
    }

    public static void Check(DirectoryFile.SeatRecord? seat, string at, DateTimeOffset now, Check check)
    {
        check.That(seat?.EndedAt is null || seat.EndedAt <= now, at + "endedAt", "must be in the past").That(seat?.Emeritus != true || seat.EndedAt is not null, at + "emeritus", "is a label for a seat that has ended")
            .That(seat?.FilledAt is null || seat.FilledAt <= now, at + "filledAt", "must be in the past").Near(seat?.FilledAt, at + "filledAt", now);
        Texts(seat?.FormerNames, at + "formerNames", check);
        Texts(seat?.FormerAccounts, at + "formerAccounts", check);
        Texts(seat?.FormerEmployers, at + "formerEmployers", check);
        Agreement(seat, at, check);
    }

    // Who agreed to what is said of values that stand in the seat, or stood there: it adds none.
    private static void Agreement(DirectoryFile.SeatRecord? seat, string at, Check check)
    {
        if (seat is null)
        {
            return;
        }

        foreach (var (texts, name, among) in new[]
        {
            (seat.OwnNames, "ownNames", seat.Name is null ? [] : [seat.Name]), (seat.OwnAccounts, "ownAccounts", seat.Accounts ?? []), (seat.OwnEmployers, "ownEmployers", seat.Employer is null ? [] : [seat.Employer]),
            (seat.AgreedNames, "agreedNames", seat.FormerNames ?? []), (seat.AgreedAccounts, "agreedAccounts", seat.FormerAccounts ?? []), (seat.AgreedEmployers, "agreedEmployers", seat.FormerEmployers ?? []),
        })
        {
            check.That((texts ?? []).All(among.Contains), at + name, "must stand among the seat's values of this kind, of now for its holder's own, of before for the agreed ones");
        }
    }

    private static void Texts(IReadOnlyList<string?>? texts, string at, Check check)
    {
        for (var i = 0; i < (texts?.Count ?? 0); i++)
        {
            check.Text(texts![i], $"{at}[{i}]", Longest);
        }
    }
}
