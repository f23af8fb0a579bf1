using Coc.Cases.Domain;
using Coc.Cases.Features.AskingConsent;
using Coc.Cases.Features.ReadingEvidence;
using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.EngagingOutsiders;

/// <summary>
/// <c>POST /api/cases/{id}/outside</c> <c>{seat, as: mediator·investigator·adviser, task, include[], termsAccepted, until}</c>: the panel engages the holder of a seat <c>outside</c> of its body for this case (domain.md 1.1, P16).
/// <c>termsAccepted</c> is the instant at which they accepted the terms of confidentiality; who records it is who asks. <c>include</c> are ids of evidence: they see those pieces and no other. <c>/outside/{engagement}/end</c> ends it.
/// </summary>
internal static class EngagingOutsiders
{
    private const int MostPieces = 50;

    public static void MapEngagingOutsiders(this IEndpointRouteBuilder cases)
    {
        cases.MapCommand<Request>(Engaging.Command, EngageAsync);
        cases.MapCommand<Nothing>("outside/{thing}/end", (_, scope) => new CaseCommand.EndEngagement(scope.Seat, scope.Now, scope.Thing), (state, id) => Engaging.Of(state, id) is not null);
    }

    private static async ValueTask<CaseCommand> EngageAsync(Request request, CommandScope scope)
    {
        var (services, acting, state) = (scope.Context.RequestServices, $"seat:{scope.Seat}", scope.State);
        var pieces = (request.Include ?? []).Select(i => Guid.TryParse(i, out var piece) ? piece : Guid.Empty).Distinct().ToList();
        scope.Check
            .That(request.Seat is { } named && named != Guid.Empty, "seat", "must be a seat")
            .OneOf(request.As, "as", Engaging.Kinds)
            .Text(request.Task, "task", TextLimits.Note)
            .AtMost(request.Include, "include", MostPieces)
            .That(request.TermsAccepted is not null, "termsAccepted", "must say when they accepted the terms of confidentiality: without them nobody from outside sees anything")
            .That(request.TermsAccepted is null || request.TermsAccepted <= scope.Now, "termsAccepted", "must not be in the future")
            .Future(request.Until, scope.Now, "until")
            .Throw();
        var command = new CaseCommand.EngageOutside(
            scope.Seat, scope.Now, null, request.As!, request.Task!, [.. pieces.Select(p => p.ToString())], request.TermsAccepted!.Value.ToUniversalTime(), request.Until!.Value.ToUniversalTime());
        if (Availability.Of(state, scope.Seat, Engaging.Command) is not null)
        {
            return command; // refused: nobody has to be asked who it is
        }

        var kept = pieces.Count == 0 ? [] : await services.GetRequiredService<EvidenceDoor>().KeptAsync(scope);
        scope.Check.That(pieces.All(p => kept.Any(k => k.Id == p)), "include", "names evidence that is not in this case").Throw();
        var person = await services.GetRequiredService<ServiceChannel>().PostAsync<OutsidePerson>(
            "liaison", $"/internal/outside/{state.Body}/{request.Seat}", new HandlingQuestion([.. state.ThreadIds], Domain.OpeningByCommittee.SaidToBe(state)), acting, scope.Context.RequestAborted);
        scope.Check.That(person is not null, "seat", "must be somebody from outside, by name, for whom this body has a seat").Throw();
        var said = await services.GetRequiredService<ReporterConsents>().OfAsync(state, Engaging.Role, acting, scope.Context.RequestAborted);
        return kept.Any(k => pieces.Contains(k.Id) && k.Report is { } report && said.Of(report) == Consenting.No)
            ? throw new ProblemException(Problems.Refused("noConsent", "P16", "A reporter does not agree that somebody from outside sees what they sent: leave it out."))
            : command with { Person = person, Consents = said };
    }

    internal sealed record Request(Guid? Seat, string? As, string? Task, IReadOnlyList<string?>? Include, DateTimeOffset? TermsAccepted, DateTimeOffset? Until);
}
