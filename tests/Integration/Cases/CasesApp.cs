using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Coc.Cases;
using Coc.Contracts;
using Coc.Contracts.Channel;
using Coc.Contracts.Liaison;
using Coc.Contracts.Sanctions;
using Coc.Integration.Fixtures;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Messaging;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Cases;

/// <summary>Cases with the committees of sextant and orrery next door; HTTP only, messages are handed to the handlers.</summary>
public sealed class CasesApp(PostgresServer server) : IAsyncLifetime
{
    internal static ServiceUnderTest Service { get; } = new("cases", typeof(CasesModule).Assembly, (builder, settings) => builder.AddCases(settings), app => app.MapCases());

    internal const string Bodies =
        """
        insert into app.bodies (slug, kind, foundation, parent, version) values
          ('sextant', 'project', 'orrery', 'meridian', 1), ('astrolabe', 'project', 'orrery', 'meridian', 1), ('orrery', 'foundation', 'orrery', 'meridian', 1), ('lodestar', 'foundation', 'lodestar', 'meridian', 1), ('meridian', 'parent', 'meridian', null, 1);
        """;

    public ServiceApp App { get; private set; } = null!;

    /// <summary>Reports with which somebody answers another.</summary>
    internal System.Collections.Concurrent.ConcurrentBag<Guid> Answers { get; } = [];

    /// <summary>Reports whose reporter one seat knows.</summary>
    internal System.Collections.Concurrent.ConcurrentDictionary<Guid, Guid> Held { get; } = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        App = await ServiceApp.StartAsync(server, Service, prepare: Bodies);
        foreach (var body in new[] { "sextant", "astrolabe", "orrery", "lodestar", "meridian" })
        {
            SetAside(body, Guid.Empty);
        }

        // Whoever is offered a case, by hand or because a rule gives it to them, has somebody there.
        foreach (var project in new[] { "sextant", "astrolabe", "lodestar" })
        {
            App.Neighbours.Answer($"POST /internal/handling/{project}", Sextant with { Slug = project });
        }

        App.Neighbours.Answer("POST /internal/handling/orrery", Orrery);
        App.Neighbours.Answer("POST /internal/handling/meridian", Orrery with { Slug = "meridian", Kind = "parent", Foundation = "meridian", Parent = null });
        App.Neighbours.Answer<HolderQuestion>("POST /internal/holders", q => new HolderAnswer([.. q.Reports.Select(r => Held.TryGetValue(r, out var seat) ? new ReportHolder(r, seat, Held: true) : new ReportHolder(r, null))]));
        App.Neighbours.Answer<CounterQuestion>("POST /internal/counter-reports", q => new CounterAnswer(q.Reports.Concat(q.Others).Any(Answers.Contains)));
        App.Neighbours.Answer<EvidenceOfCase>("POST /internal/evidence/of-case", _ => new EvidenceList([]));
        App.Neighbours.Answer<CodeNameQuestion>("POST /internal/code-names", q => new CodeNameAnswer([.. q.Persons.Select(p => $"{q.Body}-{p.ToString()[..4]}")]));
        App.Neighbours.Answer("POST /internal/seats/set-aside", new BodySetAside([]));
    }

    // Whatever the tests of a class have done.
    public async ValueTask DisposeAsync()
    {
        await SettledAsync(); // a table is compared with its replay when nothing is written any more
        await App.ShouldRebuildItselfAsync();
        await App.DisposeAsync();
    }

    /// <summary>After a jump of the clock answers fall due by themselves: until nothing is written any more.</summary>
    internal async Task SettledAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await DueAsync() is { Count: > 0 } due)
        {
            if (deadline.IsCancellationRequested)
            {
                throw new TimeoutException($"For ever due: {string.Join(", ", due)}");
            }

            await tick.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task<IReadOnlyList<string>> DueAsync()
    {
        await using var command = App.Daemon.CreateCommand("select kind from app.due where at <= $1 and kind in ('conflictAnswer', 'writtenWindow', 'transferReminder', 'transferUnanswered', 'transferUnsettled', 'handOverUnsettled', 'conflictReminder', 'urgentRung', 'coDecider', 'engagement', 'consentWindow', 'jointActed', 'jointUnchosen', 'summaryReminder', 'summaryOverdue', 'agreementStep', 'mediation', 'dataRequest', 'dataErasure', 'clockBreach')");
        command.Parameters.AddWithValue(Now);
        await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
        var kinds = new List<string>();
        while (await reader.ReadAsync(CancellationToken.None))
        {
            kinds.Add(reader.GetString(0));
        }

        return kinds;
    }

    public static Guid SeatOf(string name, string body, string role = "member") => Ids.V5(Guid.Empty, $"seat:{body}:{name}@{body}.example:{role}");

    internal static HandlingBody Body(string slug, params string[] members) => new(
        slug, slug == "orrery" ? "foundation" : "project", "orrery", "meridian", 3,
        new PolicyDocument(
            "majority", "majority", "majorityOfAll", members.Length <= 4 ? 2 : 3, "all", 24, new Period(BusinessDays: 3), new Period(Days: 7), new Period(Days: 30), 2,
            new BusinessCalendar([1, 2, 3, 4, 5], []), null, true, "meridian"),
        [.. members.Select((m, i) => new HandlingSeat(SeatOf(m, slug), Guid.NewGuid(), "member", i == 0, "elected", i + 1))]);

    internal static HandlingBody Sextant => Body("sextant", "ira", "juno", "kai", "lou", "mo");

    internal static HandlingBody Orrery => Body("orrery", "ada", "bo", "cleo", "dev", "eun");

    /// <summary>A member of a committee, signed in.</summary>
    internal Asking As(string name, string body = "sextant", string role = "member") =>
        new(App.As(new Caller(CallerKind.Seat, Ids.V5(Guid.Empty, name).ToString(), [new TicketSeat(SeatOf(name, body, role == "eventStaff" ? role : "member"), body, role, false)])));

    /// <summary>A report was routed; its id and the person it is about.</summary>
    internal async Task<(Guid Report, Guid Person)> RouteAsync(HandlingBody? body = null, string urgency = "normal", Guid? person = null, Func<Guid, ReportPlaces>? places = null, string identification = "claimed", Guid? reported = null)
    {
        body ??= Sextant;
        var report = reported ?? Guid.NewGuid();
        if (places is not null)
        {
            App.Neighbours.Answer($"GET /internal/reports/{report}/places", places(report));
        }

        person ??= Guid.NewGuid();
        App.Neighbours.Answer($"GET /internal/routings/{report}/{body.Slug}", body);
        App.Neighbours.Answer(
            $"GET /internal/reports/{report}/conflict-view",
            new ConflictView(report, Now, [body.Slug], null, [new StatedPerson(["github:skyline-7"], "Rex", null)], ["Affected Ann"]));
        Consents(report, ("foundation", "yes"));
        App.Neighbours.Answer($"GET /internal/reports/{report}/affected-knowledge", new AffectedKnowledge(report, false, []));
        await HandAsync(new ReportRouted(
            Origin(Guid.NewGuid()), report, body.Slug, "J1", "oneProject", Now, urgency, [body.Slug], null, [new IdentifiedSubject(0, person.Value, identification)]));
        return (report, person.Value);
    }

    /// <summary>What the reporter said about audiences, as Intake answers.</summary>
    internal void Consents(Guid report, params (string Audience, string Answer)[] said) =>
        App.Neighbours.Answer($"GET /internal/reports/{report}/consents", new ReportConsents(report, [.. said.Select(s => new AudienceConsent(s.Audience, s.Answer))]));

    /// <summary>Liaison says that these members must not read this report; of others, nobody.</summary>
    internal void SetAside(string body, Guid report, params string[] names) =>
        App.Neighbours.Answer<HandlingQuestion>($"POST /internal/set-aside/{body}", q => new BodySetAside(q.Reports.Contains(report) ? [.. names.Select(n => SeatOf(n, body))] : []));

    internal DateTimeOffset Now => App.Services.GetRequiredService<DomainClock>().GetUtcNow();

    internal void Advance(TimeSpan by) => App.Services.GetRequiredService<DomainClock>().Offset += by;

    /// <summary>These seats declare no conflict; the case they then share.</summary>
    internal async Task<Guid> TakeUpAsync(Guid report, string body = "sextant", params string[] names)
    {
        Guid id = default;
        foreach (var name in names.Length == 0 ? body == "sextant" ? ["ira", "juno", "kai", "lou", "mo"] : ["ada", "bo", "cleo", "dev", "eun"] : names)
        {
            var asked = await ItemAsync(name, report, body) ?? throw new InvalidOperationException($"{name} is not asked.");
            var (status, answer) = await As(name, body).PostAsync($"/api/conflict-requests/{asked["request"]}/answer", new { answer = "none", seen = (string?)asked["seen"] });
            status.ShouldBe(200);
            id = (Guid)answer["case"]!;
        }

        return id;
    }

    internal async Task<Guid> RequestAsync(string name, Guid report, string body = "sextant", string role = "member") =>
        (await ItemAsync(name, report, body, role)) is { } item ? (Guid)item["request"]! : throw new InvalidOperationException($"{name} is not asked.");

    internal async Task<JsonNode?> ItemAsync(string name, Guid report, string body = "sextant", string role = "member")
    {
        var (status, list) = await As(name, body, role).GetAsync($"/api/bodies/{body}/conflict-requests?limit=200");
        status.ShouldBe(200, list.ToJsonString());
        return list["items"]!.AsArray().FirstOrDefault(i => i!["reports"]!.AsArray().Any(r => (Guid)r! == report));
    }

    /// <summary>The reporter is told what was decided; the messages of the case then.</summary>
    internal async Task<IReadOnlyList<Guid>> WordAsync(Guid id, Guid report)
    {
        var drafted = await As("ira").DoAsync(id, "communications", new { to = "reporter", report, text = "We have decided." });
        var told = await As("juno").DoAsync(id, $"communications/{drafted["communications"]!.AsArray()[^1]!["id"]}/approve");
        return [.. told["messages"]!.AsArray().Select(m => (Guid)m!["id"]!)];
    }

    /// <summary>Hands a message to its handler, as the gate does.</summary>
    internal async Task HandAsync<TMessage>(TMessage message) where TMessage : class, IIntegrationMessage
    {
        await using var scope = App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IHandle<TMessage>>().HandleAsync(
            message, new Delivery("cases", typeof(TMessage).Name, message.Origin), Token);
    }

    internal Origin Origin(Guid? incident = null) =>
        new(Guid.NewGuid(), Guid.NewGuid(), 1, new Dictionary<string, long>(), "*directory*", incident, Guid.NewGuid(), null, "system", null, null, null, Now, null);

    internal async Task<object?> ScalarAsync(string sql)
    {
        await using var command = App.Daemon.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Token);
    }
}

/// <summary>One caller and what it hears.</summary>
internal sealed class Asking(HttpClient http)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task<(int Status, JsonNode Json)> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<(int Status, JsonNode Json)> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body ?? new { });

    /// <summary>A command that succeeds.</summary>
    public async Task<JsonNode> DoAsync(Guid id, string command, object? body = null)
    {
        var (status, json) = await PostAsync($"/api/cases/{id}/{command}", body);
        status.ShouldBe(200, $"{command}: {json.ToJsonString()}");
        return json;
    }

    /// <summary>A command that a rule refuses; its code.</summary>
    public async Task<string> RefusedAsync(Guid id, string command, object? body = null)
    {
        var (status, json) = await PostAsync($"/api/cases/{id}/{command}", body);
        status.ShouldBe(409, $"{command}: {json.ToJsonString()}");
        return (string)json["code"]!;
    }

    public async Task<(int Status, JsonNode Json)> SendAsync(HttpMethod method, string path, object? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, options: Json.Options) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        return ((int)response.StatusCode, response.StatusCode == HttpStatusCode.NoContent || text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
    }
}
