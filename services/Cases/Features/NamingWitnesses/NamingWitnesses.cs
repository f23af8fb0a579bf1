using Coc.Cases.Domain;
using Coc.Platform;

namespace Coc.Cases.Features.NamingWitnesses;

/// <summary><c>POST /api/cases/{id}/witnesses</c>: who saw what happened, a seat of the body or somebody named; a seat may be both, witness and panel (R29).</summary>
internal static class NamingWitnesses
{
    public static void MapNamingWitnesses(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>("witnesses", (request, scope) =>
    {
        var name = string.IsNullOrWhiteSpace(request.Name) ? null : request.Name;
        scope.Check
            .That(request.Seat is null != name is null, "seat", "either a seat or a name must be there, not both")
            .That(request.Seat is null || scope.State.Handling.Seats.Any(s => s.Seat == request.Seat), "seat", "must be a seat that this body had when it received the report")
            .Optional(name, "name", TextLimits.Label * 2)
            .Throw();
        return new CaseCommand.NameWitness(scope.Seat, scope.Now, Ids.New(), request.Seat, name);
    });

    internal sealed record Request(Guid? Seat, string? Name);
}
