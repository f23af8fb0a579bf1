using Coc.Portal.Features.ReadingCases;

namespace Coc.Portal.Features.WorkingOnCases;

/// <summary>
/// Command to form. What the API allows and this table does not have is named on the case's page as not here yet. Buttons come from <c>allowed</c>, never from here: this only says how to ask.
/// </summary>
public static partial class CommandForms
{
    /// <summary>These two have pages of their own.</summary>
    public const string Proposals = "proposals";

    /// <inheritdoc cref="Proposals"/>
    public const string Evidence = "evidence";

    // Made when it is first asked for: what it is made of is in other files, whose order nobody knows.
    private static readonly Lazy<Dictionary<string, CommandForm>> Table = new(() =>
        new[] { WithReporters, OfThePanel, Working, AboutPeople, Deciding, Afterwards, WithOthers }.SelectMany(f => f).ToDictionary(f => f.Command));

    private static Dictionary<string, CommandForm> Known => Table.Value;

    /// <summary>What is usually next comes first among the buttons.</summary>
    public static IReadOnlyList<string> UsuallyNext { get; } =
    [
        "hand-on/take", "acknowledge", "conflict-confirmations", "communications/approve", "proposals/votes", "interim-measures/review", "triage", "transfers", "assign", "accused-notice", "hearing",
        "proposals/close", Proposals, "communications", "resolution-notice", "monitoring", "agreements/steps", "data-requests/approve", "data-requests/answer", "close", "messages", "notes", "reopen",
    ];

    public static bool Has(string command) => command is Proposals or Evidence || Known.ContainsKey(command);

    public static CommandForm? Find(string command) => Known.GetValueOrDefault(command);

    public static IReadOnlyCollection<CommandForm> All => Known.Values;

    /// <summary>Of one part of the page, in their order there.</summary>
    public static IEnumerable<string> Of(CaseTab tab) => OfTheirOwn(tab).Concat(Known.Values.Where(f => f.Home == tab).Select(f => f.Command));

    private static IEnumerable<string> OfTheirOwn(CaseTab tab) => tab == CaseTab.DecisionRoom ? [Proposals] : tab == CaseTab.Files ? [Evidence] : [];
}
