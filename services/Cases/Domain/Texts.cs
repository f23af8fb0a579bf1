using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>Whose data key protects what somebody wrote (P19).</summary>
internal static class Texts
{
    public static Sensitive<string> Panel(string text) => Sensitive.Of(text, "panel");

    public static Sensitive<string>? OptionalPanel(string? text) => text is null ? null : Panel(text);

    public static Sensitive<IReadOnlyList<string>> PanelList(IReadOnlyList<string> texts) => Sensitive.Of(texts, "panel");

    public static Sensitive<string> Accused(Guid person, string text) => Sensitive.Of(text, $"accused:{person}");

    public static Sensitive<string>? OptionalAccused(Guid person, string? text) => text is null ? null : Accused(person, text);

    public static Sensitive<string> Reporter(Guid report, string text) => Sensitive.Of(text, $"reporter:{report}");
}
