using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Coc.Contracts;
using Coc.Contracts.Channel;
using Coc.Contracts.Liaison;
using Coc.Identity;
using Coc.Identity.Accounts;
using Coc.Identity.Sessions;
using Coc.Integration.Fixtures;
using Coc.Platform;
using Coc.Platform.Configuration;
using Coc.Platform.Messaging;
using Coc.Platform.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Identity;

/// <summary>Identity over HTTP, with one credential per service (the secret is the service's name).</summary>
public sealed class IdentityApp(PostgresServer server) : IAsyncLifetime
{
    private readonly DirectoryInfo credentials = Directory.CreateTempSubdirectory("coc-test-credentials-");

    public ServiceApp App { get; private set; } = null!;

    internal ServiceSettings Settings { get; private set; } = null!;

    internal static ServiceUnderTest Service(string credentials, Action<ServiceSettings> see) => new(
        "identity",
        typeof(IdentityModule).Assembly,
        (builder, settings) =>
        {
            see(settings);
            foreach (var service in new[] { "intake", "cases", "sanctions", "liaison", "ledger", "identity", "gateway" })
            {
                File.WriteAllText(Path.Combine(credentials, service), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(service))));
            }

            builder.Configuration["Credential:Directory"] = credentials;
            builder.AddIdentity(settings);
        },
        app => app.MapIdentity());

    public async ValueTask InitializeAsync() => App = await ServiceApp.StartAsync(server, Service(credentials.FullName, s => Settings = s));

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        credentials.Delete(recursive: true);
    }

    /// <summary>An account with a password; made by invitation, as every account is.</summary>
    internal async Task<(Guid Account, SignedIn SignedIn)> JoinAsync(string email, string password, string? name = null)
    {
        using var liaison = App.AsService("liaison");
        using var invited = await liaison.PostAsJsonAsync("/internal/invitations", new InvitationRequest(Guid.NewGuid(), email, name), TestContext.Current.CancellationToken);
        var invitation = (await invited.Content.ReadFromJsonAsync<InvitationAnswer>(TestContext.Current.CancellationToken))!;
        using var visitor = App.AsPublic();
        using var accepted = await visitor.PostAsJsonAsync("/api/invitations/accept", new { invitation.Code, password, name }, TestContext.Current.CancellationToken);
        accepted.EnsureSuccessStatusCode();
        return (invitation.Account, (await accepted.Content.ReadFromJsonAsync<SignedIn>(TestContext.Current.CancellationToken))!);
    }

    internal static string Unique(string name = "somebody") => $"{name}-{Guid.NewGuid():N}@orrery.example";

    internal async Task TellAsync<TMessage>(TMessage message) where TMessage : class, IIntegrationMessage =>
        await App.Services.GetRequiredService<InboxGate>().TakeAsync(message, TestContext.Current.CancellationToken);

    internal static SeatFilled Filled(Guid seat, Guid account, string slug, string role = "member", bool chair = false, DateTimeOffset? termEnd = null) =>
        new(Origin(seat, 1), seat, slug, account, role, chair, "elected", 1, termEnd);

    internal static SeatEnded Ended(Guid seat, Guid account, string slug) => new(Origin(seat, 2) with { Previous = new Dictionary<string, long> { ["SeatFilled"] = 1 } }, seat, slug, account);

    internal HttpClient AsAccount(Guid account, Guid? session = null) => App.As(new Caller(CallerKind.Seat, account.ToString(), [], Session: session));

    internal async Task<T> WithAsync<T>(Func<AccountsDb, Task<T>> use)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<AccountsDb>());
    }

    internal static async Task<string> TextWithoutTraceAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadFromJsonAsync<Dictionary<string, JsonElement>>(TestContext.Current.CancellationToken);
        body!.Remove("traceId");
        return string.Join(';', body.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"));
    }

    private static Origin Origin(Guid seat, long version) =>
        new(Ids.New(), seat, version, new Dictionary<string, long>(), "*directory*", null, Ids.New(), null, "system", null, null, null, DateTimeOffset.UnixEpoch, null);
}
