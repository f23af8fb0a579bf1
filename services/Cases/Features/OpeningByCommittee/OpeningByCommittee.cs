using System.Diagnostics;
using Coc.Cases.Domain;
using Coc.Cases.Features.IdentifyingSubjects;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.OpeningByCommittee;

/// <summary><c>POST /api/bodies/{slug}/cases</c> <c>{risk: low·medium·high, summary, about?: {accounts?, name?, description?}}</c> → 201 <c>{case, codeName}</c>: a case nobody reported (R6). The other seats are
/// asked about conflicts when it is about somebody: at once with <c>about</c>, else with the first of <c>subjects</c>; who is named, or has a tie to them, is not (P1).</summary>
internal static class OpeningByCommittee
{
    public static void MapOpeningByCommittee(this IEndpointRouteBuilder bodies) =>
        bodies.MapPost("cases", (HttpContext context, string slug, CaseExecutor executor, ServiceChannel channel, PersonsFoundOut persons, Idempotency idempotency) =>
        {
            var caller = context.Caller();
            var seat = caller.Seats.FirstOrDefault(s => s.Body == slug && Caller.Decides(s.Role)) ?? throw new ProblemException(Problems.NotFound);
            return idempotency.RunAsync(context, async (key, cancellationToken) =>
            {
                var request = await context.ReadAsync<Request>();
                new Check().OneOf(request.Risk, "risk", "low", "medium", "high").Text(request.Summary, "summary", TextLimits.Note)
                    .Each(request.About?.Accounts, "about.accounts", TextLimits.Account)
                    .Optional(request.About?.Name, "about.name", IdentifyingSubjects.IdentifyingSubjects.MostName)
                    .Optional(request.About?.Description, "about.description", TextLimits.Note)
                    .That(request.About is not { } about || about.Accounts is { Count: > 0 } || !string.IsNullOrWhiteSpace(about.Name) || !string.IsNullOrWhiteSpace(about.Description), "about", "must say who it is")
                    .Throw();
                var stated = request.About is { } said ? new StatedPerson([.. (said.Accounts ?? []).Select(BlindIndex.NormalAccount).Distinct()], said.Name, said.Description) : null;
                var handling = await channel.PostAsync<HandlingBody>("liaison", $"/internal/handling/{slug}", new HandlingQuestion([], stated is null ? null : [stated]), $"seat:{seat.Id}", cancellationToken)
                    ?? throw new ProblemException(Problems.Unavailable);
                var id = key.EffectId ?? Ids.New();
                var found = stated is null ? default : await persons.KnownAsync(slug, id, stated, $"seat:{seat.Id}", cancellationToken);
                var answer = Answer.Empty();
                var outcome = await executor.ExecuteAsync(
                    new CaseWork(
                        new StreamKey(slug, id), now => new EventContext(now, Ids.New(), null, $"account:{caller.Account}", seat.Id, seat.Role, TraceParent: Activity.Current?.Id),
                        (_, now) => ValueTask.FromResult<CaseCommand>(new CaseCommand.OpenByCommittee(seat.Id, now, id, handling, request.Risk!, request.Summary!)
                        {
                            About = stated is null ? null : new(seat.Id, now, found.Person, found.CodeName, stated.Accounts, stated.Name, stated.Description),
                        }))
                    {
                        Also = (after, _) => key.Keep(answer = Answer.Of(201, new { Case = id, after.CodeName })),
                    },
                    cancellationToken);
                return outcome.Refusal is { } refusal ? throw new ProblemException(Problems.Refused(refusal.Code, refusal.Rule, refusal.Detail)) : answer;
            });
        });

    internal sealed record Request(string? Risk, string? Summary, AboutWhom? About);

    internal sealed record AboutWhom(IReadOnlyList<string>? Accounts, string? Name, string? Description);
}
