using System.Diagnostics;
using Coc.EventStore;
using Coc.Liaison.Domain;
using Coc.Platform;

namespace Coc.Liaison;

/// <summary>What a person's command writes beside its events.</summary>
internal static class Asking
{
    public static EventContext Context(this Asker asker, DateTimeOffset now) =>
        new(now, Ids.New(), null, $"account:{asker.Account}", asker.Seat, asker.Role, TraceParent: Activity.Current?.Id);

    /// <summary>For calls to other services on somebody's behalf.</summary>
    public static string Acting(this Asker asker) => $"seat:{asker.Seat}";
}
