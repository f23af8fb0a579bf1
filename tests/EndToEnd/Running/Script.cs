using System.Diagnostics;
using System.Text;

namespace Coc.EndToEnd.Running;

/// <summary>Runs <c>./coc</c> of this checkout.</summary>
internal static class Script
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10); // the first start may compile everything, on a machine that others use too

    public static string Root { get; } = FindRoot();

    public static async Task<(int Code, string Said)> RunAsync(IReadOnlyDictionary<string, string> settings, bool mayFail, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash") { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(Path.Combine(Root, "coc"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash does not start.");
        process.StandardInput.Close();
        var said = new StringBuilder();
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"./coc {string.Join(' ', arguments)} did not end:\n{said}");
        }

        return mayFail || process.ExitCode == 0
            ? (process.ExitCode, said.ToString())
            : throw new InvalidOperationException($"./coc {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{said}");

        void Add(string? line)
        {
            lock (said)
            {
                said.AppendLine(line);
            }
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "coc")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie inside the checkout.");
    }
}
