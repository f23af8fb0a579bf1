using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Coc.Integration.Fixtures;

/// <summary>A throw-away RabbitMQ node on free loopback ports, with its own name and name server; gone when this process ends, however it ends. One that is to be killed comes back by itself.</summary>
internal sealed class PrivateNode : IAsyncDisposable
{
    /// <summary>Made at the start, because making one later takes an Erlang machine of its own.</summary>
    public const int VirtualHosts = 36;

    // As root: hand the folder to a plain user and become that one. The pipe from us is what keeps the node running.
    private const string Script =
        """
        set -eu
        folder=$1; bin=$2; epmd=$3; killable=$4
        plain=
        if [ "$(id -u)" = 0 ]; then
          user=rabbitmq; id "$user" >/dev/null 2>&1 || user=nobody
          chown -R "$user" "$folder"
          plain="setpriv --reuid=$user --regid=$(id -g "$user") --init-groups"
        fi
        cd "$folder"
        . "$folder/environment"
        if command -v epmd >/dev/null; then
          $plain epmd -port "$epmd" -address 127.0.0.1 >"$folder/epmd.log" 2>&1 </dev/null &
          names=$!
        else
          names=
        fi
        while
          $plain "$bin" >>"$folder/server.log" 2>&1 </dev/null &
          server=$!
          echo "$server" >"$folder/pid" && mv "$folder/pid" "$folder/server.pid"
          wait "$server" || true
          [ -n "$killable" ] && [ ! -e "$folder/stop" ]
        do sleep 0.1; done &
        loop=$!
        cat >/dev/null || true
        touch "$folder/stop"
        kill -TERM "$(cat "$folder/server.pid")" || true
        wait "$loop" || true
        [ -z "$names" ] || kill -TERM "$names" || true
        rm -rf "$folder"
        """;

    private readonly Process shell;
    private readonly DirectoryInfo folder;
    private readonly int port;
    private readonly string password;

    private PrivateNode(Process shell, DirectoryInfo folder, int port, string password) => (this.shell, this.folder, this.port, this.password) = (shell, folder, port, password);

    public Uri Address(int virtualHost) => new($"amqp://coc:{password}@127.0.0.1:{port}/t{virtualHost}");

    /// <summary>The broker's process, now.</summary>
    public int ProcessId => int.Parse(File.ReadAllText(Path.Combine(folder.FullName, "server.pid")));

    public string Log => File.ReadAllText(Path.Combine(folder.FullName, "server.log"));

    /// <param name="virtualHosts">each has message stores of its own, which a killed node rebuilds one after another</param>
    public static async Task<PrivateNode> StartAsync(int virtualHosts = VirtualHosts, bool killable = false)
    {
        var folder = Directory.CreateTempSubdirectory("coc-mq-");
        var (port, epmd, distribution) = (FreePort(), FreePort(), FreePort());
        var password = Guid.NewGuid().ToString("N");
        await WriteAsync(folder.FullName, port, epmd, distribution, password, virtualHosts);
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true };
        foreach (var argument in new[] { "-c", Script, "node", folder.FullName, Binary(), epmd.ToString(), killable ? "yes" : "" })
        {
            start.ArgumentList.Add(argument);
        }

        // What is meant for another node must not reach this one.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("RABBITMQ_", StringComparison.Ordinal) || k.StartsWith("ERL_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        var node = new PrivateNode(Process.Start(start)!, folder, port, password);
        await node.WaitUntilItAnswersAsync();
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        shell.StandardInput.Close();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        await shell.WaitForExitAsync(deadline.Token);
        shell.Dispose();
    }

    private static async Task WriteAsync(string folder, int port, int epmd, int distribution, string password, int virtualHosts)
    {
        var hosts = Enumerable.Range(0, virtualHosts).Select(i => $"t{i}").ToList();
        var definitions = new
        {
            users = new[] { new { name = "coc", password, tags = "administrator" } },
            vhosts = hosts.Select(name => new { name }),
            permissions = hosts.Select(vhost => new { user = "coc", vhost, configure = ".*", write = ".*", read = ".*" }),
        };
        await File.WriteAllTextAsync(Path.Combine(folder, "definitions.json"), JsonSerializer.Serialize(definitions));
        await File.WriteAllTextAsync(Path.Combine(folder, "enabled_plugins"), "[].");
        await File.WriteAllTextAsync(Path.Combine(folder, "rabbitmq.conf"), $"""
            listeners.tcp.1 = 127.0.0.1:{port}
            load_definitions = {folder}/definitions.json
            disk_free_limit.absolute = 50MB
            vm_memory_high_watermark.absolute = 512MB
            raft.wal_max_size_bytes = 16000000
            log.file = false
            log.console = true
            log.console.level = warning

            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "environment"), $$"""
            export HOME={{folder}} LANG=C.UTF-8
            export RABBITMQ_NODENAME=coc-test-{{port}}@localhost RABBITMQ_DIST_PORT={{distribution}}
            export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1}"
            export ERL_EPMD_PORT={{epmd}} ERL_EPMD_ADDRESS=127.0.0.1 ERL_CRASH_DUMP_SECONDS=0
            export RABBITMQ_CONF_ENV_FILE={{folder}}/none RABBITMQ_CONFIG_FILE={{folder}}/rabbitmq.conf RABBITMQ_ADVANCED_CONFIG_FILE={{folder}}/advanced.config
            export RABBITMQ_ENABLED_PLUGINS_FILE={{folder}}/enabled_plugins RABBITMQ_MNESIA_BASE={{folder}}/mnesia RABBITMQ_LOG_BASE={{folder}}/log
            export RABBITMQ_GENERATED_CONFIG_DIR={{folder}}/generated RABBITMQ_PID_FILE={{folder}}/rabbitmq.pid
            # With this the start script becomes the server instead of staying as its parent.
            export RUNNING_UNDER_SYSTEMD=true

            """);
    }

    public async Task WaitUntilItAnswersAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await AnswersAsync())
        {
            if (shell.HasExited || deadline.IsCancellationRequested)
            {
                throw new InvalidOperationException($"RabbitMQ did not start: {Log}");
            }

            await tick.WaitForNextTickAsync();
        }
    }

    // Not only an open port: the broker has to answer the first words of AMQP 0-9-1.
    private async Task<bool> AnswersAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
            await using var stream = client.GetStream();
            await stream.WriteAsync("AMQP\0\0\u0009\u0001"u8.ToArray(), limit.Token);
            var first = new byte[1];
            return await stream.ReadAsync(first, limit.Token) == 1 && first[0] == 1;
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private static string Binary()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return new[] { "/usr/lib/rabbitmq/bin" }.Concat(path).Append("/usr/sbin").Select(d => Path.Combine(d, "rabbitmq-server")).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("No RabbitMQ found: install it, or set COC_TEST_RABBITMQ to an administrator's AMQP address.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
