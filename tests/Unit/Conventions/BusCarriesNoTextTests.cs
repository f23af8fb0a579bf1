using System.Reflection;
using Coc.Contracts;

namespace Coc.Unit.Conventions;

public sealed class BusCarriesNoTextTests
{
    // A string on the bus is a code, a slug or a hash. Each is named here; a new one has to be argued for. Conditions are five words for the kind of each, never their words, nor whom one protects (P14).
    private static readonly HashSet<string> Codes =
    [
        "AboutBody", "Actor", "AddressTo", "Appointment", "Audience", "Because", "Bodies", "Body", "Category", "Channel", "CodeName", "Conditions", "Event", "Foundation", "From", "Handling", "Hash", "Key",
        "Identification", "JointWith", "Kind", "Outcome", "Parent", "Permission", "Previous", "PreviousHead", "Project", "Projects", "Readmission", "RiskFactors", "Role", "Root", "Rule", "Says", "Service", "Signature", "Slug", "Spaces", "State", "Step", "Thing", "To",
        "Type", "Urgency", "Wins",
    ];

    private static readonly string[] Telling =
        ["text", "description", "summary", "account", "email", "contact", "message", "reason", "note", "why", "rationale", "evidence"];

    private static readonly HashSet<Type> Plain = [typeof(Guid), typeof(int), typeof(long), typeof(bool), typeof(DateTimeOffset)];

    public static TheoryData<Type> Messages => [.. typeof(IIntegrationMessage).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(IIntegrationMessage)))];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_carries_ids_codes_and_instants_only(Type message) => Breaches(message, message.Name).ShouldBeEmpty();

    [Fact]
    public void A_planted_text_is_seen()
    {
        Breaches(typeof(Leaky), "Leaky").ShouldBe(["Leaky.Description", "Leaky.Accounts", "Leaky.Anything", "Leaky.Parts.ReporterName"], ignoreOrder: true);
    }

    private static IEnumerable<string> Breaches(Type type, string path) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(p => Breaches(p, $"{path}.{p.Name}"));

    private static IEnumerable<string> Breaches(PropertyInfo property, string path)
    {
        var types = Inner(property.PropertyType).ToList();
        if (types.Contains(typeof(string)) && !Codes.Contains(property.Name))
        {
            return [path];
        }

        // An account id is an id; an account as text is a person.
        if (!types.All(Plain.Contains) && Telling.Any(t => property.Name.Contains(t, StringComparison.OrdinalIgnoreCase)))
        {
            return [path];
        }

        return types.Where(t => t != typeof(string) && !Plain.Contains(t)).SelectMany(t => t.Assembly == typeof(object).Assembly ? [path] : Breaches(t, path));
    }

    private static IEnumerable<Type> Inner(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return [inner];
        }

        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Inner) : [type];
    }

    private sealed record Leaky(Guid Id, string Description, IReadOnlyList<string> Accounts, string? Anything, Guid Account, IReadOnlyList<Part> Parts);

    private sealed record Part(int Index, string ReporterName);
}
