using Coc.EventStore;
using Coc.Sanctions.Domain;
using Npgsql;

namespace Coc.Sanctions.Features.CheckingAttendees;

/// <summary>What holds during an event, by keyed hashes; and the written record of who asked (R59).</summary>
internal sealed class AttendeeTable(NpgsqlDataSource database)
{
    /// <summary>Raised when somebody has asked about too many people within a day.</summary>
    public const string TooMany = "CC429";

    // Every body's rows, those of its foundation and parent among them.
    private const string Holding =
        """
        select s.account_hash, s.level, s.space <> '' from app.standing s
        where s.account_hash = any ($2) and s.tenant_id = any (app.standing_scopes($1)) and s.level > 1 and s.space in ('', $3)
          and s.from_at <= $5 and (s.until_at is null or (s.until_at > $4 and s.until_at > s.from_at))
        """;

    public async Task<ILookup<string, AtEvent>> HoldingAsync(
        IReadOnlyList<string> bodies, byte[][] accounts, string space, (DateTimeOffset From, DateTimeOffset To) window, CancellationToken cancellationToken)
    {
        var found = new List<(string Account, AtEvent Measure)>();
        foreach (var body in bodies)
        {
            found.AddRange(await database.ReadAsync(
                body, Holding, [body, accounts, space, window.From, window.To],
                row => (Convert.ToHexString(row.GetFieldValue<byte[]>(0)), new AtEvent(row.GetInt32(1), row.GetBoolean(2))), cancellationToken));
        }

        return found.ToLookup(f => f.Account, f => f.Measure);
    }

    /// <param name="most">accounts that one person may ask about within the time since</param>
    public static IEnumerable<StoreStatement> Record(AttendeeCheck check, DateTimeOffset since, int most)
    {
        var body = check.Body;
        // One at a time for each person: two at once could ask for twice as much.
        yield return new(body, "select pg_advisory_xact_lock(hashtextextended($1, 90))", check.Account.ToString());
        yield return new(
            body, "insert into app.attendee_checks (tenant_id, id, event, asker, account, at, recorded, lines, accounts, unreadable) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            body, check.Id, check.Event, check.Asker, check.Account, check.At, check.Recorded, check.Lines, check.Accounts, check.Unreadable);
        yield return new(
            body, "select mt.coc_expect((select sum(accounts) from app.attendee_checks where tenant_id = $1 and account = $2 and recorded > $3) <= $4, $5)",
            body, check.Account, since, most, TooMany);
        if (check.Answered.Count > 0)
        {
            yield return new(
                body, "insert into app.attendee_answers (tenant_id, check_id, line, account_hash, standing) select $1, $2, a.line, a.account_hash, a.standing from unnest($3, $4, $5) a (line, account_hash, standing)",
                body, check.Id, check.Answered.Select(a => a.Line).ToArray(), check.Answered.Select(a => a.Hash).ToArray(), check.Answered.Select(a => a.Standing).ToArray());
        }
    }
}

/// <summary>The record: of whom nothing was said there is a number, and no more.</summary>
internal sealed record AttendeeCheck(
    Guid Id, string Body, string Event, Guid Asker, Guid Account, DateTimeOffset At, DateTimeOffset Recorded, int Lines, int Accounts, int Unreadable, IReadOnlyList<AnsweredLine> Answered);

internal sealed record AnsweredLine(int Line, byte[] Hash, string Standing);
