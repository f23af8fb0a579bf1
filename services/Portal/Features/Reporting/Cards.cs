using System.Globalization;

namespace Coc.Portal.Features.Reporting;

/// <summary>Buttons that add a person to a list or take one out of it: <c>add-subjects-2</c>, <c>remove-affected-1</c>.</summary>
internal static class Cards
{
    public static string Add(string list, int shown) => $"add-{list}-{shown}";

    public static string Remove(string list, int card) => $"remove-{list}-{card}";

    /// <summary>The draft after such a button; null when it was none.</summary>
    public static Draft? Edited(string go, Draft draft) =>
        go.Split('-') is [var what and ("add" or "remove"), var list and ("subjects" or "affected"), var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var card)
            ? what == "add" ? draft.WithCard(list, card) : draft.WithoutCard(list, card)
            : null;
}
