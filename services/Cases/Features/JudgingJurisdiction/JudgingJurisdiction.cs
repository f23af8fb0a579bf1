using System.Text.RegularExpressions;
using Coc.Cases.Domain;

namespace Coc.Cases.Features.JudgingJurisdiction;

/// <summary><c>POST /api/cases/{id}/jurisdiction</c>: a human confirms the rule, or names the one that holds instead (R14).</summary>
internal static partial class JudgingJurisdiction
{
    public static void MapJudgingJurisdiction(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>("jurisdiction", (request, scope) =>
    {
        scope.Check
            .That(request.Confirm is not null, "confirm", "must be true or false")
            .That(request.Rule is null || Rule().IsMatch(request.Rule), "rule", "must be J1 to J12")
            .Optional(request.Reason, "reason", TextLimits.Reason)
            .Throw();
        return new CaseCommand.JudgeJurisdiction(scope.Seat, scope.Now, request.Confirm!.Value, request.Rule, request.Reason);
    });

    [GeneratedRegex("^J([1-9]|1[0-2])$")]
    internal static partial Regex Rule();

    internal sealed record Request(bool? Confirm, string? Rule, string? Reason);
}
