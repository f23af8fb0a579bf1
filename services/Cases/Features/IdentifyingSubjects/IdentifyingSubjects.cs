using Coc.Cases.Domain;

namespace Coc.Cases.Features.IdentifyingSubjects;

/// <summary><c>POST /api/cases/{id}/subjects</c>: one seat says who the person is, a second agrees (P22).</summary>
internal static class IdentifyingSubjects
{
    public static void MapIdentifyingSubjects(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>("subjects", (request, scope) =>
    {
        scope.Check
            .OneOf(request.Identification, "identification", "claimed", "confirmed")
            .Each(request.Accounts, "accounts", TextLimits.Account)
            .Optional(request.Name, "name", TextLimits.Label * 2)
            .Optional(request.Description, "description", TextLimits.Note);
        var person = scope.PersonOf(request.Person, "person");
        scope.Check.Throw();
        return new CaseCommand.Identify(scope.Seat, scope.Now, person, request.Accounts ?? [], request.Name, request.Description, request.Identification == "confirmed");
    });

    internal sealed record Request(Guid? Person, IReadOnlyList<string>? Accounts, string? Name, string? Description, string? Identification);
}
