using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.AnsweringServices;

/// <summary>What Cases and Ledger ask over the service channel.</summary>
internal static class ServiceAnswers
{
    private const int Most = 1000;
    private const int Attempts = 5;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/internal/code-names", CodeNamesAsync).For(CallerKind.Service).ExcludeFromDescription();
        routes.MapPost("/internal/persons/find", FindAsync).For(CallerKind.Service).ExcludeFromDescription();
        routes.MapPost("/internal/persons/identify", IdentifyAsync).For(CallerKind.Service).ExcludeFromDescription();
        routes.MapPost("/internal/eligibility", EligibilityAsync).For(CallerKind.Service).ExcludeFromDescription();
        routes.MapPost("/internal/visible", VisibleAsync).For(CallerKind.Service).ExcludeFromDescription();
    }

    private static async Task<IResult> CodeNamesAsync(HttpContext context, CodeNames names)
    {
        context.OnlyFor("cases", "liaison");
        var question = await context.ReadAsync<CodeNameQuestion>();
        new Check().Text(question.Body, "body", 200).AtMost(question.Persons, "persons", Most).Throw();
        return Results.Json(new CodeNameAnswer(await names.OfAsync(question.Body, question.Persons ?? [], context.RequestAborted)), Json.Options);
    }

    private static async Task<IResult> FindAsync(HttpContext context, PersonRegistry persons)
    {
        context.OnlyFor("cases");
        var question = await context.ReadAsync<PersonsQuestion>();
        new Check().AtMost(question.Accounts, "accounts", Most).Throw();
        return Results.Json(new PersonsAnswer([.. (await persons.FindAsync(question.Accounts ?? [], context.RequestAborted)).Values.Distinct()]), Json.Options);
    }

    private static async Task<IResult> IdentifyAsync(HttpContext context, PersonExecutor persons, IEventStore store, DomainClock clock)
    {
        context.OnlyFor("cases");
        var stated = await context.ReadAsync<PersonStated>();
        for (var attempt = 1; ; attempt++)
        {
            var changes = new Changes();
            var known = (await persons.IdentifyAsync(changes, stated.Source, [new StatedPerson(stated.Accounts ?? [], stated.Name, null)], context.RequestAborted))[0];
            try
            {
                if (changes.Any)
                {
                    await store.AppendAsync(changes.ToAppend(new EventContext(clock.GetUtcNow(), Ids.New(), null, context.Caller().Acting)), context.RequestAborted);
                }

                return Results.Json(new PersonKnown(known.Person), Json.Options);
            }
            catch (Exception e) when (attempt < Attempts && e is StreamConflictException or UniqueViolationException { Constraint: PersonRegistry.Constraint })
            {
                // Somebody named the same account at the same moment and was first: now there is a person to find.
            }
        }
    }

    private static async Task<IResult> EligibilityAsync(HttpContext context, PersonRegistry persons, Finder finder)
    {
        context.OnlyFor("liaison");
        var question = await context.ReadAsync<EligibilityQuestion>();
        new Check().AtMost(question.Accounts, "accounts", Most).Throw();
        var found = (await persons.FindAsync([.. question.Accounts ?? []], context.RequestAborted)).Values.Distinct().ToList();
        return Results.Json(new EligibilityAnswer(found.Count > 0 && await finder.FoundAgainstAsync(found, question.Since, context.RequestAborted)), Json.Options);
    }

    private static async Task<IResult> VisibleAsync(HttpContext context, Wall wall)
    {
        context.OnlyFor("ledger", "cases");
        var question = await context.ReadAsync<VisibleQuestion>();
        var ids = await wall.VisibleAsync(question.Seats ?? [], [.. (question.Ids ?? []).Distinct()], context.RequestAborted);
        return Results.Json(new VisibleAnswer([.. ids.Keys]), Json.Options);
    }
}
