using System.Diagnostics;
using Coc.EventStore;
using Microsoft.Extensions.Configuration;

namespace Coc.Platform.Configuration;

/// <summary>
/// Where the service's master keys come from: the current one from a file or a command, those of a running rotation from a file beside it, one a line.
/// Messages name settings, never what they hold.
/// </summary>
internal static class MasterKeys
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Files are read again when a key is missing; a command is run once.</summary>
    /// <exception cref="InvalidOperationException">saying what is wrong and what to do</exception>
    public static KeyMaster Of(IConfiguration configuration)
    {
        var (file, command) = (configuration["Keys:Master"] ?? "", configuration["Keys:MasterCommand"] ?? "");
        var previous = configuration["Keys:MasterPrevious"] ?? "";
        if ((file.Length > 0) == (command.Length > 0))
        {
            throw new InvalidOperationException("one of Keys__Master and Keys__MasterCommand must be set");
        }

        var commanded = command.Length > 0 ? Key("Keys__MasterCommand", Run(command)) : null;
        return new KeyMaster(() => [commanded ?? Key("Keys__Master", Read("Keys__Master", file)), .. Previous(previous)]);
    }

    // Not there between two rotations.
    private static IEnumerable<byte[]> Previous(string file) => file.Length == 0 || !File.Exists(file)
        ? []
        : [.. Read("Keys__MasterPrevious", file).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => Key("Keys__MasterPrevious", line))];

    private static string Read(string setting, string file) =>
        File.Exists(file) ? File.ReadAllText(file) : throw new InvalidOperationException($"{setting} names a file that is not there");

    private static byte[] Key(string setting, string text)
    {
        var key = new byte[33];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length == 32
            ? key[..32]
            : throw new InvalidOperationException($"{setting} must {(setting == "Keys__MasterCommand" ? "print" : "hold")} 32 bytes in base64");
    }

    private static string Run(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        // Whatever it says beside the key may be about the key.
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"Keys__MasterCommand has not ended after {Patience.TotalSeconds:0} s: run it by hand as this user");
        }

        Task.WaitAll(output, errors);
        return process.ExitCode == 0
            ? output.Result
            : throw new InvalidOperationException($"Keys__MasterCommand ended with exit code {process.ExitCode}: run it by hand as this user");
    }
}
