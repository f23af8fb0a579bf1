using Coc.Cases.Domain;
using Coc.Cases.Features.SettingSeatsAside;
using Coc.Cases.Features.UnsealingIdentities;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.TellingWhatWaits;

/// <summary><c>POST /internal/waiting</c>: for whom something in a case waits now. Who may be mailed is who may see.</summary>
internal static class AnsweringForWhom
{
    private const int Most = 1000;

    public static void MapAnsweringForWhom(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/internal/waiting", async (HttpContext context, CaseFinder finder, HolderReading holders, SeatsSetAside setAside) =>
        {
            context.OnlyFor("identity");
            var question = await context.ReadAsync<WaitingQuestion>();
            new Check().Text(question.Body, "body", 200).Text(question.Kind, "kind", 50).AtMost(question.People, "people", Most).Throw();
            var state = await finder.LoadAsync(new StreamKey(question.Body, question.Guard), context.RequestAborted);
            if (state is not { Exists: true, HasGone: false })
            {
                throw new ProblemException(Problems.NotFound);
            }

            var held = state.Unsealings.Any(u => u.Id == question.Thing) ? await holders.OfAsync(state, context.RequestAborted) : Holders.None;
            // Counsel is of no panel, which whoever was excluded has left already: it is asked here, and while nobody can say nobody is told.
            IReadOnlyList<Guid> aside = state.LegalRequests.FirstOrDefault(r => r.Id == question.Thing) is { } asked ? await setAside.ActingForAsync(state, asked.Counsel, $"system:{state.Id}", context.RequestAborted) : [];
            return Results.Json(Answer(state, question with { People = [.. (question.People ?? []).Where(p => !p.Seats.Any(s => aside.Contains(s.Id)))] }, held), Json.Options);
        }).For(CallerKind.Service).ExcludeFromDescription();

    private static WaitingAnswer Answer(CaseState state, WaitingQuestion question, Holders holders) => new(
        state.IsUrgent,
        [.. state.LegalRequests.Where(r => r.Id == question.Thing).Select(r => r.Counsel)],
        [.. state.Panel.Where(p => !p.Left).Select(p => p.Seat)],
        [.. (question.People ?? []).Where(p => Waiting.Is(state, question.Kind, question.Thing, p.Seats, holders)).Select(p => p.Account)]);
}
