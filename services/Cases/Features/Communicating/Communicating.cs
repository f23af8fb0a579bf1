using Coc.Cases.Domain;
using Coc.Platform;

namespace Coc.Cases.Features.Communicating;

/// <summary><c>POST /api/cases/{id}/communications</c> <c>{to: reporter·accused·affected·organiser, person?, report?, affected?, text}</c>: drafts that another seat approves, which sends them, or returns (P6).</summary>
internal static class Communicating
{
    public static void MapCommunicating(this IEndpointRouteBuilder cases)
    {
        cases.MapCommand<Request>("communications", (request, scope) =>
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
            scope.Check.Throw();
            return new CaseCommand.Draft(scope.Seat, scope.Now, Ids.New(), request.To!, person, report, request.Text!);
        });
        cases.MapCommand<Nothing>("communications/{thing}/approve", (_, scope) => new CaseCommand.Approve(scope.Seat, scope.Now, scope.Thing), IsCommunication);
        cases.MapCommand<Return>("communications/{thing}/return", (request, scope) =>
        {
            scope.Check.Text(request.Why, "why", TextLimits.Reason).Throw();
            return new CaseCommand.Return(scope.Seat, scope.Now, scope.Thing, request.Why!);
        }, IsCommunication);
    }

    private static bool IsCommunication(CaseState state, Guid id) => state.Communications.Any(c => c.Id == id);

    internal sealed record Request(string? To, Guid? Person, Guid? Report, Guid? Affected, string? Text);

    internal sealed record Return(string? Why);
}
