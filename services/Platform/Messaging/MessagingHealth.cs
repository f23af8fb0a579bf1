using Coc.Platform.Health;
using MassTransit;

namespace Coc.Platform.Messaging;

/// <summary>What hinders messages at this moment.</summary>
internal sealed class MessagingHealth(IBusControl bus, RelayState relay, WaitingWatch waiting) : IMessagingHealth
{
    public IReadOnlyDictionary<string, object> Troubles
    {
        get
        {
            var troubles = new Dictionary<string, object>();
            if (bus.CheckHealth().Status != BusHealthStatus.Healthy)
            {
                troubles["broker"] = "away";
            }

            if (relay.Unconfirmed)
            {
                troubles["publishing"] = "notConfirmed";
            }

            if (relay.Stop is { } stop)
            {
                troubles["relay"] = stop;
            }

            if (waiting.Alarm is { } alarm)
            {
                troubles["waiting"] = alarm;
            }

            return troubles;
        }
    }
}
