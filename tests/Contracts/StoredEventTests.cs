using System.Reflection;
using Coc.EventStore;
using Coc.EventStore.Encryption;
using Coc.EventStore.Serialization;
using Shouldly;
using Xunit;

namespace Coc.Contracts.Tests;

/// <summary>What lies in the logs is read for ever: a stored shape changes by a new name and an upcast, or by an optional member, and never otherwise.</summary>
public sealed class StoredEventTests
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public static TheoryData<string> Services => ["Intake", "Cases", "Sanctions", "Liaison"];

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_version_ever_stored_is_read_whole(string service) => Frozen(service).NotRead().ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_shape_that_would_be_stored_today_is_frozen(string service)
    {
        var frozen = Frozen(service);
        if (Approval.Approving && !frozen.NotRead().Any())
        {
            Approval.Difference(FileOf(service), frozen.WithNew()).ShouldBeNull();
            frozen = Frozen(service);
        }

        frozen.NotFrozen().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_event_can_be_stored(string service)
    {
        foreach (var body in TypesOf(service).Names.Select(name => PlainBody.Of(Sample.Make(TypesOf(service).TypeOf(name)!))))
        {
            var keys = body.Secrets.Select(s => s.Owner).Distinct().ToDictionary(owner => owner, _ => DataKey.New());
            body.Seal(new StreamKey("sample", Guid.Empty), 1, keys).ShouldNotBeEmpty();
        }
    }

    private static FrozenEvents Frozen(string service) => new(TypesOf(service), Approval.Approved(FileOf(service)));

    private static string FileOf(string service) => $"events-{service.ToLowerInvariant()}";

    // Every service has one place that lists its event types: a static member of that type.
    private static EventTypes TypesOf(string service)
    {
        var types = Assembly.Load($"Coc.{service}").GetTypes();
        var found = types.SelectMany(t => t.GetProperties(Static)).Where(p => p.PropertyType == typeof(EventTypes)).Select(p => p.GetValue(null))
            .Concat(types.SelectMany(t => t.GetFields(Static)).Where(f => f.FieldType == typeof(EventTypes) && !f.Name.StartsWith('<')).Select(f => f.GetValue(null)))
            .Concat(types.SelectMany(t => t.GetMethods(Static)).Where(m => m.ReturnType == typeof(EventTypes) && !m.IsSpecialName && m.GetParameters().Length == 0).Select(m => m.Invoke(null, null)));
        return (EventTypes)found.First()!;
    }
}
