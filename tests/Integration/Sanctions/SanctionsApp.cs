using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.Contracts.Liaison;
using Coc.Integration.Fixtures;
using Coc.Platform;
using Coc.Platform.Messaging;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Coc.Sanctions;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Sanctions;

/// <summary>Sanctions with the demo's bodies and spaces; a case exists for whom a test opens it.</summary>
public sealed class SanctionsApp(PostgresServer server) : IAsyncLifetime
{
    private static readonly ServiceUnderTest Service = new("sanctions", typeof(SanctionsModule).Assembly, Add, app => app.MapSanctions());
    private static readonly string[] Projects = ["sextant", "astrolabe", "gnomon", "quadrant"];

    // What the world's names lead to, as far as these tests tell.
    private static readonly Dictionary<string, System.Net.IPAddress[]> Names = new()
    {
        ["inside.example"] = [System.Net.IPAddress.Loopback],
        ["half-inside.example"] = [System.Net.IPAddress.Parse("93.184.215.14"), System.Net.IPAddress.Parse("10.0.0.7")],
    };

    private readonly HashSet<(Guid Seat, Guid Case)> open = [];
    private readonly HashSet<(Guid Seat, Guid Case)> reading = [];

    public ServiceApp App { get; private set; } = null!;

    public DomainClock Clock => App.Services.GetRequiredService<DomainClock>();

    /// <summary>Seats that a case about a person sets aside.</summary>
    internal HashSet<(Guid Seat, Guid Person)> TooClose { get; } = [];

    /// <summary>Measures that were over when their case came to whoever has it.</summary>
    internal HashSet<Guid> OverBefore { get; } = [];

    public static Caller Ira { get; } = Seat("sextant", "member", chair: true);

    public static Caller Juno { get; } = Seat("sextant", "member");

    public static Caller Vera { get; } = Seat("astrolabe", "member", chair: true);

    public static Caller Wim { get; } = Seat("astrolabe", "member");

    public static Caller Xia { get; } = Seat("astrolabe", "member");

    public static Caller Eun { get; } = Seat("orrery", "member", chair: true);

    public static Caller Ada { get; } = Seat("orrery", "member");

    public static Caller GithubOwner { get; } = Seat("orrery", "executor");

    public static Caller ChatAdmin { get; } = Seat("orrery", "executor");

    public async ValueTask InitializeAsync()
    {
        App = await ServiceApp.StartAsync(server, Service, prepare: string.Join('\n', Projects.Select(Spaces)));
        App.Neighbours.Answer<VisibleQuestion>("POST /internal/visible", q => Answer([.. q.Ids.Where(id => q.Seats.Any(s => open.Contains((s.Seat, id))))], q));
        App.Neighbours.Answer<VisibleQuestion>("POST /internal/visible/working", q =>
            Answer([.. q.Ids.Where(id => q.Seats.Any(s => open.Contains((s.Seat, id))) && !q.Seats.Any(s => reading.Contains((s.Seat, id))))], q));
        App.Neighbours.Answer<PersonAsideQuestion>("POST /internal/persons/aside", q => new PersonAside(q.Seats.Any(s => q.Persons.Any(p => TooClose.Contains((s.Id, p)))), [], [.. TooClose.Where(t => q.Persons.Contains(t.Person)).Select(t => t.Seat)]));
        foreach (var (slug, kind, handling) in (ValueTuple<string, string, string>[])[
            ("orrery", "foundation", "own"), ("sextant", "project", "own"), ("astrolabe", "project", "own"), ("gnomon", "project", "foundation"), ("quadrant", "project", "foundation")])
        {
            await SayAsync(new BodyListed(Origin(), slug, kind, handling, "orrery", "meridian"));
        }

        await SayAsync(new BodyListed(Origin(), "meridian", "parent", "own", "meridian", null));
    }

    // Whatever the tests of a class have done.
    public async ValueTask DisposeAsync()
    {
        await App.ShouldRebuildItselfAsync();
        await App.DisposeAsync();
    }

    /// <summary>Hands a message over as the bus would.</summary>
    public Task SayAsync<T>(T message) where T : class, IIntegrationMessage => App.Services.GetRequiredService<InboxGate>().TakeAsync(message, TestContext.Current.CancellationToken);

    public static Origin Origin(string body = "sextant", Guid? incident = null) =>
        new(Ids.New(), Ids.New(), 1, new Dictionary<string, long>(), body, incident ?? Guid.NewGuid(), Guid.NewGuid(), null, "system", null, null, 1, DateTimeOffset.UnixEpoch, null);

    /// <summary>Files a report naming these people; answers who they are, in order.</summary>
    public async Task<IReadOnlyList<Guid>> ReportAsync(params StatedPerson[] subjects)
    {
        var report = Guid.NewGuid();
        App.Neighbours.Answer($"GET /internal/reports/{report}/subjects", new ReportSubjects(report, subjects));
        await SayAsync(new ReportReceived(
            Origin("*intake*"), report, Guid.NewGuid(), Clock.GetUtcNow(), "report", "web", "normal", ["sextant"], null, subjects.Length, false, null));
        return await PersonsOfAsync(report);
    }

    public Task<IReadOnlyList<Guid>> ReportAsync(params string[] accounts) => ReportAsync(new StatedPerson(accounts, null, null));

    public async Task<IReadOnlyList<Guid>> PersonsOfAsync(Guid report)
    {
        await using var command = App.Daemon.CreateCommand("select data::text from mt.mt_events where type = 'report_subjects_identified' and stream_id = $1");
        command.Parameters.AddWithValue(Ids.V5(report, "subjects"));
        var text = await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) as string ?? throw new InvalidOperationException("not identified");
        return [.. JsonDocument.Parse(text).RootElement.GetProperty("subjects").EnumerateArray().Select(s => s.GetProperty("person").GetGuid())];
    }

    /// <summary>A decided measure; the case exists for these callers.</summary>
    public async Task<Decided> DecideAsync(
        Guid person, string body = "sextant", string type = "suspension", TimeSpan? lasts = null, DecidedOffer? offer = null, string? permission = null, bool binding = false,
        IReadOnlyList<string>? bodies = null, string readmission = "automatic", IReadOnlyList<string>? spaces = null, IReadOnlyList<string>? conditions = null, params Caller[] panel)
    {
        var (inCase, sanction, now) = (Guid.NewGuid(), Guid.NewGuid(), Clock.GetUtcNow());
        foreach (var caller in panel.Length > 0 ? panel : [Ira, Juno, Eun, Ada])
        {
            open.Add((caller.Seats[0].Id, inCase));
        }

        DecidedMeasure measure = new(sanction, person, type, bodies ?? (binding ? null : [body]), spaces ?? [], now, lasts is { } time ? now + time : null, readmission, "harassment", null, conditions);
        await SayAsync(new DecisionRecorded(Origin(body), inCase, Guid.NewGuid(), [measure], offer, permission, binding));
        return new Decided(sanction, inCase, person, body);
    }

    /// <summary>This case or report exists for this caller from now on.</summary>
    internal void Open(Caller caller, Guid inCase)
    {
        open.Add((caller.Seats[0].Id, inCase));
        reading.Remove((caller.Seats[0].Id, inCase));
    }

    /// <summary>It exists for this caller, whom the panel let read and no more.</summary>
    internal void OpenToRead(Caller caller, Guid inCase)
    {
        Open(caller, inCase);
        reading.Add((caller.Seats[0].Id, inCase));
    }

    public Task TellAsync(Decided decided) => SayAsync(new PersonTold(Origin(decided.Body), decided.Case, decided.Person));

    public async Task<string> StandingAsync(Caller caller, string account, string body, string? space = null)
    {
        using var http = App.As(caller);
        var answer = await http.GetFromJsonAsync<JsonElement>(
            $"/api/standing?account={Uri.EscapeDataString(account)}&body={body}{(space is null ? "" : $"&space={Uri.EscapeDataString(space)}")}", TestContext.Current.CancellationToken);
        return answer.GetProperty("standing").GetString()!;
    }

    public async Task<JsonElement> GetAsync(Caller caller, string path)
    {
        using var http = App.As(caller);
        return await http.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);
    }

    public async Task<HttpResponseMessage> PostAsync(Caller caller, string path, object? body = null)
    {
        using var http = App.As(caller);
        return body is null ? await http.PostAsync(path, null, TestContext.Current.CancellationToken) : await http.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
    }

    public async Task<JsonElement> NoticeAsync(Caller caller, string body, Decided decided) =>
        (await GetAsync(caller, $"/api/bodies/{body}/notices")).GetProperty("items").EnumerateArray().Single(n => n.GetProperty("sanction").GetGuid() == decided.Sanction);

    internal static Caller Seat(string body, string role, bool chair = false) =>
        new(CallerKind.Seat, Guid.NewGuid().ToString(), [new TicketSeat(Guid.NewGuid(), body, role, chair)]);

    private static void Add(Microsoft.AspNetCore.Builder.WebApplicationBuilder builder, Platform.Configuration.ServiceSettings settings)
    {
        builder.AddSanctions(settings);
        builder.Services.AddSingleton<Coc.Sanctions.Webhooks.ResolveHost>((host, _) => Task.FromResult(Names.TryGetValue(host, out var addresses) ? addresses : []));
    }

    // A case is of the body of the seat that sees it.
    private VisibleAnswer Answer(IReadOnlyList<Guid> ids, VisibleQuestion asked) =>
        new(ids, In: [.. ids.Select(id => new SeenIn(id, asked.Seats.First(s => open.Contains((s.Seat, id))).Body, OverBefore.Contains(id)))]);

    private static string Spaces(string project) =>
        $"""
        select set_config('coc.tenant', '{project}', false);
        insert into app.spaces (tenant_id, space, executors)
        values ('{project}', 'github:{project}', array['{GithubOwner.Seats[0].Id}']::uuid[]), ('{project}', 'chat:{project}', array['{ChatAdmin.Seats[0].Id}']::uuid[]);
        """;
}

public sealed record Decided(Guid Sanction, Guid Case, Guid Person, string Body);
