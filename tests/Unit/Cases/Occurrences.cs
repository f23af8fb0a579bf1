using System.Collections.Concurrent;
using Coc.Cases.Domain;

namespace Coc.Unit.Cases;

/// <summary>Which commands were tried and which events came of it, in whatever test.</summary>
internal static class Occurrences
{
    private static readonly ConcurrentDictionary<Type, bool> Seen = new();

    public static void Note(CaseCommand command) => Seen[command.GetType()] = true;

    public static void Note(IEnumerable<CaseEvent> events)
    {
        foreach (var @event in events)
        {
            Seen[@event.GetType()] = true;
        }
    }

    public static bool Has(Type type) => Seen.ContainsKey(type);
}
