using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;
using Npgsql;

namespace Coc.Sanctions.Features.CheckingAttendees;

/// <summary>
/// <c>POST /api/events/{slug}/attendee-checks</c> (R59; decision 65): organisers send who has registered and hear of whom something is to be said, of nobody else. Who asked, how many lines, and what was answered is on record;
/// the list is not.
/// </summary>
internal sealed class CheckAttendees(
    Organisers organisers, AttendeeTable table, PersonRegistry persons, Idempotency idempotency, IEventStore store, DomainClock clock, TimeProvider time)
{
    /// <summary>Accounts one person may ask about in a day: two full lists.</summary>
    public const int MostAccounts = 2 * AttendeeList.MostLines;

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/events/{slug}/attendee-checks", (string slug, HttpContext context, CheckAttendees check) => check.RunAsync(slug, context)).For(CallerKind.Seat);

    private async Task<IResult> RunAsync(string slug, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var caller = context.Caller();
        var organised = await organisers.FindAsync(caller, slug, context.RequestAborted) ?? throw new ProblemException(Problems.NotFound);
        var list = await TakenAsync(context);
        return await idempotency.RunAsync(context, list.Hash, async (key, cancellationToken) =>
        {
            var (check, answer) = await AskAsync(organised, caller.Account, list, cancellationToken);
            var changes = new Changes();
            changes.Add(AttendeeTable.Record(check, check.Recorded - Day, MostAccounts));
            changes.Add(key.Keep(answer));
            try
            {
                var seat = organised.Seat;
                await store.AppendAsync(changes.ToAppend(new EventContext(check.At, Ids.New(), null, $"account:{caller.Account}", seat.Id, seat.Role)), cancellationToken);
            }
            catch (PostgresException e) when (e.SqlState == AttendeeTable.TooMany)
            {
                throw new ProblemException(Problems.TooManyRequests((int)TimeSpan.FromHours(1).TotalSeconds));
            }

            return answer;
        });
    }

    private async Task<(AttendeeCheck Check, Answer Answer)> AskAsync(Organised organised, Guid account, AttendeeList list, CancellationToken cancellationToken)
    {
        var (known, now) = (organised.Event, clock.GetUtcNow());
        var window = AtEvents.Window(now, known.From, known.To)
            ?? throw new ProblemException(Problems.Refused("eventOver", "R59", "This event is over: there is nobody to let in."));
        var hashes = list.Lines.SelectMany(l => l.Accounts).Distinct().ToDictionary(a => a, persons.HashOf);
        var holding = await table.HoldingAsync(organised.Bodies, [.. hashes.Values], $"event:{known.Slug}", window, cancellationToken);
        var said = list.Lines.Select(l => (l.Line, Worst: l.Accounts
                .Select(a => (Account: a, Word: AtEvents.WordOf(holding[Convert.ToHexString(hashes[a])]))).Where(a => a.Word is not null).OrderBy(a => a.Word == AtEvents.Banned ? 0 : 1).FirstOrDefault()))
            .Where(l => l.Worst.Word is not null).ToList();
        var check = new AttendeeCheck(
            Ids.New(), organised.Seat.Body, known.Slug, organised.Seat.Id, account, now, time.GetUtcNow(), list.Count, hashes.Count, list.Unreadable.Count,
            [.. said.Select(l => new AnsweredLine(l.Line, hashes[l.Worst.Account], l.Worst.Word!))]);
        var answer = new Checked(check.Id, known.Slug, check.Lines, [.. said.Select(l => new SaidOfLine(l.Line, l.Worst.Account, l.Worst.Word!))], list.Unreadable);
        return (check, Answer.Of(200, answer));
    }

    // What was refused is read to its end: who still sends does not see the answer.
    private static async Task<AttendeeList> TakenAsync(HttpContext context)
    {
        if (!Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase))
        {
            await RequestBody.DropAsync(context);
            throw new ProblemException(Problems.UnsupportedMediaType with { Title = "Send the list as text/csv." });
        }

        try
        {
            return await AttendeeList.ReadAsync(context.Request.Body, context.RequestAborted);
        }
        catch (ProblemException)
        {
            await RequestBody.DropAsync(context);
            throw;
        }
    }

    /// <param name="Check">the record's id</param>
    private sealed record Checked(Guid Check, string Event, int Lines, IReadOnlyList<SaidOfLine> Items, IReadOnlyList<UnreadableLine> Unreadable);

    /// <param name="Standing">flagged, banned</param>
    private sealed record SaidOfLine(int Line, string Account, string Standing);
}
