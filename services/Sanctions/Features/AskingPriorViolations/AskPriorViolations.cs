using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.AskingPriorViolations;

/// <summary>
/// <c>POST /api/prior-violations</c> (R24, P13): none or known, with categories, never a file. Sealed until the finding is voted, unless somebody is in
/// danger now; once per case, person and day.
/// </summary>
internal sealed class AskPriorViolations(IEventStore store, Streams streams, Finder finder, PersonRegistry registry, ServiceChannel channel)
{
    private const string Type = "priorQuestion";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/prior-violations", async (HttpContext context, AskPriorViolations asking, CommandRunner runner) =>
        {
            if (!context.Caller().Seats.Any(s => Caller.Decides(s.Role)))
            {
                throw new ProblemException(Problems.NotFound);
            }

            var request = await context.ReadAsync<Request>();
            new Check().That(request.Case is not null, "case", "must not be empty").That(request.Person is not null, "person", "must not be empty").Throw();
            var asker = await asking.AskerAsync(context, request.Case!.Value, request.Person!.Value);
            return await runner.RunAsync(context, asker.Seat, cancellationToken => asking.AnswerAsync(request, asker, context.Caller(), runner.Now, cancellationToken));
        }).For(CallerKind.Seat);

    private async Task<(TicketSeat Seat, PriorStanding Standing)> AskerAsync(HttpContext context, Guid @case, Guid person)
    {
        var question = new PriorStandingQuestion(Wall.Asking(context.Caller()), person);
        var standing = await channel.PostAsync<PriorStanding>("cases", $"/internal/cases/{@case}/prior-standing", question, $"seat:{question.Seats[0].Seat}", context.RequestAborted)
            ?? throw new ProblemException(Problems.NotFound);
        return (context.Caller().Seats.First(s => s.Id == standing.Seat), standing);
    }

    private async Task<Attempt> AnswerAsync(Request request, (TicketSeat Seat, PriorStanding Standing) asker, Caller caller, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var standing = asker.Standing;
        var (inCase, person, urgent) = (request.Case!.Value, request.Person!.Value, request.ImmediateSafety ?? false);
        if (!standing.Confirmed)
        {
            throw new ProblemException(Problems.Refused("P22", "P22", "Ask when two seats have confirmed who the person is."));
        }

        if (!standing.FindingVoted && !urgent)
        {
            throw new ProblemException(Problems.Refused("sealedUntilFinding", "P13", "Sealed until the finding is voted; earlier only for immediate safety."));
        }

        var key = new StreamKey(standing.Body, Ids.V5(inCase, $"prior:{person}:{now:yyyy-MM-dd}"));
        if ((await store.ReadAsync(key, cancellationToken: cancellationToken)).Version > 0)
        {
            throw new ProblemException(Problems.Refused("askedToday", "R24", "Once per case, person and day; ask again tomorrow."));
        }

        var known = await KnownAsync(person, inCase, now, cancellationToken);
        if (await IsTooCloseAsync(person, asker.Seat, caller, cancellationToken))
        {
            known = [.. known.Where(s => s.State.Imposed!.Person == person)];
        }

        var warnings = standing.Warnings ?? [];
        List<string> categories = [.. known.Select(s => s.State.Imposed!.Category).OfType<string>().Concat(warnings.Select(w => w.Category)).Distinct().Order(StringComparer.Ordinal)];
        var isKnown = known.Count + warnings.Count > 0;
        var answer = isKnown ? "known" : "none";
        var changes = new Changes();
        changes.Add<PriorEvent>(key, Type, 0, [new PriorEvent.PriorViolationsAsked(inCase, person, answer, categories, urgent)]);
        foreach (var body in known.Select(s => s.Key.Tenant).Concat(warnings.Select(w => w.Body)).Distinct().Where(b => b != standing.Body))
        {
            List<Guid> cases = [.. warnings.Where(w => w.Body == body).Select(w => w.Case)];
            changes.Add<PriorEvent>(
                new StreamKey(body, key.Id), Type, 0,
                [new PriorEvent.PriorViolationsTold(inCase, standing.Body, [.. known.Where(s => s.Key.Tenant == body).Select(s => s.Key.Id)], urgent, cases.Count == 0 ? null : cases)]);
        }

        return new Attempt(changes, () => Answer.Of(200, new Given(answer, isKnown ? categories : null)), standing.Incident);
    }

    // To somebody whom this person was found to be: of that name nothing is said to them (P1, R66).
    private async Task<bool> IsTooCloseAsync(Guid person, TicketSeat seat, Caller caller, CancellationToken cancellationToken) =>
        await registry.TogetherAsync(person, cancellationToken) is { Count: > 1 } together
        && (await channel.PostAsync<PersonAside>("cases", "/internal/persons/aside", new PersonAsideQuestion(together, caller.Seats), $"seat:{seat.Id}", cancellationToken))?.Aside is not false;

    // Decisions of other cases only; what was overturned, and what no longer counts, is not there.
    private async Task<List<Loaded<SanctionState>>> KnownAsync(Guid person, Guid inCase, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await finder.DecidedAgainstAsync(person, inCase, cancellationToken);
        return [.. (await streams.SanctionsAsync([.. rows.Select(r => r.Key)], cancellationToken)).Where(s => s.State.Exists && (s.State.Imposed!.CountsAsPriorUntil is not { } until || until > now))];
    }

    private sealed record Request(Guid? Case, Guid? Person, bool? ImmediateSafety);

    private sealed record Given(string Answer, IReadOnlyList<string>? Categories);
}
