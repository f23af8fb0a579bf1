using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Telemetry;
using Coc.Integration.Fixtures;

namespace Coc.EndToEnd.Running;

/// <summary>
/// The whole system, started as a user starts it, in a folder and on ports of its own, with a collector listening; stopped and deleted at the end.
/// <c>COC_E2E_HOME</c> names a folder to use instead and to leave running, for work on the tests.
/// </summary>
[SuppressMessage("Design", "CA1063", Justification = "xunit disposes asynchronously")]
public sealed class RunningSystem : IAsyncLifetime
{
    private readonly string? kept = Environment.GetEnvironmentVariable("COC_E2E_HOME");
    private readonly Dictionary<string, (string Password, Guid? Account)> accounts = [];
    private readonly Dictionary<string, Client> signedIn = [];
    private HttpClient http = null!;

    /// <summary>Data, logs and secrets of this system.</summary>
    public string Home { get; private set; } = "";

    /// <summary>The gateway.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>What left by OTLP.</summary>
    internal Collector Collector { get; private set; } = null!;

    /// <summary>The mail server.</summary>
    internal MailReceiver Mail { get; private set; } = null!;

    /// <summary>A word that appears in everything people write in these tests, and may appear nowhere else.</summary>
    public string Canary { get; } = "canary" + Guid.NewGuid().ToString("N")[..12];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Home = kept ?? Path.Combine(Path.GetTempPath(), "coc-e2e-" + Guid.NewGuid().ToString("N")[..8]);
        Directory.CreateDirectory(Home);
        Address = new Uri($"http://127.0.0.1:{Remembered("gateway-port")}");
        Collector = await Collector.StartAsync(Remembered("collector-port"));
        Mail = await MailReceiver.StartAsync(Remembered("mail-port"));
        await File.WriteAllTextAsync(Path.Combine(Home, "mail"), $"# a mail server of the tests'\nHost=127.0.0.1\nPort={Mail.Port}\nTls=none\nFrom=news@post.example\nCollect=00:00:00\n");
        try
        {
            await UpAsync();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }

        http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
        var demo = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Home, "demo.json")))!;
        foreach (var account in demo["accounts"]!.AsArray())
        {
            accounts.Add((string)account!["email"]!, ((string)account["password"]!, null));
        }

        Eventually.Witness = TroublesAsync;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Eventually.Witness = null;
        http?.Dispose();
        if (kept is null)
        {
            await Script.RunAsync(Settings, mayFail: true, "reset", "-y");
            Directory.Delete(Home, recursive: true);
        }

        await Collector.DisposeAsync();
        await Mail.DisposeAsync();
    }

    /// <summary>Starts what does not run.</summary>
    public Task UpAsync() => Script.RunAsync(Settings, mayFail: false, "up");

    /// <summary>One of the script's other commands; its exit code and what it said.</summary>
    internal Task<(int Code, string Said)> RunAsync(params string[] arguments) => Script.RunAsync(Settings, mayFail: true, arguments);

    /// <summary>Somebody without an account.</summary>
    internal Client Anyone() => new(http);

    /// <summary>A demo account, signed in.</summary>
    internal async Task<Client> AsAsync(string email)
    {
        if (!signedIn.TryGetValue(email, out var client))
        {
            client = await Client.SignInAsync(http, email, accounts[email].Password);
            signedIn.Add(email, client);
        }

        return client;
    }

    /// <summary>What a demo account signs in with.</summary>
    internal string PasswordOf(string email) => accounts[email].Password;

    /// <summary>An account made in a test, signed in.</summary>
    internal Task<Client> SignInAsync(string email, string password) => Client.SignInAsync(http, email, password);

    /// <summary>Something one of the system's own files says: a process id, a secret, a port.</summary>
    internal string Read(params string[] path) => File.ReadAllText(Path.Combine([Home, .. path])).Trim();

    // What an operator would look at first: none of it holds a word that somebody wrote.
    private async Task<string> TroublesAsync() =>
        $"{(await Script.RunAsync(Settings, mayFail: true, "status")).Said}\nDead letters: {(await Script.RunAsync(Settings, mayFail: true, "deadletters")).Said}\n{string.Join('\n', Logs.Last(this, 15, "could not be handled", "Answered 50"))}";

    private Dictionary<string, string> Settings => new()
    {
        ["COC_HOME"] = Home,
        ["COC_PORT"] = Address.Port.ToString(),
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Collector.Address.ToString(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "2000",
    };

    private int Remembered(string name)
    {
        var file = Path.Combine(Home, "e2e-" + name);
        if (!File.Exists(file))
        {
            File.WriteAllText(file, Ports.Free().ToString());
        }

        return int.Parse(File.ReadAllText(file));
    }
}
