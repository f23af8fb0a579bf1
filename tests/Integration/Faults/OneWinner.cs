using System.Text;
using Coc.EventStore;
using Coc.Integration.EventStore;
using FsCheck;
using FsCheck.Fluent;

namespace Coc.Integration.Faults;

/// <summary>
/// Random appends by several processes at once, each with what it remembers: of every round there is an order in which a list in memory would have given
/// the same answers, so that each version has exactly one winner. In the end the database holds what that list holds.
/// </summary>
public sealed class OneWinner(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly string[] Tenants = ["project-a", "project-b", "project-a"];

    [Fact]
    public async Task Concurrent_appends_are_answered_as_if_one_came_after_the_other()
    {
        PostgresEventStore[] writers = [fixture.NewStore(), fixture.NewStore(), fixture.NewStore()];
        // The order of what is done at once is nobody's to repeat: instead of making a failure smaller, the first one is told as it was.
        var schedules = Arb.From(ArbMap.Default.GeneratorFor<Step[]>());
        var property = Prop.ForAll(schedules, (Step[] steps) => RunAsync(steps, writers));

        await Task.Run(() => property.Check(Config.QuickThrowOnFailure.WithMaxTest(Nightly.Schedules).WithEndSize(60).WithQuietOnSuccess(true)), TestContext.Current.CancellationToken);

        foreach (var writer in writers)
        {
            await writer.DisposeAsync();
        }
    }

    private async Task RunAsync(Step[] steps, PostgresEventStore[] writers)
    {
        var streams = Tenants.Select(Given.Stream).ToList();
        var (log, earlier, told) = (NaiveLog.Empty, new List<Ask>(), new StringBuilder());
        foreach (var round in Step.Rounds(steps))
        {
            var asks = round.Select(step => (By: step.By(writers.Length), Ask: step.ToAsk(log, streams, earlier))).ToList();
            var answers = await Task.WhenAll(asks.Select(async a => (a.Ask, Answer: await AnswerAsync(writers[a.By], a.Ask))));
            foreach (var ((by, ask), (_, answer)) in asks.Zip(answers))
            {
                told.AppendLine($"{by}: {string.Join(" and ", ask.Parts.Select(p => $"{p.Ids.Count} at {streams.IndexOf(p.Stream)} expecting {p.Expected}"))}{(ask.Fails ? ", failing" : "")}: {answer}");
            }

            told.AppendLine("--");
            log = log.AfterAll(answers).ShouldNotBeNull($"no order explains the last round:\n{told}");
            earlier.AddRange(asks.Select(a => a.Ask).Where(a => !earlier.Contains(a)));
        }

        await ShouldHoldAsync(log, streams, told.ToString());
    }

    private static async Task<Answer> AnswerAsync(PostgresEventStore writer, Ask ask)
    {
        const string Listed = "insert into app.note_list (tenant_id, id, pages) values ($1, $2, $3)";
        var statements = ask.Parts.Select(p => new StoreStatement(
            p.Stream.Tenant, Listed + " on conflict (tenant_id, id) do update set pages = note_list.pages + excluded.pages", p.Stream.Tenant, p.Stream.Id, p.Ids.Count));
        var failing = new StoreStatement(ask.Parts[0].Stream.Tenant, Listed, ask.Parts[0].Stream.Tenant, ask.Parts[0].Stream.Id, 0);
        try
        {
            var appended = await writer.AppendAsync(new Append(
                [.. ask.Parts.Select(p => new StreamAppend(p.Stream, "note", p.Expected, [.. p.Ids.Select(id => new NewEvent(id, Taken(id)))]))], Given.Context())
            {
                Statements = [.. statements, .. ask.Fails ? [failing] : Array.Empty<StoreStatement>()],
            });
            appended.Events.Select(e => e.Id).ShouldBe(ask.Parts.SelectMany(p => p.Ids));
            return new Answer([.. appended.Events.Select(e => e.Version)], appended.Repeated, null);
        }
        catch (StreamConflictException conflict)
        {
            return new Answer(null, false, (conflict.Stream, conflict.Actual));
        }
        catch (UniqueViolationException broken) when (ask.Fails && broken.Constraint == "pk_note_list")
        {
            return new Answer(null, false, null);
        }
    }

    private static StoreEvent.NoteTaken Taken(Guid id) => new(id.ToString(), 1, Mood.Calm, Sensitive.Of($"text of {id}", "panel"));

    private async Task ShouldHoldAsync(NaiveLog log, List<StreamKey> streams, string told)
    {
        await using var reader = fixture.NewStore();
        foreach (var (stream, wanted) in (await reader.ReadAsync(streams)).Zip(streams.Select(s => log.Streams.GetValueOrDefault(s, []))))
        {
            stream.Version.ShouldBe(wanted.Count, told);
            stream.Events.Select(e => e.Id).ShouldBe(wanted, told);
            stream.Events.Select(e => ((StoreEvent.NoteTaken)e.Data).Text!.Value).ShouldBe(wanted.Select(id => $"text of {id}"), told);
            (await fixture.Daemon.ScalarAsync<int>($"select pages from app.note_list where id = '{stream.Key.Id}'")).ShouldBe(wanted.Count, told);
        }

        (await Log.ReadAsync(fixture.Daemon, streams)).BrokenStreams().ShouldBeEmpty(told);
    }
}
