namespace Coc.Contracts.Tests;

/// <summary>How a message appears on the bus.</summary>
internal static class Wire
{
    /// <summary>The name consumers are bound by: namespace and type.</summary>
    public static string NameOf(Type message) => $"urn:message:{message.Namespace}:{message.Name}";

    /// <summary>Name and sample.</summary>
    public static string Describe(Type message) => $"{NameOf(message)}\n{Sample.Of(message)}";
}
