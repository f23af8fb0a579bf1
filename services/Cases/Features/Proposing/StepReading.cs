using System.Text.Json;
using Coc.Cases.Domain;
using Coc.Platform.Http;

namespace Coc.Cases.Features.Proposing;

/// <summary>The steps of a proposed agreement (P12): who does what until when, who checks it, who sees it.</summary>
internal static class StepReading
{
    private static readonly string[] Readers = ["panel", "accused", "reporter", "affected"];

    public static IReadOnlyList<ProposedStep> Read(JsonElement? list, string path, CommandScope scope, int most)
    {
        if (list is not { ValueKind: not JsonValueKind.Null } given)
        {
            return [];
        }

        IReadOnlyList<StepRequest?> stated = [];
        try
        {
            stated = given.Deserialize<IReadOnlyList<StepRequest?>>(Json.Options) ?? [];
        }
        catch (JsonException)
        {
            scope.Check.That(false, path, "must be a list of steps with who, what and due");
        }

        scope.Check.AtMost(stated, path, most);
        return [.. stated.Take(most).Select((s, i) => Read(s ?? new(null, null, null, null, null), $"{path}[{i}]", scope))];
    }

    private static ProposedStep Read(StepRequest step, string path, CommandScope scope)
    {
        scope.Check
            .Text(step.Who, $"{path}.who", TextLimits.Label * 2)
            .Text(step.What, $"{path}.what", TextLimits.Reason)
            .Future(step.Due, scope.Now, $"{path}.due")
            .That(step.Checks is null || scope.State.SeatOf(step.Checks.Value) is { IsOutside: false }, $"{path}.checks", "must be a seat of the panel")
            .AtMost(step.Sees, $"{path}.sees", Readers.Length)
            .That(step.Sees is null || step.Sees.All(Readers.Contains), $"{path}.sees", $"must be of {string.Join(", ", Readers)}");
        return new(step.Who ?? "", step.What ?? "", step.Due?.ToUniversalTime() ?? scope.Now, step.Checks, step.Sees ?? ["panel", "accused"]);
    }

    internal sealed record StepRequest(string? Who, string? What, DateTimeOffset? Due, Guid? Checks, IReadOnlyList<string>? Sees);
}
