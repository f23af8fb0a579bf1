using Coc.Contracts.Channel;
using Coc.Liaison.Directory;
using Coc.Liaison.Features.AnnouncingChanges;
using Coc.Liaison.Publishing;
using Coc.Liaison.Transfers;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.TellingWhatWaits;

/// <summary>
/// <c>POST /internal/waiting</c>: for whom a transfer waits now, or who hears of a change. Who may be mailed of the one is who may open it, and has to answer: the receiver's seats, or the arbiter's; of the other
/// who may read it: the body's deciding seats and its foundation's auditor, and never who did it.
/// </summary>
internal sealed class AnswerForWhom(TransferExecutor transfers, BodyDirectory directory, TransferDoor door, BodyHistory history, Wall wall, DomainClock clock)
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
            new Check().Text(question.Body, "body", 200).OneOf(question.Kind, "kind", TransferWaiting.Transfer, ChangeWaiting.Change).AtMost(question.People, "people", Most).Throw();
            return await (question.Kind == ChangeWaiting.Change ? answer.OfChangeAsync(question, context.RequestAborted) : answer.OfAsync(question, context.RequestAborted)) is { } found ? Results.Json(found, Json.Options) : throw new ProblemException(Problems.NotFound);
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
            if (await AnswersAsync(person, question.Guard, side, cancellationToken))
            {
                accounts.Add(person.Account);
            }
        }

        return new(state.Offer!.AnswerBy - state.Offer.OfferedAt <= Hurried, [body.Profile.ActingSlug], [], accounts);
    }

    private async Task<WaitingAnswer?> OfChangeAsync(WaitingQuestion question, CancellationToken cancellationToken)
    {
        if (await history.OfAsync(question.Guard, cancellationToken) is not var (slug, announced) || ChangeWaiting.Told(announced, question.Thing) is not { } change || await directory.FindAsync(slug, cancellationToken) is not { } body)
        {
            return null;
        }

        var (now, acting) = (clock.GetUtcNow(), await wall.ActingAsync(body, cancellationToken));
        var foundation = await directory.FindAsync(body.Profile.Foundation, cancellationToken);
        // Who gets a seat hears of it by the invitation.
        var hearing = acting.State.DecidingSeats(now).Concat(foundation?.State.ActiveSeats(now).Where(s => s.Terms.Role == "auditor") ?? []).Where(s => change.Kind != "seat" || s.Id != change.Seat).Select(s => (s.Id, s.Account)).ToHashSet();
        var did = (change.ConfirmedBy ?? change.By)?.Account;
        return new(
            false, [.. new[] { acting.Slug, body.Profile.Foundation }.Distinct()], [],
            [.. (question.People ?? []).Where(p => p.Account != did && p.Seats.Any(s => hearing.Contains((s.Id, p.Account)))).Select(p => p.Account)]);
    }

    private async Task<bool> AnswersAsync(AskedPerson person, Guid transfer, TransferSide side, CancellationToken cancellationToken)
    {
        try
        {
            await door.AnswerAsync(new Caller(CallerKind.Seat, person.Account.ToString(), person.Seats), transfer, side, cancellationToken);
            return true;
        }
        catch (ProblemException e) when (e.Problem.Status is StatusCodes.Status404NotFound or StatusCodes.Status409Conflict) // not there, or no more than to read
        {
            return false;
        }
    }
}
