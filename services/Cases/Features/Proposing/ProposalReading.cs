using System.Text.Json;
using Coc.Cases.Domain;
using Coc.EventStore;

namespace Coc.Cases.Features.Proposing;

/// <summary>Turns a request into what is voted on, noting everything that is wrong with it.</summary>
internal sealed class ProposalReading(CommandScope scope, IReadOnlyDictionary<string, string> bodies)
{
    private const int Most = 50;
    private static readonly TimeSpan TakenAsNow = TimeSpan.FromHours(24);

    private static readonly string[] Outcomes = [Finding.Violation, "noViolation", "notEstablished", "couldNotIdentify", "outOfScope", "resolvedWithoutFinding"];

    private static readonly string[] Types =
        ["advice", "warning", "agreement", "noContact", "temporaryLimit", "suspension", "roleRemoval", "eventBan", "ban", "contentRemoval"];

    public DecisionContent Read(ProposalRequest request)
    {
        scope.Check
            .That(request.Findings is { Count: > 0 }, "findings", "must not be empty")
            .AtMost(request.Findings, "findings", Most)
            .AtMost(request.Remedies, "remedies", Most)
            .That(request.AppealOutcome is null || Domain.Appealing.Outcomes.Contains(request.AppealOutcome), "appealOutcome", "must be one of uphold, change, overturn");
        var findings = (request.Findings ?? []).Take(Most).Select((f, i) => ReadFinding(f ?? new(null, null, null), $"findings[{i}]")).ToList();
        var remedies = (request.Remedies ?? []).Take(Most)
            .Select((r, i) => ReadRemedy(r ?? new(null, null, null, null, null, null, null, null, null, null, null), $"remedies[{i}]")).ToList();
        return new(findings, remedies, ReadOffer(request.Offer), ReadToldFirst(request.ToldFirst), ReadRationale(request.Rationale, findings), request.AppealOutcome);
    }

    private Finding ReadFinding(FindingRequest finding, string path)
    {
        scope.Check
            .OneOf(finding.Finding, $"{path}.finding", Outcomes)
            .That(string.IsNullOrEmpty(finding.Category) || Codes.IsCategory(finding.Category), $"{path}.category", "must be a code in letters, such as harassment");
        // Where nobody was identified there is nobody to name.
        var nobody = finding.Person is null && scope.State.Subjects.All(s => s.Mistaken) && finding.Finding != Finding.Violation;
        return new(nobody ? null : scope.PersonOf(finding.Person, $"{path}.person"), finding.Finding ?? "", string.IsNullOrEmpty(finding.Category) ? null : finding.Category);
    }

    private Remedy ReadRemedy(RemedyRequest remedy, string path)
    {
        var check = scope.Check;
        var person = scope.PersonOf(remedy.Person, $"{path}.person");
        // Up to 24 h past is taken as now: a meeting decides about "from today".
        var from = remedy.From is { } stated && stated > scope.Now ? stated : scope.Now;
        var limits = remedy.Type is not (null or "advice" or "warning" or "agreement");
        var permanent = remedy.Permanent ?? (remedy.Type is "ban" or "roleRemoval" && remedy.Until is null); // how it counts follows from what it is (R42)
        check
            .OneOf(remedy.Type, $"{path}.type", Types)
            .OneOf(remedy.Readmission ?? "automatic", $"{path}.readmission", "automatic", "onRequest")
            .That(remedy.From is null || remedy.From >= scope.Now - TakenAsNow, $"{path}.from", "must not be more than 24 hours past")
            .WithinReach(remedy.From, scope.Now, $"{path}.from")
            .That(remedy.Until is null || remedy.Until > from, $"{path}.until", "must be after from")
            .WithinReach(remedy.Until, scope.Now, $"{path}.until")
            .That(remedy.CountsAsPriorUntil is null || remedy.CountsAsPriorUntil > from, $"{path}.countsAsPriorUntil", "must be after from")
            .WithinReach(remedy.CountsAsPriorUntil, scope.Now, $"{path}.countsAsPriorUntil")
            .That(!permanent || remedy.Until is null, $"{path}.until", "must be absent when the measure is permanent")
            .That(!limits || permanent || remedy.Until is not null || remedy.Type == "contentRemoval", $"{path}.until", "must be there unless the measure is permanent")
            .That(!limits || remedy.Scope is not null, $"{path}.scope", "must not be empty")
            .Spaces(remedy.Scope?.Spaces, $"{path}.scope.spaces");
        var scopeOf = remedy.Scope is null
            ? new Scope([scope.State.Body], [])
            : new Scope(Slugs.Read(remedy.Scope.Bodies, $"{path}.scope.bodies", bodies, check), remedy.Scope.Spaces ?? []);
        return new(
            person, remedy.Type ?? "", scopeOf, from.ToUniversalTime(), remedy.Until?.ToUniversalTime(), permanent, remedy.Readmission ?? "automatic",
            remedy.PublicNaming ?? false, remedy.CountsAsPriorUntil?.ToUniversalTime(), ReadConditions(remedy.Conditions, $"{path}.conditions"), remedy.Type == Agreeing.Type ? ReadSteps(remedy.Steps, $"{path}.steps") : AsStated(remedy.Steps, $"{path}.steps"));
    }

    private Sensitive<string>? ReadSteps(JsonElement? list, string path) =>
        StepReading.Read(list, path, scope, Most) is { Count: > 0 } steps ? Texts.Panel(Agreeing.Write(steps)) : null;

    // Each with a type; what else is said of it stays with it, in the case (P14).
    private Sensitive<string>? ReadConditions(JsonElement? list, string path)
    {
        var typed = list is not { ValueKind: JsonValueKind.Array } given || given.GetArrayLength() > Most || given.EnumerateArray().All(c => TypedConditions.TypeOf(System.Text.Json.Nodes.JsonNode.Parse(c.GetRawText())) is not null);
        scope.Check.That(typed, path, $"must each have a type of {string.Join(", ", TypedConditions.Types)}");
        return AsStated(list, path);
    }

    // Kept as it came.
    private Sensitive<string>? AsStated(JsonElement? list, string path)
    {
        if (list is not { ValueKind: not JsonValueKind.Null } given)
        {
            return null;
        }

        scope.Check.That(given.ValueKind == JsonValueKind.Array && given.GetArrayLength() <= Most, path, $"must be a list of at most {Most}")
            .That(given.GetRawText().Length <= TextLimits.Note, path, $"must have at most {TextLimits.Note} characters");
        return Texts.Panel(given.GetRawText());
    }

    private Offer? ReadOffer(OfferRequest? offer)
    {
        if (offer is null)
        {
            return null;
        }

        scope.Check.OneOf(offer.Because, "offer.because", "safety", "sameSpaces", "request").Future(offer.AnswerBy, scope.Now, "offer.answerBy");
        var to = Slugs.Read(offer.To, "offer.to", bodies, scope.Check);
        scope.Check.That(to?.Contains(scope.State.Body) != true, "offer.to", "names the body that decides");
        return new(to, offer.Because ?? "", offer.AnswerBy?.ToUniversalTime() ?? scope.Now);
    }

    private string? ReadToldFirst(ToldFirstRequest? toldFirst)
    {
        if (toldFirst is null || toldFirst.No != true)
        {
            return null;
        }

        scope.Check.OneOf(toldFirst.Because, "toldFirst.because", "danger", "tampering", "notReachable");
        return toldFirst.Because;
    }

    private Rationale ReadRationale(RationaleRequest? rationale, IReadOnlyList<Finding> findings)
    {
        scope.Check
            .Text(rationale?.ForPanel, "rationale.forPanel", TextLimits.Rationale)
            .Optional(rationale?.ForAccused, "rationale.forAccused", TextLimits.Rationale)
            .Optional(rationale?.ForReporter, "rationale.forReporter", TextLimits.Rationale);
        var persons = findings.Select(f => f.Person).Distinct().ToList();
        return new(
            Texts.Panel(rationale?.ForPanel ?? ""),
            persons is [{ } person] ? Texts.OptionalAccused(person, rationale?.ForAccused) : Texts.OptionalPanel(rationale?.ForAccused),
            Sensitive.OfOptional(rationale?.ForReporter, scope.State.Reports is [var only] ? $"reporter:{only.Report}" : "panel"));
    }
}
