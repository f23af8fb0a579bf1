using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.SettingSeatsAside;

/// <summary>
/// <c>POST /internal/persons/aside</c>: a conflict with a case is one with its persons, wherever else they are asked about (P1). Matched like who audits: by what cases say, and by names, accounts and ties as of now. Of an appeal
/// only who is too close to it counts, not who decided before. Asked about somebody whom no case knows, it takes the same way.
/// </summary>
internal static class AnsweringWhoIsTooClose
{
    private const int Most = 100;

    public static void MapAnsweringWhoIsTooClose(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/internal/persons/aside", async (HttpContext context, CaseFinder finder, SeatsSetAside setAside) =>
        {
            context.OnlyFor("sanctions");
            var question = await context.ReadAsync<PersonAsideQuestion>();
            new Check().AtMost(question.Persons, "persons", Most).AtMost(question.Seats, "seats", Most).That(question.Seats is { Count: > 0 }, "seats", "must not be empty").Throw();
            var cases = await finder.OfThingsAsync(question.Persons ?? [], context.RequestAborted);
            var matched = await setAside.IsAuditorAsideAsync(cases, [.. question.Seats!.Select(s => s.Id)], context.Caller().Acting ?? "", context.RequestAborted);
            var aside = matched || cases.Any(c => CaseWall.IsHard(c, question.Seats!) || question.Seats!.Any(s => c.Departed.Contains(s.Id)));
            return Results.Json(
                new PersonAside(
                    aside, [.. cases.Where(c => c.Exists).Select(c => c.Body).Distinct().Order(StringComparer.Ordinal)],
                    [.. cases.SelectMany(c => c.Panel.Where(p => p.Conflict == Conflict.Hard).Select(p => p.Seat).Concat(c.Departed)).Distinct()]),
                Json.Options);
        }).For(CallerKind.Service).ExcludeFromDescription();
}
