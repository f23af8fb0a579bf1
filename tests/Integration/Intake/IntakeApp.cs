using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Coc.Integration.Fixtures;
using Coc.Intake;

namespace Coc.Integration.Intake;

/// <summary>Intake, knowing the bodies <c>sextant</c>, <c>gnomon</c>, <c>orrery</c> and the event <c>orrerycon</c>; HTTP only.</summary>
public sealed class IntakeApp(PostgresServer server) : IAsyncLifetime
{
    internal static ServiceUnderTest Service { get; } = new("intake", typeof(IntakeModule).Assembly, (builder, settings) => builder.AddIntake(settings), app => app.MapIntake());

    internal const string Bodies =
        """
        insert into app.bodies (slug, kind, version) values ('sextant', 'project', 1), ('gnomon', 'project', 1), ('orrery', 'foundation', 1);
        insert into app.events (slug) values ('orrerycon');
        """;

    public ServiceApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await ServiceApp.StartAsync(server, Service, prepare: Bodies);

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <summary>Files a report; answers its id and receipt.</summary>
    internal async Task<(Guid Report, string Receipt)> FileAsync(object report)
    {
        using var http = App.AsPublic();
        http.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var response = await http.PostAsJsonAsync("/api/reports", report, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return (answer.GetProperty("report").GetGuid(), answer.GetProperty("receipt").GetString()!);
    }

    internal async Task<long> EventsAsync() => (long)(await ScalarAsync("select count(*) from mt.mt_events"))!;

    internal async Task<object?> ScalarAsync(string sql)
    {
        await using var command = App.Daemon.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    internal static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
