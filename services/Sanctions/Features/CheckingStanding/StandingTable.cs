using Coc.EventStore;
using Coc.Platform.Configuration;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Sanctions.Features.CheckingStanding;

/// <summary>Reads app.standing: the rows of one account that hold at the instant at which they are read. Checks that wait at that instant are read together.</summary>
internal sealed class StandingTable
{
    private const string KeyOfBody = "select id from app.api_keys where tenant_id = $1 and key_hash = $2 and revoked is null";

    // By itself the database plans such a statement anew each time, which takes longer than running it: it takes lists it has not seen for longer than ours are.
    private const string PlannedOnce = "select set_config('plan_cache_mode', 'force_generic_plan', true)";

    private readonly NpgsqlDataSource database;
    private readonly ServiceSettings settings;
    private readonly DomainClock clock;
    private readonly AskedTogether<StandingQuestion, StandingFound?> together;

    public StandingTable(NpgsqlDataSource database, ServiceSettings settings, DomainClock clock)
    {
        (this.database, this.settings, this.clock) = (database, settings, clock);
        together = new(AskAsync);
    }

    /// <summary>How many wait for the next trip.</summary>
    internal int Waiting => together.Waiting;

    public byte[] HashOfKey(string key) => Codes.Hash(settings.Pepper, "api-key", key);

    /// <summary>The id of a key that opens a body now, or null.</summary>
    public async Task<Guid?> KeyAsync(string body, string key, CancellationToken cancellationToken) =>
        await database.ReadAsync(body, KeyOfBody, [body, HashOfKey(key)], row => row.GetGuid(0), cancellationToken) is [var id] ? id : null;

    /// <summary>What holds; null when the key is not the body's.</summary>
    public Task<StandingFound?> ReadAsync(StandingQuestion question, CancellationToken cancellationToken) => together.AskAsync(question, cancellationToken);

    // Nobody's request: who gives up takes the trip from nobody.
    private async Task<IReadOnlyList<StandingFound?>> AskAsync(IReadOnlyList<StandingQuestion> questions)
    {
        var bodies = new Dictionary<string, BodyQuestions>(StringComparer.Ordinal);
        for (var i = 0; i < questions.Count; i++)
        {
            var body = questions[i].Body;
            (bodies.TryGetValue(body, out var asked) ? asked : bodies[body] = new(body)).Add(i, questions[i]);
        }

        await using var batch = database.CreateBatch().Add(PlannedOnce);
        var now = clock.GetUtcNow();
        foreach (var body in bodies.Values)
        {
            body.Ask(batch, now);
        }

        var answers = new StandingFound?[questions.Count];
        await using var reader = await batch.ReadRowsAsync();
        foreach (var body in bodies.Values)
        {
            await body.ReadAsync(reader, answers);
        }

        return answers;
    }
}
