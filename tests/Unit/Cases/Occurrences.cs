using System.Collections.Concurrent;
using Coc.Cases.Domain;

namespace Coc.Unit.Cases;

/// <summary>Which commands had an effect and which events came of it, in the tests that one test runs; what runs beside it in the same process does not count.</summary>
internal static class Occurrences
{
    private static readonly AsyncLocal<ConcurrentDictionary<Type, bool>?> Collected = new();

    public static void Collect() => Collected.Value = [];

    /// <param name="command">that was done: a refused one, or one without effect, shows nothing of its happy path</param>
    public static void Note(CaseCommand command) => Collected.Value?.TryAdd(command.GetType(), true);

    public static void Note(IEnumerable<CaseEvent> events)
    {
        foreach (var @event in events)
        {
            Collected.Value?.TryAdd(@event.GetType(), true);
        }
    }

    public static bool Has(Type type) => Collected.Value!.ContainsKey(type);
}
