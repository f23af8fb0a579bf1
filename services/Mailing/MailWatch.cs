using System.Diagnostics.Metrics;
using Coc.Platform.Health;
using Coc.Platform.Telemetry;

namespace Coc.Mailing;

/// <summary>What <c>/health/ready</c> says while no mail goes out.</summary>
/// <param name="Code">unreachable, tls, signIn, sender, busy</param>
/// <param name="Since">since when, UTC</param>
/// <param name="Waiting">mails that wait</param>
/// <param name="Do">what helps</param>
public sealed record MailAlarm(string Code, DateTimeOffset Since, long Waiting, string Do);

/// <summary>Whether mail goes out; waits longer after every failure in a row.</summary>
internal sealed class MailWatch : ITroubleSource
{
    private static readonly TimeSpan[] Pauses = [.. new[] { 1, 2, 5, 15, 30, 60, 120, 300 }.Select(s => TimeSpan.FromSeconds(s))];
    private static readonly Meter Meter = new(TelemetrySetup.Source.Name);
    private int failures;
    private MailBacklog backlog = new(0, null);
    private volatile MailAlarm? alarm;

    public MailWatch(TimeProvider time)
    {
        Meter.CreateObservableGauge("coc.mail.waiting", () => backlog.Count, description: "mails that have not gone yet");
        Meter.CreateObservableGauge("coc.mail.waiting.longest", () => backlog.Since is { } since ? (time.GetUtcNow() - since).TotalSeconds : 0, "s", "how long the oldest of them has waited");
        Refused = Meter.CreateCounter<long>("coc.mail.refused", description: "mails the server will never take");
    }

    public string Name => "mail";

    public object? Trouble => alarm;

    /// <summary>Mails given up.</summary>
    public Counter<long> Refused { get; }

    /// <summary>Not before then is the server tried again.</summary>
    public DateTimeOffset NotBefore { get; private set; }

    /// <summary>True when this is news.</summary>
    public bool Failed(string code, DateTimeOffset now)
    {
        var first = alarm?.Code != code;
        alarm = new(code, alarm?.Since ?? now, backlog.Count, Advice(code));
        NotBefore = now + Pauses[Math.Min(failures++, Pauses.Length - 1)];
        return first;
    }

    /// <summary>True when it had not worked before.</summary>
    public bool Worked()
    {
        var again = alarm is not null;
        (failures, alarm, NotBefore) = (0, null, default);
        return again;
    }

    public void Saw(MailBacklog found)
    {
        backlog = found;
        alarm = alarm is { } a ? a with { Waiting = found.Count } : null;
    }

    private static string Advice(string code) => code switch
    {
        "unreachable" => "Look whether the mail server runs and whether Mail__Host and Mail__Port are right; waiting mail goes by itself.",
        "tls" => "The server's certificate or its TLS is not accepted: look at Mail__Tls and Mail__Authority; waiting mail goes by itself.",
        "signIn" => "The server does not accept Mail__User with the password in Mail__PasswordFile; correct them and restart; waiting mail goes then.",
        "sender" => "The server does not let Mail__From send: correct one of them; waiting mail goes by itself.",
        _ => "The server takes no mail at the moment: its own log says why; waiting mail goes by itself.",
    };
}
