using System.Net.Http.Headers;
using System.Net.Http.Json;
using Coc.Gateway;
using Coc.Identity.Sessions;
using Coc.Integration.Fixtures;
using Coc.Integration.Identity;
using Coc.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Coc.Integration.Gateway;

/// <summary>The gateway before a real Identity; a <see cref="Mirror"/> stands for the portal and all other services but Ledger, which is dead.</summary>
public sealed class GatewayApp(PostgresServer server) : IAsyncLifetime
{
    private const string Password = "long enough 1";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("coc-test-gateway-");
    private WebApplication gateway = null!;

    public IdentityApp Identity { get; } = new(server);

    internal Mirror Mirror { get; private set; } = null!;

    internal HurriedTime Time { get; } = new();

    internal Lines Log { get; } = new();

    public Uri Address => new(gateway.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public async ValueTask InitializeAsync()
    {
        await Identity.InitializeAsync();
        Mirror = await Mirror.StartAsync(Identity.App.Tickets);
        gateway = await StartAsync("demo", Identity.App.Address);
        using var http = Client();
        await Eventually.TrueAsync(async () => (await http.GetAsync("/health/ready", TestContext.Current.CancellationToken)).IsSuccessStatusCode, "the gateway does not get ready");
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await Mirror.DisposeAsync();
        await Identity.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>Another gateway before the same services.</summary>
    internal async Task<WebApplication> StartAsync(string profile, Uri identity)
    {
        var credential = Path.Combine(folder.FullName, "credential");
        await File.WriteAllTextAsync(credential, "gateway:gateway");
        var builder = WebApplication.CreateBuilder();
        var settings = new Dictionary<string, string?>
        {
            ["COC_PROFILE"] = profile, ["Keys:Rings"] = Identity.Settings.Rings, ["Credential:File"] = credential,
            ["Services:Identity"] = identity.ToString(), ["Services:Ledger"] = "http://127.0.0.1:1/",
        };
        foreach (var service in new[] { "Intake", "Liaison", "Cases", "Sanctions", "Portal" })
        {
            settings[$"Services:{service}"] = Mirror.Address.ToString();
        }

        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddGateway(builder.AddPlatform("gateway", database: false, broker: false));
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(Log);
        var app = builder.Build();
        app.UseGateway();
        app.MapGateway();
        await app.StartAsync();
        return app;
    }

    internal HttpClient Client(params (string Name, string Value)[] headers)
    {
        var http = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = Address };
        foreach (var (name, value) in headers)
        {
            http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }

        return http;
    }

    /// <summary>Somebody new, signed in through the gateway.</summary>
    internal async Task<(HttpClient Http, Guid Account, SignedIn SignedIn)> SignInAsync()
    {
        var email = IdentityApp.Unique();
        var (account, _) = await Identity.JoinAsync(email, Password);
        var http = Client();
        using var response = await http.PostAsJsonAsync("/api/identity/login", new { email, password = Password }, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        var signedIn = (await response.Content.ReadFromJsonAsync<SignedIn>(TestContext.Current.CancellationToken))!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn.AccessToken);
        return (http, account, signedIn);
    }

    internal static async Task<Reflection> ReflectAsync(HttpClient http, string path) =>
        (await http.GetFromJsonAsync<Reflection>(path, System.Text.Json.JsonSerializerOptions.Web, TestContext.Current.CancellationToken))!;
}
