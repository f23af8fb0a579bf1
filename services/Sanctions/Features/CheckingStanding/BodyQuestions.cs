using Coc.EventStore;
using Npgsql;

namespace Coc.Sanctions.Features.CheckingStanding;

/// <summary>The questions of one trip about one body: they act as its tenant and see no other's rows, whoever else is on the trip.</summary>
internal sealed class BodyQuestions(string body)
{
    // n: which question. Numbers are this trip's own.
    private const string InForce =
        """
        select q.n, s.level, s.until_at from unnest($2, $3) with ordinality q (account, space, n) join app.standing s on s.account_hash = q.account
        where s.tenant_id in ($1, (select '*all:' || b.foundation from app.bodies b where b.slug = $1), (select '*all:' || b.parent from app.bodies b where b.slug = $1))
          and s.from_at <= $4 and (s.until_at is null or s.until_at > $4) and (s.space = '' or q.space = '' or s.space = q.space)
          and (s.level > 1 or exists (select from unnest($5, $6) f (n, seat) where f.n = q.n and f.seat = any (s.seats)))
        """;

    private const string KeysOfBody =
        "select q.n, k.id from unnest($2) with ordinality q (hash, n) join app.api_keys k on k.key_hash = q.hash where k.tenant_id = $1 and k.revoked is null";

    private readonly List<(int Place, StandingQuestion Question)> questions = [];

    public void Add(int place, StandingQuestion question) => questions.Add((place, question));

    public void Ask(NpgsqlBatch batch, DateTimeOffset now)
    {
        batch.SetTenant(body).Add(InForce, body, questions.ConvertAll(q => q.Question.Account).ToArray(), questions.ConvertAll(q => q.Question.Space).ToArray(), now, Askers(q => q.Number), Askers(q => q.Seat));
        if (Keyed.Any())
        {
            batch.Add(KeysOfBody, body, Keyed.Select(q => q.Question.Key!).ToArray());
        }
    }

    /// <summary>Reads the results of what was asked, the tenant's first.</summary>
    public async Task ReadAsync(NpgsqlDataReader reader, StandingFound?[] answers)
    {
        await reader.NextResultAsync();
        var rows = new List<(int, DateTimeOffset?)>?[questions.Count];
        while (await reader.ReadAsync())
        {
            (rows[reader.GetInt64(0) - 1] ??= []).Add((reader.GetInt32(1), reader.InstantOrNull(2)));
        }

        await reader.NextResultAsync();
        var keys = await KeysAsync(reader);
        for (var i = 0; i < questions.Count; i++)
        {
            var (place, question) = questions[i];
            answers[place] = question.Key is null ? new(rows[i] ?? [], Guid.Empty) : keys.TryGetValue(place, out var key) ? new(rows[i] ?? [], key) : null;
        }
    }

    private IEnumerable<(int Place, StandingQuestion Question)> Keyed => questions.Where(q => q.Question.Key is not null);

    private T[] Askers<T>(Func<(long Number, Guid Seat), T> part) => [.. questions.SelectMany((q, i) => q.Question.Seats.Select(seat => part((i + 1, seat))))];

    private async Task<IReadOnlyDictionary<int, Guid>> KeysAsync(NpgsqlDataReader reader)
    {
        var keys = new Dictionary<int, Guid>();
        if (Keyed.Select(q => q.Place).ToList() is not { Count: > 0 } places)
        {
            return keys;
        }

        while (await reader.ReadAsync())
        {
            keys[places[(int)reader.GetInt64(0) - 1]] = reader.GetGuid(1);
        }

        await reader.NextResultAsync();
        return keys;
    }
}
