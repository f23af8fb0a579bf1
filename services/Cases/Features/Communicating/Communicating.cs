using Coc.Cases.Domain;
using Coc.Cases.Features.TellingAccused;
using Coc.Platform;

namespace Coc.Cases.Features.Communicating;

/// <summary>
/// <c>POST /api/cases/{id}/communications</c> <c>{to: reporter·accused·affected·organiser, person?, report?, affected?, text, considered?: {safety, wish}}</c>: drafts that another seat approves, which sends them, or
/// returns (P6). Nothing is written or sent to an accused person before whoever does not know of the report was thought of: <c>considered</c> here or in <c>…/approve</c>, else 409 <c>P4</c>.
/// </summary>
internal static class Communicating
{
    public static void MapCommunicating(this IEndpointRouteBuilder cases)
    {
        cases.MapCommand<Request>("communications", async (request, scope) =>
        {
            if (request.To == Domain.Communicating.Organiser)
            {
                scope.Check.That(request.Text is null, "text", "is not for an organiser: they are told the measures for the venue, in our words");
                var organiser = scope.ReportOf(request.Report, "report");
                scope.Check.Throw();
                return new CaseCommand.TellOrganiser(scope.Seat, scope.Now, Ids.New(), organiser);
            }

            scope.Check.OneOf(request.To, "to", "reporter", "accused", Domain.Communicating.Affected, Domain.Communicating.Organiser).Text(request.Text, "text", TextLimits.Message);
            Guid? person = request.To == "accused" ? scope.PersonOf(request.Person, "person") : null;
            Guid? report = request.To switch
            {
                "reporter" => scope.ReportOf(request.Report, "report"),
                Domain.Communicating.Affected => scope.AffectedOf(request.Affected, "affected"), // with a page of their own; before, there is nobody to write to
                _ => null,
            };
            scope.Check.Considered(request.Considered).That(request.Considered is null || request.To == "accused", "considered", "is for what an accused person is told").Throw();
            return new CaseCommand.Draft(scope.Seat, scope.Now, Ids.New(), request.To!, person, report, request.Text!) { Thought = await ThoughtAsync(scope, request.To == "accused", request.Considered) };
        });
        cases.MapCommand<Approval>("communications/{thing}/approve", async (request, scope) =>
        {
            var draft = scope.State.Communications.First(c => c.Id == scope.Thing);
            var toAccused = draft.To == "accused";
            scope.Check.Considered(request.Considered).That(request.Considered is null || toAccused, "considered", "is for what an accused person is told").Throw();
            return new CaseCommand.Approve(scope.Seat, scope.Now, scope.Thing)
            {
                Thought = await ThoughtAsync(scope, toAccused, request.Considered),
                Self = draft is { To: "reporter", Report: { } report } && Domain.Communicating.IsForAffected(scope.State)
                    && await scope.Context.RequestServices.GetRequiredService<RoomDoor>().HappenedToReporterAsync(report, scope.Seat, scope.Context.RequestAborted),
            };
        }, IsCommunication);
        cases.MapCommand<Return>("communications/{thing}/return", (request, scope) =>
        {
            scope.Check.Text(request.Why, "why", TextLimits.Reason).Throw();
            return new CaseCommand.Return(scope.Seat, scope.Now, scope.Thing, request.Why!);
        }, IsCommunication);
    }

    private static async ValueTask<AffectedThought> ThoughtAsync(CommandScope scope, bool toAccused, Considerations? considered)
    {
        var unaware = toAccused ? await scope.Context.RequestServices.GetRequiredService<RoomDoor>().UnawareAsync(scope.State, scope.Seat, scope.Context.RequestAborted) : [];
        return new(unaware.Count > 0, considered?.Said) { Who = unaware };
    }

    private static bool IsCommunication(CaseState state, Guid id) => state.Communications.Any(c => c.Id == id);

    internal sealed record Request(string? To, Guid? Person, Guid? Report, Guid? Affected, string? Text, Considerations? Considered);

    internal sealed record Approval : IMayBeEmpty
    {
        public Considerations? Considered { get; init; }
    }

    internal sealed record Return(string? Why);
}
