using System.Reflection;
using System.Security.Cryptography;
using Coc.EventMaintenance.Attesting;
using Coc.EventMaintenance.Migrating;
using Coc.Platform;
using Coc.Platform.Configuration;
using Coc.Platform.Maintenance;
using Coc.Platform.Security;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Coc.Integration.Fixtures;

/// <summary>What a service is made of, for a test that runs it in this process.</summary>
/// <param name="Name">intake, cases, …</param>
/// <param name="Assembly">holds its SQL</param>
/// <param name="Add">its AddX(builder, settings)</param>
/// <param name="Map">its MapX(app)</param>
public sealed record ServiceUnderTest(string Name, Assembly Assembly, Action<WebApplicationBuilder, ServiceSettings> Add, Action<WebApplication> Map);

/// <summary>
/// One service on a database of its own, behind real Kestrel, with tickets from a key ring of its own and <see cref="Neighbours"/> for all others.
/// Without a virtual host nothing of messaging runs.
/// </summary>
public sealed class ServiceApp : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly WebApplication app;
    private readonly string service;

    private ServiceApp(DirectoryInfo folder, WebApplication app, string service, TestDatabase database, Tickets tickets, Neighbours neighbours)
    {
        this.folder = folder;
        this.app = app;
        this.service = service;
        Database = database;
        Tickets = tickets;
        Neighbours = neighbours;
        Daemon = NpgsqlDataSource.Create(database.Daemon);
    }

    public IServiceProvider Services => app.Services;

    public TestDatabase Database { get; }

    public Neighbours Neighbours { get; }

    public Tickets Tickets { get; }

    /// <summary>Reads all tenants, for looking at what was stored.</summary>
    public NpgsqlDataSource Daemon { get; }

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <param name="broker">a virtual host of its own, or null for HTTP only</param>
    /// <param name="prepare">SQL run by the owner before the start</param>
    public static async Task<ServiceApp> StartAsync(PostgresServer server, ServiceUnderTest service, Uri? broker = null, string? prepare = null)
    {
        var database = await server.CreateDatabaseAsync(service.Name);
        await SchemaMigration.RunAsync(database.Owner, database.ServiceRole, database.DaemonRole, Migration.Scripts(service.Assembly));
        if (prepare is not null)
        {
            await using var owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.Owner) { Pooling = false });
            await using var command = owner.CreateCommand(prepare);
            await command.ExecuteNonQueryAsync();
        }

        var folder = Directory.CreateTempSubdirectory("coc-test-");
        var tickets = new Tickets(Path.Combine(folder.FullName, "rings"));
        tickets.Prepare(service.Name);
        SigningKey.Prepare(Path.Combine(folder.FullName, "signing"), Path.Combine(folder.FullName, "signers"), service.Name);
        var neighbours = await Neighbours.StartAsync(service.Name, tickets);
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(Settings(service.Name, database, folder.FullName, neighbours.Address, broker));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        service.Add(builder, builder.AddPlatform(service.Name));
        builder.Logging.AddFilter((_, level) => level >= LogLevel.Critical); // not without any logger: then the framework starts no trace, and problems have no traceId
        if (broker is null)
        {
            WithoutMessaging(builder.Services);
        }

        var app = builder.Build();
        app.UsePlatform();
        service.Map(app);
        await app.StartAsync();
        if (broker is not null)
        {
            // An exchange forgets what arrives before the queues are bound to it.
            await app.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(30));
        }

        return new ServiceApp(folder, app, service.Name, database, tickets, neighbours);
    }

    /// <summary>A client whose every request carries a fresh ticket of this caller.</summary>
    public HttpClient As(Caller caller) => new(new TicketHandler(this, caller)) { BaseAddress = Address };

    public HttpClient AsPublic() => As(new Caller(CallerKind.Public, "", []));

    public HttpClient AsReceipt(string code) => As(new Caller(CallerKind.Receipt, code, []));

    public HttpClient AsService(string name, string acting = "system:00000000-0000-0000-0000-000000000001") => As(new Caller(CallerKind.Service, name, [], acting));

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await app.StopAsync(patience.Token);
        await app.DisposeAsync();
        await Neighbours.DisposeAsync();
        await Daemon.DisposeAsync();
        await Database.DisposeAsync();
        folder.Delete(recursive: true);
    }

    internal static Dictionary<string, string?> Settings(string service, TestDatabase database, string folder, Uri neighbours, Uri? broker)
    {
        var settings = new Dictionary<string, string?>
        {
            ["COC_PROFILE"] = "demo",
            ["Database:Service"] = database.Service,
            ["Database:Daemon"] = database.Daemon,
            ["Broker:Uri"] = broker?.ToString() ?? "amqp://nobody:nothing@127.0.0.1:1/",
            ["Keys:Rings"] = Path.Combine(folder, "rings"),
            ["Keys:Master"] = Secret("master"),
            ["Keys:Pepper"] = Secret("pepper"),
            ["Keys:Destroyed"] = Path.Combine(folder, "destroyed"),
            ["Credential:File"] = Secret("credential"),
            ["Keys:Signing"] = Path.Combine(folder, "signing"),
            ["Keys:Signers"] = Path.Combine(folder, "signers"),
            ["Heads:Every"] = "00:00:01",
        };
        foreach (var other in new[] { "intake", "cases", "sanctions", "liaison", "ledger", "identity" })
        {
            settings[$"Services:{other}"] = neighbours.ToString();
        }

        return settings;

        string Secret(string name)
        {
            var path = Path.Combine(folder, name);
            File.WriteAllText(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            return path;
        }
    }

    private static void WithoutMessaging(IServiceCollection services)
    {
        foreach (var hosted in services.Where(s => s.ServiceType == typeof(IHostedService) && IsMessaging(s.ImplementationType ?? s.ImplementationFactory?.Method.DeclaringType)).ToList())
        {
            services.Remove(hosted);
        }
    }

    private static bool IsMessaging(Type? type) =>
        type?.FullName is { } name && (name.StartsWith("MassTransit", StringComparison.Ordinal) || name.StartsWith("Coc.Platform.Messaging", StringComparison.Ordinal));

    private sealed class TicketHandler(ServiceApp app, Caller caller) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Remove(Tickets.Header);
            request.Headers.Add(Tickets.Header, app.Tickets.Mint(app.service, caller));
            return base.SendAsync(request, cancellationToken);
        }
    }
}
