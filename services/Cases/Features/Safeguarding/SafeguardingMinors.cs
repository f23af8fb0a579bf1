using Coc.Cases.Domain;

namespace Coc.Cases.Features.Safeguarding;

/// <summary>
/// <c>POST /api/cases/{id}/minor</c> <c>{}</c>: somebody under age is in the matter, whatever the report said (P10): it is urgent from now on, and a day runs for both who are asked. <c>…/safeguarding</c> <c>{note}</c>: the
/// safeguarding contact was reached; <c>…/guardians</c> <c>{note}</c>: guardians were, which 409 <c>minor</c> refuses before that contact and counsel (<c>legal-requests</c> or <c>legal-consultations</c> with
/// <c>about: minor</c>) were asked.
/// </summary>
internal static class SafeguardingMinors
{
    public static void MapSafeguardingMinors(this IEndpointRouteBuilder cases)
    {
        cases.MapCommand<Nothing>(Domain.Safeguarding.Noting, (_, scope) => new CaseCommand.NoteMinor(scope.Seat, scope.Now));
        cases.MapCommand<Request>(Domain.Safeguarding.Contact, (request, scope) => new CaseCommand.ReachSafeguarding(scope.Seat, scope.Now, Required(request, scope)));
        cases.MapCommand<Request>(Domain.Safeguarding.Guardians, (request, scope) => new CaseCommand.ReachGuardians(scope.Seat, scope.Now, Required(request, scope)));
    }

    private static string Required(Request request, CommandScope scope)
    {
        scope.Check.Text(request.Note, "note", TextLimits.Note).Throw();
        return request.Note!;
    }

    internal sealed record Request(string? Note);
}
