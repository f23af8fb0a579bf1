using System.Text;
using Coc.Integration.Fixtures;

[assembly: AssemblyFixture(typeof(RabbitServer))]

namespace Coc.Integration.Fixtures;

/// <summary>
/// One RabbitMQ node for the whole run, started when the first test class asks for it: a private one from the installed binaries, or the one
/// that <c>COC_TEST_RABBITMQ</c> names (an administrator's AMQP address; its management plugin is expected 10000 ports higher).
/// </summary>
public sealed class RabbitServer : IAsyncLifetime
{
    private readonly SemaphoreSlim oneAtATime = new(1);
    private int handedOut;
    private PrivateNode? node;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A virtual host of its own, for one test class.</summary>
    public async Task<Uri> VirtualHostAsync()
    {
        await oneAtATime.WaitAsync();
        try
        {
            if (Environment.GetEnvironmentVariable("COC_TEST_RABBITMQ") is { Length: > 0 } given)
            {
                return await CreateAsync(new Uri(given));
            }

            node ??= await PrivateNode.StartAsync();
            return handedOut < PrivateNode.VirtualHosts
                ? node.Address(handedOut++)
                : throw new InvalidOperationException($"More than {PrivateNode.VirtualHosts} test classes ask for a virtual host: raise PrivateNode.VirtualHosts.");
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (node is not null)
        {
            await node.DisposeAsync();
        }

        oneAtATime.Dispose();
    }

    private static async Task<Uri> CreateAsync(Uri given)
    {
        var name = $"test-{Guid.NewGuid():N}";
        var user = Uri.UnescapeDataString(given.UserInfo.Split(':')[0]);
        using var http = new HttpClient { BaseAddress = new Uri($"http://{given.Host}:{given.Port + 10000}/api/") };
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(given.UserInfo))));
        (await http.PutAsync($"vhosts/{name}", Json("{}"))).EnsureSuccessStatusCode();
        (await http.PutAsync($"permissions/{name}/{user}", Json("""{"configure":".*","write":".*","read":".*"}"""))).EnsureSuccessStatusCode();
        return new UriBuilder(given) { Path = name }.Uri;

        static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
    }
}
