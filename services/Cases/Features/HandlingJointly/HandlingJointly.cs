using Coc.Cases.Domain;

namespace Coc.Cases.Features.HandlingJointly;

/// <summary>
/// <c>POST /api/cases/{id}/joint</c> (how two competent bodies handle it, or on which ground one acted alone), <c>/summary</c> (what the other body's panel is
/// told) and <c>/follow-up</c> (R20, J10).
/// </summary>
internal static class HandlingJointly
{
    public static void MapHandlingJointly(this IEndpointRouteBuilder cases)
    {
        cases.MapCommand<JointRequest>("joint", (request, scope) =>
        {
            scope.Check.OneOf(request.Mode, "mode", JointState.Together, JointState.Alone)
                .That(request.Mode != JointState.Alone || Jointly.Grounds.Contains(request.Ground), "ground", $"must be one of {string.Join(", ", Jointly.Grounds)}")
                .That(request.Mode != JointState.Together || request.Ground is null, "ground", "is only for acting alone")
                .Throw();
            return new CaseCommand.ChooseJoint(scope.Seat, scope.Now, request.Mode!, request.Ground);
        });
        cases.MapCommand<SummaryRequest>("summary", (request, scope) =>
        {
            scope.Check.Text(request.Text, "text", TextLimits.Message).Throw();
            return new CaseCommand.SendSummary(scope.Seat, scope.Now, request.Text!);
        });
        cases.MapCommand<Nothing>("follow-up", (_, scope) => new CaseCommand.OpenFollowUp(scope.Seat, scope.Now));
    }

    internal sealed record JointRequest(string? Mode, string? Ground);

    internal sealed record SummaryRequest(string? Text);
}
