using System.Collections.Concurrent;
using System.Diagnostics;

namespace Coc.Integration.Faults;

/// <summary>One role of the fault process in one of its lives: started, killed, started again. What it prints goes to who listens; the rest is kept for a failure.</summary>
internal sealed class FaultChild : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentQueue<string> last = new();
    private readonly Process process;
    private readonly Task reading;

    private FaultChild(string role, Process process, Action<string>? listener)
    {
        Role = role;
        this.process = process;
        reading = Task.WhenAll(ReadAsync(process.StandardOutput, listener ?? Keep), ReadAsync(process.StandardError, Keep));
    }

    public string Role { get; }

    public StreamWriter Input => process.StandardInput;

    /// <summary>What it printed last.</summary>
    public string LastWords => $"{Role}:\n{string.Join('\n', last)}";

    /// <summary>Its last words, when it has ended without being killed.</summary>
    public string? EndedByItself => process.HasExited ? $"ended with {process.ExitCode}: {LastWords}" : null;

    public static FaultChild Start(IReadOnlyDictionary<string, string?> settings, Action<string>? listener, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Coc.FaultProcess"))
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return new FaultChild(string.Join(' ', arguments), Process.Start(start)!, listener);
    }

    /// <summary>Kills it without a word, and reads what it had said until then.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await EndAsync();
    }

    /// <summary>Ends its input, waits until it has done what was open.</summary>
    public async Task FinishAsync()
    {
        process.StandardInput.Close();
        await EndAsync();
        process.ExitCode.ShouldBe(0, EndedByItself);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    private async Task EndAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(deadline.Token);
        await reading.WaitAsync(deadline.Token);
    }

    private void Keep(string line)
    {
        last.Enqueue(line);
        if (last.Count > 60)
        {
            last.TryDequeue(out _);
        }
    }

    private static async Task ReadAsync(StreamReader from, Action<string> listener)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            listener(line);
        }
    }
}
