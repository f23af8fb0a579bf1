using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>Whose data key protects what somebody wrote (P19).</summary>
internal static class Texts
{
    public static Sensitive<string> Panel(string text) => Sensitive.Of(text, "panel");

    public static Sensitive<string>? OptionalPanel(string? text) => text is null ? null : Panel(text);

    public static Sensitive<IReadOnlyList<string>> PanelList(IReadOnlyList<string> texts) => Sensitive.Of(texts, "panel");

    public static Sensitive<string> Accused(Guid person, string text) => Sensitive.Of(text, OfAccused(person));

    public static Sensitive<string>? OptionalAccused(Guid person, string? text) => text is null ? null : Accused(person, text);

    public static Sensitive<string> Reporter(Guid report, string text) => Sensitive.Of(text, OfReporter(report));

    public static string OfAccused(Guid person) => $"accused:{person}";

    public static string OfReporter(Guid report) => $"reporter:{report}";

    /// <summary>Of what says who an accused person is: it is erased while what they said stays.</summary>
    public static string IdentityOf(Guid person) => $"identity:{person}";
}
