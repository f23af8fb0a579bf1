using System.Diagnostics;

namespace Coc.Gateway.Routing;

/// <summary>Takes no trace from outside: every request through the door begins one of its own, and whose it was joined to before is nobody's business here.</summary>
internal sealed class NewTraceRoot : DistributedContextPropagator
{
    public override IReadOnlyCollection<string> Fields => [];

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
    }

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) => (traceId, traceState) = (null, null);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
}
