using Coc.Cases.Domain;
using Coc.Cases.Features.Transferring;

namespace Coc.Cases.Features.NamingProjects;

/// <summary><c>POST /api/cases/{id}/projects</c>: another project is concerned after all, or is not; J2 is asked again.</summary>
internal static class NamingProjects
{
    public static void MapNamingProjects(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>("projects", async (request, scope) =>
    {
        var directory = scope.Context.RequestServices.GetRequiredService<BodyDirectory>();
        var known = request.Project is { } slug && (await directory.KindsAsync([slug], scope.Context.RequestAborted)).GetValueOrDefault(slug) == "project";
        scope.Check.That(known, "project", "is no project of the directory").That(request.Concerned is not null, "concerned", "must be true or false").Throw();
        return new CaseCommand.NameProject(scope.Seat, scope.Now, request.Project!, request.Concerned!.Value);
    });

    internal sealed record Request(string? Project, bool? Concerned);
}
