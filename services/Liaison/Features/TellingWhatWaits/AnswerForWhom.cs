using Coc.Contracts.Channel;
using Coc.Liaison.Directory;
using Coc.Liaison.Publishing;
using Coc.Liaison.Transfers;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Liaison.Features.TellingWhatWaits;

/// <summary><c>POST /internal/waiting</c>: for whom a transfer waits now. Who may be mailed is who may open it, and has to answer: the receiver's seats, or the arbiter's.</summary>
internal sealed class AnswerForWhom(TransferExecutor transfers, BodyDirectory directory, TransferDoor door)
{
    private const int Most = 1000;
    private static readonly TimeSpan Hurried = TimeSpan.FromHours(12);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/internal/waiting", async (HttpContext context, AnswerForWhom answer) =>
        {
            if (context.Caller() is not { Kind: CallerKind.Service, Subject: "identity" })
            {
                throw new ProblemException(Problems.NotFound);
            }

            var question = await context.ReadAsync<WaitingQuestion>();
            new Check().Text(question.Body, "body", 200).OneOf(question.Kind, "kind", TransferWaiting.Transfer).AtMost(question.People, "people", Most).Throw();
            return await answer.OfAsync(question, context.RequestAborted) is { } found ? Results.Json(found, Json.Options) : throw new ProblemException(Problems.NotFound);
        }).For(CallerKind.Service).ExcludeFromDescription();

    private async Task<WaitingAnswer?> OfAsync(WaitingQuestion question, CancellationToken cancellationToken)
    {
        var state = await transfers.LoadAsync(question.Guard, cancellationToken);
        if (TransferWaiting.SideOf(state, question.Thing) is not { } side || state.BodyOn(side) is not { } slug || await directory.FindAsync(slug, cancellationToken) is not { } body)
        {
            return null;
        }

        var accounts = new List<Guid>();
        foreach (var person in question.People ?? [])
        {
            if (await ExistsAsync(person, question.Guard, side, cancellationToken))
            {
                accounts.Add(person.Account);
            }
        }

        return new(state.Offer!.AnswerBy - state.Offer.OfferedAt <= Hurried, [body.Profile.ActingSlug], [], accounts);
    }

    private async Task<bool> ExistsAsync(AskedPerson person, Guid transfer, TransferSide side, CancellationToken cancellationToken)
    {
        try
        {
            await door.OpenAsync(new Caller(CallerKind.Seat, person.Account.ToString(), person.Seats), transfer, side, cancellationToken);
            return true;
        }
        catch (ProblemException e) when (e.Problem.Status == StatusCodes.Status404NotFound)
        {
            return false;
        }
    }
}
