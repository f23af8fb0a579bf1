using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Coc.Contracts;
using Coc.Contracts.Channel;
using Coc.Integration.Fixtures;
using Coc.Liaison;
using Coc.Liaison.Features.Importing;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Messaging;
using Coc.Platform.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Liaison;

/// <summary>Liaison with the demo foundation imported; HTTP only, messages are handed to the handlers.</summary>
public sealed class LiaisonApp(PostgresServer server) : IAsyncLifetime
{
    internal static ServiceUnderTest Service { get; } = new("liaison", typeof(LiaisonModule).Assembly, (builder, settings) => builder.AddLiaison(settings), app => app.MapLiaison());

    public static string DemoFile { get; } = Path.Combine(Repository.Root, "deploy", "demo", "foundation.json");

    public static string ProjectsFile { get; } = Path.Combine(Repository.Root, "deploy", "demo", "cncf-projects.csv");

    public ServiceApp App { get; private set; } = null!;

    /// <summary>Transfers whose case does not exist for these seats, as Cases would say.</summary>
    internal HashSet<(Guid Transfer, Guid Seat)> Walled { get; } = [];

    /// <summary>Transfers whose case these seats were let read and no more.</summary>
    internal HashSet<(Guid Transfer, Guid Seat)> Reading { get; } = [];

    /// <summary>Reports whose reporter one seat knows.</summary>
    internal Dictionary<Guid, Guid> Held { get; } = [];

    /// <summary>False: Cases does not say which transfers are there.</summary>
    internal bool CasesSaysWhatIsThere { get; set; } = true;

    /// <summary>False: Cases does not say who takes part in what decides.</summary>
    internal bool CasesSaysWhoTakesPart { get; set; } = true;

    internal Importer Importer => App.Services.GetRequiredService<Importer>();

    internal DirectoryImporter Directory => App.Services.GetRequiredService<DirectoryImporter>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        App = await ServiceApp.StartAsync(server, Service);
        await Directory.FoundationAsync(DemoFile, CancellationToken.None);
        App.Neighbours.Answer<VisibleQuestion>("POST /internal/transfers/visible", q =>
            CasesSaysWhatIsThere ? new VisibleAnswer([.. q.Ids.Where(id => q.Seats.All(s => !Walled.Contains((id, s.Seat))))]) : null);
        App.Neighbours.Answer<VisibleQuestion>("POST /internal/transfers/visible/working", q =>
            CasesSaysWhoTakesPart ? new VisibleAnswer([.. q.Ids.Where(id => q.Seats.All(s => !Walled.Contains((id, s.Seat)) && !Reading.Contains((id, s.Seat))))]) : null);
        App.Neighbours.Answer<PeopleSetAsideQuestion>("POST /internal/set-aside", q =>
            q.Seats.Where(s => q.People.Any(p => p.Accounts.Intersect(s.Accounts).Any())).Select(s => s.Seat).ToList() is var named ? new SetAsideAnswer(named, named) : null);
        App.Neighbours.Answer<HolderQuestion>("POST /internal/holders", q => new HolderAnswer([.. q.Reports.Select(r => new ReportHolder(r, Held.TryGetValue(r, out var seat) ? seat : null))]));
        App.Neighbours.Answer<InvitationRequest>("POST /internal/invitations", r => new InvitationAnswer(AccountOf(r.Email), "CODE-" + r.Seat.ToString("N")[..4]));
    }

    // Whatever the tests of a class have done.
    public async ValueTask DisposeAsync()
    {
        await App.ShouldRebuildItselfAsync();
        await App.DisposeAsync();
    }

    public static Guid AccountOf(string email) => Ids.V5(Guid.Empty, "account:" + email);

    public static Guid SeatOf(string name, string body, string role = "member") => Ids.V5(Guid.Empty, $"seat:{body}:{name}@{body}.example:{role}");

    /// <summary>Somebody of the demo foundation, signed in.</summary>
    internal Asking As(string name, string body, string role = "member", bool chair = false) =>
        new(App.As(new Caller(CallerKind.Seat, AccountOf($"{name}@{body}.example").ToString(), [new TicketSeat(SeatOf(name, body, role), body, role, chair)])));

    internal Asking Ira => As("ira", "sextant", chair: true);

    internal Asking Eun => As("eun", "orrery", chair: true);

    internal Asking Admin => As("admin", "orrery", "admin");

    internal Asking Anyone => new(App.AsPublic());

    internal Asking Cases => new(App.AsService("cases"));

    /// <summary>Intake sets these seats aside for a report.</summary>
    internal void SetAside(Guid report, params Guid[] seats) =>
        App.Neighbours.Answer<SetAsideQuestion>($"POST /internal/reports/{report}/set-aside", q => new SetAsideAnswer([.. q.Seats.Select(s => s.Seat).Where(seats.Contains)]));

    /// <summary>Hands a message to its handler, as the gate does.</summary>
    internal async Task HandAsync<TMessage>(TMessage message) where TMessage : class, IIntegrationMessage
    {
        await using var scope = App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IHandle<TMessage>>().HandleAsync(
            message, new Delivery("liaison", typeof(TMessage).Name, message.Origin), Token);
    }

    internal static Origin Origin(string body, DateTimeOffset at) =>
        new(Guid.NewGuid(), Guid.NewGuid(), 1, new Dictionary<string, long>(), body, null, Guid.NewGuid(), null, "system", null, null, null, at, null);

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

    public async Task<(int Status, JsonNode Json)> SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, options: Json.Options) };
        using var response = await http.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        return ((int)response.StatusCode, response.StatusCode == HttpStatusCode.NoContent || text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
    }
}
