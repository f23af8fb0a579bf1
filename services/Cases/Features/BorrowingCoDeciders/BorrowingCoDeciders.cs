using Coc.Cases.Domain;
using Coc.Cases.Features.AskingConsent;
using Coc.Cases.Features.SettingSeatsAside;
using Coc.Platform.Http;

namespace Coc.Cases.Features.BorrowingCoDeciders;

/// <summary><c>POST /api/cases/{id}/co-decider</c> (P1): a project of one or two asks the foundation for somebody who decides with it. 409 <c>notSmall</c>, <c>alreadyAsked</c>, <c>alreadyDecided</c>.</summary>
internal static class BorrowingCoDeciders
{
    public static void MapBorrowingCoDeciders(this IEndpointRouteBuilder cases) => cases.MapCommand<Nothing>(Lending.Command, async (_, scope) =>
    {
        if (Availability.Of(scope.State, scope.Seat, Lending.Command) is not null)
        {
            return new CaseCommand.AskCoDecider(scope.Seat, scope.Now, scope.State.Handling); // refused: nobody has to be asked who could be lent
        }

        var (services, acting) = (scope.Context.RequestServices, $"seat:{scope.Seat}");
        var lender = await services.GetRequiredService<Receivers>().FindAsync(scope.State, scope.State.Handling.Foundation, acting, scope.Context.RequestAborted)
            ?? throw new ProblemException(Problems.Unavailable);
        return new CaseCommand.AskCoDecider(scope.Seat, scope.Now, lender)
        {
            Consents = await services.GetRequiredService<ReporterConsents>().OfAsync(scope.State, Consenting.Lent, acting, scope.Context.RequestAborted),
        };
    });
}
