using System.Diagnostics;
using OpenTelemetry;

namespace Coc.Platform.Telemetry;

/// <summary>
/// Lets known attributes of spans pass and drops all others: no address, user agent, query, receipt or room code can leave by a span,
/// also not when a library begins to record one more thing.
/// </summary>
internal sealed class SpanAllowList : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Allowed =
    [
        "http.request.method", "http.response.status_code", "http.route", "error.type", "db.system", "db.system.name", "db.operation.name", "db.namespace",
        "messaging.system", "messaging.operation", "messaging.operation.type", "messaging.destination.name", "messaging.message.id", "messaging.masstransit.message_id",
        "messaging.masstransit.consumer_type", "messaging.masstransit.message_types", "coc.contract", "coc.event_type",
    ];

    public override void OnEnd(Activity data)
    {
        foreach (var (key, _) in data.TagObjects.ToList())
        {
            if (!Allowed.Contains(key))
            {
                data.SetTag(key, null);
            }
        }

        if (data.Status == ActivityStatusCode.Error)
        {
            data.SetStatus(ActivityStatusCode.Error); // its description quotes exception messages
        }
    }
}
