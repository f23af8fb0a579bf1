using Coc.Cases.Domain;
using Coc.Cases.Features.UnsealingIdentities;

namespace Coc.Cases.Features.Safeguarding;

/// <summary>
/// <c>POST /api/cases/{id}/minor</c> <c>{}</c>: somebody under age is in the matter, whatever the report said (P10): it is urgent from now on, and a day runs for both who are asked. <c>…/safeguarding</c> <c>{note}</c>: the
/// safeguarding contact was reached; <c>…/guardians</c> <c>{note}</c>: guardians were, which 409 <c>minor</c> refuses before that contact and counsel (<c>legal-requests</c> or <c>legal-consultations</c> with
/// <c>about: minor</c>) were asked. <c>…/minor-identity</c> <c>{seats: [seat], reason?}</c>: which two at most read who they are; before somebody is named, nobody does. Who was named and is still there stays, unless
/// they give the place up themselves (409 <c>stillKnows</c>); a reason where one takes another's place (409 <c>reasonNeeded</c>); whom a reporter under age told alone who they are is one of the two (409
/// <c>holderNeeded</c>). Nobody lent, and nobody of an event's staff, is named.
/// </summary>
internal static class SafeguardingMinors
{
    public static void MapSafeguardingMinors(this IEndpointRouteBuilder cases)
    {
        cases.MapCommand<Nothing>(Domain.Safeguarding.Noting, (_, scope) => new CaseCommand.NoteMinor(scope.Seat, scope.Now));
        cases.MapCommand<Naming>(MinorIdentity.Command, async (request, scope) =>
        {
            scope.Check
                .That(request.Seats is { Count: > 0 and <= MinorIdentity.Most }, "seats", $"must name one seat, or {MinorIdentity.Most}")
                .That(request.Seats?.All(s => scope.State.SeatOf(s) is not null) != false, "seats", "must be seats of the panel")
                .Optional(request.Reason, "reason", TextLimits.Reason)
                .Throw();
            var holders = await scope.Context.RequestServices.GetRequiredService<HolderReading>().SurelyAsync(scope.State, $"seat:{scope.Seat}", scope.Context.RequestAborted);
            return new CaseCommand.NameMinorsSeats(scope.Seat, scope.Now, request.Seats!, string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason, holders);
        });
        cases.MapCommand<Request>(Domain.Safeguarding.Contact, (request, scope) => new CaseCommand.ReachSafeguarding(scope.Seat, scope.Now, Required(request, scope)));
        cases.MapCommand<Request>(Domain.Safeguarding.Guardians, (request, scope) => new CaseCommand.ReachGuardians(scope.Seat, scope.Now, Required(request, scope)));
    }

    private static string Required(Request request, CommandScope scope)
    {
        scope.Check.Text(request.Note, "note", TextLimits.Note).Throw();
        return request.Note!;
    }

    internal sealed record Naming(IReadOnlyList<Guid>? Seats, string? Reason);

    internal sealed record Request(string? Note);
}
