using System.Reflection;
using System.Text.Json.Serialization;
using Coc.Portal.Features.EnteringRooms;

namespace Coc.Unit.Portal.EnteringRooms;

/// <summary>What the page reads is what the API answers: a field that is renamed there would be missing here without a word.</summary>
public sealed class RoomShapeTests
{
    [Fact]
    public void Everything_that_the_page_reads_is_answered() => Missing(typeof(RoomView), typeof(Coc.Intake.Features.ReadingRooms.RoomView), "room").ShouldBeEmpty();

    private static IEnumerable<string> Missing(Type read, Type answered, string path) => read.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(p => p.CanWrite && p.GetCustomAttribute<JsonIgnoreAttribute>() is null).SelectMany(p =>
        answered.GetProperty(p.Name) is not { } there ? [$"{path}.{p.Name}"]
        : Inner(p.PropertyType) is var own && Inner(there.PropertyType) is var theirs && own.Assembly == typeof(RoomView).Assembly ? Missing(own, theirs, $"{path}.{p.Name}")
        : []);

    private static Type Inner(Type type) => type.IsGenericType ? Inner(type.GetGenericArguments()[0]) : type;
}
