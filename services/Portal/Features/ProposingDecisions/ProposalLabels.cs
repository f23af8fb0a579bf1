using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.ProposingDecisions;

/// <summary>What the fields of a proposal are called, to say at the top of the page what is wrong with which.</summary>
internal static partial class ProposalLabels
{
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["finding"] = "Findings", ["category"] = "Category", ["type"] = "Type", ["person"] = "ForWhom", ["from"] = "From", ["until"] = "Until", ["bodies"] = "Where", ["named"] = "BodiesNamed", ["scope.spaces"] = "Spaces",
        ["readmission"] = "Readmission", ["conditions"] = "Conditions", ["countsAsPriorUntil"] = "CountsUntil", ["steps"] = "Steps", ["rationale.forPanel"] = "ForPanel", ["rationale.forAccused"] = "ForAccused", ["rationale.forReporter"] = "ForReporter",
        ["offer.to"] = "OfferTo", ["offer.because"] = "OfferBecause", ["offer.answerBy"] = "OfferAnswerBy", ["toldFirst.because"] = "NotToldFirst", ["route"] = "Route", ["appealOutcome"] = "AppealOutcome",
    };

    public static string? Of(IStringLocalizer words, string path)
    {
        var block = Block().Match(path);
        var field = block.Success ? block.Groups[3].Value.TrimStart('.') : path;
        var named = Keys.TryGetValue(field, out var key) ? words[key].Value : field.StartsWith("steps", StringComparison.Ordinal) ? words["Steps"].Value : null;
        return block is { Success: true } && block.Groups[1].Value == "remedies"
            ? $"{words["RemedyN", int.Parse(block.Groups[2].Value, CultureInfo.InvariantCulture) + 1]}{(named is null ? "" : $", {named}")}"
            : named;
    }

    [GeneratedRegex(@"^(findings|remedies)\[(\d+)\](.*)$")]
    private static partial Regex Block();
}
