using System.Text.Json;
using Coc.Platform.Http;
using Coc.Sanctions.Domain;

namespace Coc.Sanctions.Features.ComingBack;

/// <summary>What a seat answers, as it came.</summary>
/// <param name="Outcome">return, returnInSteps, notYet</param>
/// <param name="AskAgainFrom">with notYet, and only there: at most six months ahead</param>
/// <param name="Reasons">for the person</param>
internal sealed record AnswerRequest(string? Outcome, IReadOnlyList<StepRequest?>? Steps, DateTimeOffset? AskAgainFrom, string? Reasons)
{
    private const int MostSteps = 12;
    private const int MostConditions = 10;
    private const int MostSpaces = 200;
    private const int ReasonsLength = 10_000;

    /// <summary>The steps in their order; 400 where something is missing or cannot be meant.</summary>
    /// <param name="spaces">that the measure is for</param>
    /// <param name="everywhere">it is for every space of every body, also of those that come</param>
    public IReadOnlyList<ReturnStep> Read(IReadOnlyCollection<string> spaces, bool everywhere, DateTimeOffset now)
    {
        var check = new Check();
        var steps = Steps?.Take(MostSteps).ToList() ?? [];
        check
            .OneOf(Outcome, "outcome", ReadmissionAnswer.Return, ReadmissionAnswer.InSteps, ReadmissionAnswer.NotYet)
            .Text(Reasons, "reasons", ReasonsLength)
            .That(Outcome == ReadmissionAnswer.InSteps || steps.Count == 0, "steps", "belong to returnInSteps")
            .That(Outcome != ReadmissionAnswer.InSteps || steps.Count > 0, "steps", "must name at least one step")
            .AtMost(Steps, "steps", MostSteps)
            .That(!everywhere || steps.All(s => s?.GiveBack is null), "steps", "cannot give back single spaces while the measure is for every space of every body, also of those that come: amend it to named spaces first")
            .That(Outcome == ReadmissionAnswer.NotYet || AskAgainFrom is null, "askAgainFrom", "belongs to notYet")
            .That(Outcome != ReadmissionAnswer.NotYet || AskAgainFrom is not null, "askAgainFrom", "must say from when the person can ask again")
            .That(AskAgainFrom is null || (AskAgainFrom > now && AskAgainFrom <= Domain.ComingBack.Furthest(now)), "askAgainFrom", "must be in the future, and at most six months ahead");
        var (left, before) = (spaces.ToHashSet(), now);
        for (var i = 0; i < steps.Count; i++)
        {
            before = Require(steps[i], $"steps[{i}]", i == steps.Count - 1, left, before, now, check);
        }

        check.Throw();
        return [.. steps.Select(s => new ReturnStep(s!.From!.Value.ToUniversalTime(), s.GiveBack is null ? null : [.. s.GiveBack.OfType<string>()], [.. (s.Conditions ?? []).Select(TypeOf).OfType<string>()]))];
    }

    private static DateTimeOffset Require(StepRequest? step, string path, bool last, HashSet<string> left, DateTimeOffset before, DateTimeOffset now, Check check)
    {
        check
            .That(step?.From is { } from && from > before, $"{path}.from", "must be in the future, and after the step before")
            .That(!(step?.From > now.AddYears(2)), $"{path}.from", "must be within two years")
            .That(last || step?.GiveBack is not null, $"{path}.giveBack", "may be absent in the last step only, which gives back everything that is left")
            .That(step?.GiveBack is null or { Count: > 0 }, $"{path}.giveBack", "must name at least one space, or be absent")
            .AtMost(step?.GiveBack, $"{path}.giveBack", MostSpaces)
            .AtMost(step?.Conditions, $"{path}.conditions", MostConditions);
        foreach (var (space, i) in (step?.GiveBack ?? []).Take(MostSpaces).Select((s, i) => (s, i)))
        {
            check.That(space is not null && left.Remove(space), $"{path}.giveBack[{i}]", "is not a space the measure is still for");
        }

        foreach (var (condition, i) in (step?.Conditions ?? []).Take(MostConditions).Select((c, i) => (c, i)))
        {
            check.That(TypeOf(condition) is not null, $"{path}.conditions[{i}]", $"must be one of {string.Join(", ", Condition.Types)}, and nothing else: its words belong to the reasons, and whom it protects to the case");
        }

        return step?.From ?? before;
    }

    // As in a decision: the word, or an object with it. Nothing more is kept, so that nothing more is taken.
    private static string? TypeOf(JsonElement condition) => condition.ValueKind switch
    {
        JsonValueKind.String => Known(condition),
        JsonValueKind.Object when condition.EnumerateObject().Count() == 1 && condition.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String => Known(type),
        _ => null,
    };

    private static string? Known(JsonElement type) => Array.Find(Condition.Types, t => type.ValueEquals(t));
}

/// <param name="GiveBack">spaces the person is free in from then on; absent: in all, and the measure is over</param>
/// <param name="Conditions">types</param>
internal sealed record StepRequest(DateTimeOffset? From, IReadOnlyList<string?>? GiveBack, IReadOnlyList<JsonElement>? Conditions);
