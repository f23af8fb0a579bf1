using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Coc.Benchmarks.Measuring;

/// <summary>The system under measurement, started by <c>./coc up</c> beside whatever else runs, seen through the gateway.</summary>
internal sealed partial class RunningSystem(string script, string home)
{
    private readonly Dictionary<string, string> passwords = [];

    public HttpClient Http { get; private set; } = new();

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Reads the address and accounts of the running demo.</summary>
    public void Connect()
    {
        using var demo = JsonDocument.Parse(File.ReadAllText(Path.Combine(home, "demo.json")));
        Address = new Uri(demo.RootElement.GetProperty("baseUrl").GetString()!);
        foreach (var account in demo.RootElement.GetProperty("accounts").EnumerateArray())
        {
            passwords[account.GetProperty("email").GetString()!] = account.GetProperty("password").GetString()!;
        }

        Http.Dispose();
        Http = NewClient(Address);
    }

    public static HttpClient NewClient(Uri address) => new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 256 }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>A client signed in as a demo account.</summary>
    public async Task<HttpClient> SignInAsync(string email, Uri? address = null)
    {
        var client = NewClient(address ?? Address);
        using var answer = await Http.PostAsJsonAsync("/api/identity/login", new { email, password = passwords[email] });
        answer.EnsureSuccessStatusCode();
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", body.RootElement.GetProperty("accessToken").GetString());
        return client;
    }

    /// <summary>The settings a service was started with (<c>./coc env SERVICE</c>).</summary>
    public async Task<IReadOnlyDictionary<string, string>> SettingsAsync(string service)
    {
        var settings = new Dictionary<string, string>();
        foreach (Match line in Assignment().Matches(await CocAsync("env", service)))
        {
            settings[line.Groups[1].Value] = line.Groups[2].Value.Trim('\'', '"');
        }

        return settings;
    }

    /// <summary>The published assembly of a host.</summary>
    public static string Published(string project) =>
        Path.Combine(Environment.GetEnvironmentVariable("COC_PUBLISHED") ?? throw new InvalidOperationException("Run the benchmarks with ./coc bench."), project, $"Coc.{project}.dll");

    /// <summary>Runs the script; throws with its output when it fails.</summary>
    public async Task<string> CocAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(script) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["COC_HOME"] = home;
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"coc {string.Join(' ', arguments)} failed: {output}{await errors}");
    }

    [GeneratedRegex(@"^(?:export )?([A-Za-z_]+)=(.*)$", RegexOptions.Multiline)]
    private static partial Regex Assignment();
}
