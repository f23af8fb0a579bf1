using System.Diagnostics.Metrics;
using Coc.Platform.Telemetry;

namespace Coc.Platform.Messaging;

/// <summary>An event that the relay cannot turn into its messages. Nothing behind it is published until that is mended: nothing is ever skipped.</summary>
/// <param name="Event">the event; null when not even its row can be read</param>
/// <param name="Sequence">its number in the log</param>
/// <param name="Kind">class of the exception</param>
public sealed record RelayStop(Guid? Event, long Sequence, string Kind);

/// <summary>Where the relay stands still, for health and metrics.</summary>
internal sealed class RelayState
{
    private static readonly Meter Meter = new(TelemetrySetup.Source.Name);
    private volatile RelayStop? stop;

    public RelayState() => Meter.CreateObservableGauge("coc.relay.stopped", () => stop is null ? 0 : 1, description: "1 while an event cannot be published");

    public RelayStop? Stop
    {
        get => stop;
        set => stop = value;
    }

    /// <summary>The broker did not confirm the last try in time.</summary>
    public bool Unconfirmed { get; set; }
}
