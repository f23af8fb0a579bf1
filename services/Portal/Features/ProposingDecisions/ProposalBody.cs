using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Coc.Portal.Features.WorkingOnCases;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;

namespace Coc.Portal.Features.ProposingDecisions;

/// <summary>
/// From the form of a proposal to the decision that the API takes. What was left empty is no finding and no measure; what the API says of the third one it got is said of the block it came from.
/// </summary>
internal static partial class ProposalBody
{
    private const string All = "all";

    /// <param name="findings">blocks of the form, one for each person</param>
    /// <param name="remedies">blocks of the form</param>
    public static JsonObject Of(FormState form, string body, int findings, int remedies)
    {
        var decision = new JsonObject
        {
            ["route"] = form.Text("route"),
            ["findings"] = new JsonArray([.. Filled(form, "findings", "finding", findings).Select(i => (JsonNode)Finding(form, $"findings[{i}]"))]),
            ["remedies"] = new JsonArray([.. Filled(form, "remedies", "type", remedies).Select(i => (JsonNode)Remedy(form, $"remedies[{i}]", body))]),
            ["rationale"] = new JsonObject { ["forPanel"] = form["rationale.forPanel"], ["forAccused"] = form.Text("rationale.forAccused"), ["forReporter"] = form.Text("rationale.forReporter") },
        };
        if (form.Text("appealOutcome") is { } outcome)
        {
            decision["appealOutcome"] = outcome;
        }

        if (form.Text("offer.because") is { } because)
        {
            decision["offer"] = new JsonObject { ["to"] = form.Has("offer.all", "true") ? All : List(form["offer.to"]), ["because"] = because, ["answerBy"] = Instant(form["offer.answerBy"]) };
        }

        if (form.Text("toldFirst.because") is { } untold)
        {
            decision["toldFirst"] = new JsonObject { ["no"] = true, ["because"] = untold };
        }

        return decision;
    }

    /// <summary>What the API said of its lists, said of the form's blocks.</summary>
    public static Refusal AtTheBlocks(Refusal refusal, FormState form, int findings, int remedies)
    {
        var of = new Dictionary<string, IReadOnlyList<int>> { ["findings"] = Filled(form, "findings", "finding", findings), ["remedies"] = Filled(form, "remedies", "type", remedies) };
        return refusal.Errors is null ? refusal : refusal with
        {
            Errors = refusal.Errors.GroupBy(e => At(e.Key, of)).ToDictionary(g => g.Key, g => g.SelectMany(e => e.Value).ToArray()),
        };
    }

    /// <summary>Numbers of the blocks in which something was chosen.</summary>
    public static IReadOnlyList<int> Filled(FormState form, string list, string by, int count) => [.. Enumerable.Range(0, count).Where(i => form.Text($"{list}[{i}].{by}") is not null)];

    private static string At(string path, Dictionary<string, IReadOnlyList<int>> of) => Place().Match(path) is { Success: true } m && of[m.Groups[1].Value] is var blocks && int.Parse(m.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture) is var n && n < blocks.Count
        ? $"{m.Groups[1].Value}[{blocks[n]}]{m.Groups[3].Value switch { ".scope" or ".scope.bodies" => ".bodies", var rest => rest }}"
        : path switch { "findings" => "findings[0].finding", _ => path };

    private static JsonObject Finding(FormState form, string at) => Clean(new() { ["person"] = form.Text($"{at}.person"), ["finding"] = form.Text($"{at}.finding"), ["category"] = form.Text($"{at}.category") });

    private static JsonObject Remedy(FormState form, string at, string body) => Clean(new()
    {
        ["person"] = form.Text($"{at}.person"),
        ["type"] = form.Text($"{at}.type"),
        ["scope"] = new JsonObject { ["bodies"] = Bodies(form, at, body), ["spaces"] = new JsonArray([.. form.All($"{at}.scope.spaces").Select(s => (JsonNode)s)]) },
        ["from"] = Instant(form[$"{at}.from"]),
        ["until"] = Instant(form[$"{at}.until"]),
        ["permanent"] = form.Has($"{at}.permanent", "true") ? true : null,
        ["readmission"] = form.Text($"{at}.readmission"),
        ["conditions"] = Conditions(form, at),
        ["publicNaming"] = form.Has($"{at}.publicNaming", "true") ? true : null,
        ["countsAsPriorUntil"] = Instant(form[$"{at}.countsAsPriorUntil"]),
        ["steps"] = Steps(form, at),
    });

    private static JsonNode Bodies(FormState form, string at, string body) => form[$"{at}.bodies"] switch
    {
        All => All,
        "named" => List(form[$"{at}.named"]),
        _ => new JsonArray(body),
    };

    private static JsonArray? Conditions(FormState form, string at)
    {
        var said = form.Text($"{at}.conditionText");
        var typed = form.All($"{at}.conditions");
        return typed.Count == 0 ? null : new JsonArray([.. typed.Select(t => (JsonNode)(said is null ? new JsonObject { ["type"] = t } : new JsonObject { ["type"] = t, ["text"] = said }))]);
    }

    private static JsonArray? Steps(FormState form, string at)
    {
        if (form[$"{at}.type"] != "agreement")
        {
            return null;
        }

        var steps = Enumerable.Range(0, ProposalPage.MostSteps).Select(j => $"{at}.steps[{j}]").Where(s => form.Text($"{s}.what") is not null || form.Text($"{s}.who") is not null)
            .Select(s => (JsonNode)Clean(new() { ["who"] = form[$"{s}.who"], ["what"] = form[$"{s}.what"], ["due"] = Instant(form[$"{s}.due"]) })).ToArray();
        return steps.Length == 0 ? null : new JsonArray(steps);
    }

    private static JsonArray List(string text) => new([.. text.Split(['\n', '\r', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Select(t => (JsonNode)t)]);

    private static JsonValue? Instant(string text) => CommandBody.InstantOf(text) is { } at ? JsonValue.Create(at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)) : null;

    private static JsonObject Clean(JsonObject with)
    {
        foreach (var empty in with.Where(p => p.Value is null).Select(p => p.Key).ToList())
        {
            with.Remove(empty);
        }

        return with;
    }

    [GeneratedRegex(@"^(findings|remedies)\[(\d+)\](.*)$")]
    private static partial Regex Place();
}
