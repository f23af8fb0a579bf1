using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Coc.EventStore.Serialization;

namespace Coc.EventStore;

/// <summary>
/// What a person wrote, a name, an account: encrypted in the stored event under a data key of its <paramref name="Owner"/>
/// (<c>panel</c>, <c>accused:{person}</c>, <c>reporter:{report}</c>, <c>affected:{id}</c>), so that erasing one person's data leaves the others'.
/// Prints as dots: it cannot slip into a log or an exception.
/// </summary>
/// <param name="Value">the plain value; null when <paramref name="Erased"/></param>
/// <param name="Owner">whose data key protects it; empty when it was read without keys</param>
/// <param name="Erased">the key is destroyed, and the value gone for ever, or it is disabled, or it was read by one who sees no plain text</param>
[JsonConverter(typeof(SensitiveConverterFactory))]
public sealed record Sensitive<T>(T? Value, string Owner, bool Erased = false)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => "•••";
}

/// <summary>Makes <see cref="Sensitive{T}"/> members.</summary>
public static class Sensitive
{
    /// <summary>Marks a value as belonging to an owner's data key.</summary>
    public static Sensitive<T> Of<T>(T value, string owner) => new(value, owner);

    /// <summary>Marks an optional value; null stays null.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static Sensitive<T>? OfOptional<T>(T? value, string owner) where T : class => value is null ? null : new(value, owner);
}
