using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Identity.Accounts;
using Coc.Identity.Features.SeedingDemo;
using Coc.Integration.Fixtures;
using Coc.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Identity;

public sealed class DemoThings(IdentityApp identity, PostgresServer server) : IClassFixture<IdentityApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_clock_moves_everywhere_or_nowhere_and_only_for_the_admin()
    {
        var clock = identity.App.Services.GetRequiredService<DomainClock>();
        using var admin = identity.AsAccount(Account.IdOf("admin@orrery.example"));
        using var other = identity.AsAccount(Account.IdOf("ada@orrery.example"));
        (await MoveAsync(other, "P1D")).ShouldBe(HttpStatusCode.NotFound);
        (await MoveAsync(admin, "P1W")).ShouldBe(HttpStatusCode.BadRequest);
        (await MoveAsync(admin, "P99999D")).ShouldBe(HttpStatusCode.BadRequest);
        (await MoveAsync(admin, "P1D")).ShouldBe(HttpStatusCode.ServiceUnavailable, "one service did not take it");
        clock.Offset.ShouldBe(TimeSpan.Zero);

        identity.App.Neighbours.Answer("PUT /internal/clock", new { });
        identity.App.Neighbours.Asked.Clear();
        (await MoveAsync(admin, "P1D")).ShouldBe(HttpStatusCode.OK);
        (await MoveAsync(admin, "PT2H")).ShouldBe(HttpStatusCode.OK);

        clock.Offset.ShouldBe(TimeSpan.FromHours(26));
        identity.App.Neighbours.Asked.Count(a => a.Body.Contains("\"milliseconds\":93600000", StringComparison.Ordinal)).ShouldBe(5);
        using var visitor = identity.App.AsPublic();
        var now = (await visitor.GetFromJsonAsync<JsonElement>("/api/demo/clock", Token)).GetProperty("now").GetDateTimeOffset();
        (now - TimeProvider.System.GetUtcNow()).ShouldBe(TimeSpan.FromHours(26), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Outside_the_demo_there_is_no_such_clock()
    {
        var folder = Directory.CreateTempSubdirectory("coc-test-credentials-");
        var demo = IdentityApp.Service(folder.FullName, _ => { });
        var production = demo with
        {
            Add = (builder, settings) =>
            {
                builder.Services.AddSingleton(settings with { Demo = false });
                demo.Add(builder, settings with { Demo = false });
            },
        };
        await using var app = await ServiceApp.StartAsync(server, production);
        using var admin = app.As(new(Platform.Security.CallerKind.Seat, Account.IdOf("admin@orrery.example").ToString(), []));

        using var read = await admin.GetAsync("/api/demo/clock", Token);
        (await MoveAsync(admin, "P1D")).ShouldBe(HttpStatusCode.NotFound);
        read.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Demo_accounts_keep_their_passwords_when_seeded_again()
    {
        var folder = Directory.CreateTempSubdirectory("coc-test-demo-");
        var output = Path.Combine(folder.FullName, "demo.json");
        string[] arguments = ["seed-demo", Path.Combine(Repository.Root, "deploy", "demo", "foundation.json"), output];
        var services = identity.App.Services;

        (await SeedDemo.RunIfAskedAsync(arguments, services)).ShouldBeTrue();
        var first = await File.ReadAllTextAsync(output, Token);
        (await SeedDemo.RunIfAskedAsync(arguments, services)).ShouldBeTrue();
        (await File.ReadAllTextAsync(output, Token)).ShouldBe(first);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(output).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var account = JsonDocument.Parse(first).RootElement.GetProperty("accounts").EnumerateArray().First(a => a.GetProperty("seats").GetArrayLength() > 0);
        using var visitor = identity.App.AsPublic();
        using var login = await visitor.PostAsJsonAsync(
            "/api/identity/login", new { email = account.GetProperty("email").GetString(), password = account.GetProperty("password").GetString() }, Token);
        login.StatusCode.ShouldBe(HttpStatusCode.OK);
        folder.Delete(recursive: true);
    }

    private static async Task<HttpStatusCode> MoveAsync(HttpClient http, string advance)
    {
        using var response = await http.PostAsJsonAsync("/api/demo/clock", new { advance }, Token);
        return response.StatusCode;
    }
}
