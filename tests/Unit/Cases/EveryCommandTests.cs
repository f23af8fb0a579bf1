using System.Reflection;
using Coc.Cases.Domain;
using Xunit.Sdk;
using Xunit.v3;

namespace Coc.Unit.Cases;

/// <summary>No rule without a test: every command and every event occurs when the decider tests are run, whichever is added next.</summary>
public sealed class EveryCommandTests
{
    [Fact]
    public async Task Every_command_and_every_event_occurs_in_a_decider_test()
    {
        Occurrences.Collect();
        // Random histories prove nothing about any one of them.
        var tests = typeof(EveryCommandTests).Assembly.GetTypes()
            .Where(t => t.Namespace == typeof(EveryCommandTests).Namespace && t != typeof(EveryCommandTests) && t != typeof(EveryEventTests) && t.Name.EndsWith("Tests", StringComparison.Ordinal))
            .SelectMany(t => t.GetMethods()).Where(m => m.IsDefined(typeof(FactAttribute), true));
        foreach (var test in tests)
        {
            await foreach (var arguments in ArgumentsOf(test))
            {
                if (test.Invoke(Activator.CreateInstance(test.DeclaringType!), arguments) is Task task)
                {
                    await task;
                }
            }
        }

        Missing(typeof(CaseCommand)).ShouldBeEmpty();
        Missing(typeof(CaseEvent)).ShouldBeEmpty();
    }

    private static async IAsyncEnumerable<object?[]> ArgumentsOf(MethodInfo test)
    {
        var sources = test.GetCustomAttributes().OfType<IDataAttribute>().ToList();
        if (sources.Count == 0)
        {
            yield return [];
        }

        await using var tracker = new DisposalTracker();
        foreach (var source in sources)
        {
            foreach (var row in await source.GetData(test, tracker))
            {
                yield return row.GetData();
            }
        }
    }

    private static IEnumerable<string> Missing(Type family) => family.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Where(t => t.IsAssignableTo(family) && !Occurrences.Has(t)).Select(t => t.Name);
}
