using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Identity.Features.IssuingServiceTickets;

internal static class ServiceTicketsRoute
{
    private const int Seconds = 30;
    private const int LongestActing = 100;

    public static void MapServiceTickets(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/internal/service-tickets", IssueAsync).WithMetadata(new OpenDoor()).ExcludeFromDescription();

    private static async Task<IResult> IssueAsync(HttpContext context, Credentials credentials, Tickets tickets)
    {
        var service = context.Request.Headers[ServiceChannel.CredentialHeader] is [{ } credential] ? credentials.ServiceOf(credential) : null;
        if (service is null)
        {
            throw new ProblemException(Problems.SignInRequired);
        }

        var request = await context.ReadAsync<ServiceTicketRequest>();
        new Check().That(ActingFits(request.Acting), "acting", "must be seat:… or system:…").Throw();
        return AllowedPairs.Allow(service, request.Audience ?? "")
            ? Results.Ok(new ServiceTicket(tickets.Mint(request.Audience!, new Caller(CallerKind.Service, service, [], request.Acting)), Seconds))
            : throw new ProblemException(Problems.NotFound);
    }

    private static bool ActingFits(string? acting) =>
        acting is { Length: <= LongestActing } && (acting.StartsWith("seat:", StringComparison.Ordinal) || acting.StartsWith("system:", StringComparison.Ordinal));
}
