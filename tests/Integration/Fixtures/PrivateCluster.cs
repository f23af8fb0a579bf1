using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Coc.Integration.Fixtures;

/// <summary>
/// A throw-away PostgreSQL cluster on a free loopback port. Its shell waits on our end of a pipe: when this process ends, however it ends,
/// the pipe closes, the server stops and the folder goes. One that is to be killed keeps what it has confirmed, and comes back by itself.
/// </summary>
internal sealed class PrivateCluster : IAsyncDisposable
{
    // As root: hand the folder to a plain user and become that one, because the server refuses to run as root.
    private const string Script =
        """
        set -eu
        folder=$1; bin=$2; port=$3; killable=$4
        if [ "$(id -u)" = 0 ]; then
          user=postgres; id "$user" >/dev/null 2>&1 || user=nobody
          chown -R "$user" "$folder"
          plain="setpriv --reuid=$user --regid=$(id -g "$user") --init-groups"
        else
          plain=
        fi
        cd "$folder"
        $plain "$bin/initdb" -D "$folder/data" -U postgres -A scram-sha-256 --pwfile="$folder/password" -E UTF8 --no-locale --no-sync >"$folder/initdb.log" 2>&1
        settings='-c fsync=off -c synchronous_commit=off -c full_page_writes=off'
        [ -z "$killable" ] || settings=
        # A killed postmaster's children have to be gone before the next one may start: it is tried until they are.
        while
          $plain "$bin/postgres" -D "$folder/data" -p "$port" -h 127.0.0.1 -k "$folder" -N 300 $settings >>"$folder/server.log" 2>&1 </dev/null &
          server=$!
          echo "$server" >"$folder/pid" && mv "$folder/pid" "$folder/server.pid"
          wait "$server" || true
          [ -n "$killable" ] && [ ! -e "$folder/stop" ]
        do sleep 0.1; done &
        loop=$!
        cat >/dev/null || true
        touch "$folder/stop"
        kill -INT "$(cat "$folder/server.pid")" || true
        wait "$loop" || true
        rm -rf "$folder"
        """;

    private readonly Process shell;
    private readonly DirectoryInfo folder;

    private PrivateCluster(Process shell, DirectoryInfo folder, string connectionString)
    {
        this.shell = shell;
        this.folder = folder;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    /// <summary>The process that listens, now.</summary>
    public int ProcessId => int.Parse(File.ReadAllText(Path.Combine(folder.FullName, "server.pid")));

    public static async Task<PrivateCluster> StartAsync(bool killable = false)
    {
        var folder = Directory.CreateTempSubdirectory("coc-pg-");
        var password = Guid.NewGuid().ToString("N");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "password"), password);
        var port = FreePort();
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true };
        foreach (var argument in new[] { "-c", Script, "cluster", folder.FullName, Binaries(), port.ToString(), killable ? "yes" : "" })
        {
            start.ArgumentList.Add(argument);
        }

        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1", Port = port, Username = "postgres", Password = password, Database = "postgres", Timeout = 5,
        };
        var cluster = new PrivateCluster(Process.Start(start)!, folder, connection.ConnectionString);
        await cluster.WaitUntilItAnswersAsync();
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        shell.StandardInput.Close();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await shell.WaitForExitAsync(deadline.Token);
        shell.Dispose();
    }

    private async Task WaitUntilItAnswersAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false });
        while (true)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(deadline.Token);
                return;
            }
            catch (NpgsqlException) when (!shell.HasExited && !deadline.IsCancellationRequested)
            {
                await tick.WaitForNextTickAsync(deadline.Token);
            }
            catch (NpgsqlException failure)
            {
                var logs = Logs();
                folder.Delete(recursive: true);
                throw new InvalidOperationException($"PostgreSQL did not start: {logs}", failure);
            }
        }
    }

    private string Logs()
    {
        var text = new StringBuilder();
        foreach (var log in folder.GetFiles("*.log"))
        {
            text.AppendLine(File.ReadAllText(log.FullName));
        }

        return text.ToString();
    }

    private static string Binaries()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var version) ? version : 0)
            : Enumerable.Empty<string>();
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return installed.Select(d => Path.Combine(d, "bin")).Concat(path).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "postgres")))
            ?? throw new InvalidOperationException("No PostgreSQL found: install it, or set COC_TEST_POSTGRES to a superuser's connection string.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
