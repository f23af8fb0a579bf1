using Coc.Contracts.Channel;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.TellingWhatWaits;

/// <summary><c>POST /internal/waiting</c>: for whom a notice, an order, what became of one, or the second of two seats is awaited now. Who may be mailed is who finds it in the list.</summary>
internal sealed class AnswerForWhom(Finder finder, BodyDirectory directory, SpaceRegistry spaces, Wall wall, Streams streams)
{
    public const string Notice = "notice";
    public const string Order = "order";

    /// <summary>One seat would release or lift it; it takes a second.</summary>
    public const string Approval = "approval";

    /// <summary>An order was refused or failed: its panel insists, waives, or finds another way (R50).</summary>
    public const string Stuck = "answer";

    private const int Most = 1000;
    // A claimed one is in hand.
    private static readonly string[] Untouched = ["open", "failed", "refused"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/internal/waiting", async (HttpContext context, AnswerForWhom answer) =>
        {
            context.OnlyFor("identity");
            var question = await context.ReadAsync<WaitingQuestion>();
            new Check().Text(question.Body, "body", 200).OneOf(question.Kind, "kind", Notice, Order, Approval, Stuck).AtMost(question.People, "people", Most).Throw();
            var found = question.Kind switch
            {
                Notice => await answer.NoticeAsync(question, context.RequestAborted),
                Approval => await answer.SecondSeatAsync(question, context.RequestAborted),
                Stuck => await answer.PanelAsync(question, context.RequestAborted),
                _ => await answer.OrderAsync(question, context.RequestAborted),
            };
            return found is null ? throw new ProblemException(Problems.NotFound) : Results.Json(found, Json.Options);
        }).For(CallerKind.Service).ExcludeFromDescription();

    public static Guid ReleaseOf(Guid sanction) => Ids.V5(sanction, "waits:release");

    /// <summary>Of each change that a seat wants: one measure may be changed more than once.</summary>
    public static Guid AmendmentOf(Guid sanction, Guid seat, Amendment wanted) => Ids.V5(
        sanction, $"waits:amend:{seat}:{wanted.Until?.UtcTicks}:{(wanted.Spaces is null ? "*" : string.Join(' ', wanted.Spaces.Order(StringComparer.Ordinal)))}:{wanted.Automatic}:{wanted.Because}");

    /// <summary>Of each time it falls due.</summary>
    public static Guid ReviewOf(Guid sanction, DateTimeOffset due) => Ids.V5(sanction, $"waits:review:{due.UtcTicks}");

    public static Guid AnewOf(Guid notice) => Ids.V5(notice, "waits:redecide");

    /// <summary>Of each of them.</summary>
    public static Guid CorrectionOf(Guid notice, NoticeEvent.CorrectionSent sent) => Ids.V5(notice, $"waits:correction:{sent.Cause}:{sent.At.UtcTicks}");

    public static Guid LiftOf(Guid sanction) => Ids.V5(sanction, "waits:lift");

    // Who may ask for it too, and did not yet: who only reads the measure does not (R27).
    private async Task<WaitingAnswer?> SecondSeatAsync(WaitingQuestion question, CancellationToken cancellationToken)
    {
        if ((await finder.SanctionsAsync([question.Guard], cancellationToken)).SingleOrDefault() is not { } row || await directory.FindAsync(row.Key.Tenant, cancellationToken) is not { } body)
        {
            return null;
        }

        var sanction = (await streams.SanctionAsync(row.Key, cancellationToken)).State;
        if (sanction is { ReviewIsDue: true, ReviewDue: { } due } && question.Thing == ReviewOf(row.Key.Id, due))
        {
            return new(false, [body.ActingBody], [], await WorkingOnAsync(question, row.Key.Id, _ => true, cancellationToken));
        }

        if (PanelAwaited.DoneBy(sanction, question.Thing) is { } done)
        {
            return new(false, [body.ActingBody], [], await WorkingOnAsync(question, row.Key.Id, person => !person.Seats.Any(s => done.Contains(s.Id)), cancellationToken));
        }

        IReadOnlyList<Guid> asked = question.Thing == ReleaseOf(row.Key.Id) && sanction.State == SanctionState.AwaitingNotice ? sanction.ReleaseSeats
            : question.Thing == LiftOf(row.Key.Id) && !sanction.Over ? sanction.LiftSeats
            : sanction.Over ? [] : [.. sanction.Amendments.Where(a => question.Thing == AmendmentOf(row.Key.Id, a.Key, a.Value)).Select(a => a.Key)];
        if (asked.Count != 1)
        {
            return null;
        }

        return new(false, [body.ActingBody], [], await WorkingOnAsync(question, row.Key.Id, person => !person.Seats.Any(s => asked.Contains(s.Id)), cancellationToken));
    }

    // Who may waive it or insist.
    private async Task<WaitingAnswer?> PanelAsync(WaitingQuestion question, CancellationToken cancellationToken) =>
        (await finder.OrdersAsync([question.Guard], cancellationToken)).SingleOrDefault() is { State: "failed" or "refused" } order && await directory.FindAsync(order.Sanction.Tenant, cancellationToken) is { } body
            ? new(false, [body.ActingBody], [], await WorkingOnAsync(question, order.Sanction.Id, _ => true, cancellationToken))
            : null;

    private async Task<IReadOnlyList<Guid>> WorkingOnAsync(WaitingQuestion question, Guid sanction, Func<AskedPerson, bool> among, CancellationToken cancellationToken)
    {
        var accounts = new List<Guid>();
        foreach (var person in (question.People ?? []).Where(among))
        {
            if (await wall.WorksOnAsync([.. person.Seats.Select(s => new AskingSeat(s.Id, s.Body, s.Role))], sanction, cancellationToken))
            {
                accounts.Add(person.Account);
            }
        }

        return accounts;
    }

    private async Task<WaitingAnswer?> NoticeAsync(WaitingQuestion question, CancellationToken cancellationToken)
    {
        if ((await finder.NoticesAsync([question.Guard], cancellationToken)).SingleOrDefault() is not { } row || await directory.FindAsync(row.Key.Tenant, cancellationToken) is not { } body)
        {
            return null;
        }

        if ((await streams.NoticeAsync(row.Key, cancellationToken)).State is { Correction: { } sent } corrected && question.Thing == CorrectionOf(row.Key.Id, sent))
        {
            var opened = corrected.ToAcknowledge;
            return opened.Count == 0 ? null : new(false, [body.ActingBody], [], Those(question, seats => seats.Any(s => opened.Contains(s.Id)) && !seats.Any(s => row.Hard.Contains(s.Id))));
        }

        return row.State != (question.Thing == AnewOf(row.Key.Id) ? NoticeState.Redecide : NoticeState.Open) ? null : new(false, [body.ActingBody], [], Those(question, seats =>
            seats.Any(s => s.Body == body.ActingBody && Caller.Decides(s.Role)) && !seats.Any(s => row.Hard.Contains(s.Id))));
    }

    // Who carries it out: who looks after the space, and event staff where it is about an event.
    private async Task<WaitingAnswer?> OrderAsync(WaitingQuestion question, CancellationToken cancellationToken)
    {
        if ((await finder.OrdersAsync([question.Guard], cancellationToken)).SingleOrDefault() is not { } order || !Untouched.Contains(order.State))
        {
            return null;
        }

        var (body, isEvent) = (order.Key.Tenant, OrderPlan.IsEvent(order.Space));
        Guid[] executors = [.. (await spaces.OfAsync([body], cancellationToken)).Where(s => s.Owned.Space == order.Space).SelectMany(s => s.Executors)];
        return new(false, isEvent ? [body] : [], executors, Those(question, seats => seats.Any(s =>
            (s.Role is "executor" or "moderator" && executors.Contains(s.Id)) || (isEvent && s.Role == "eventStaff" && s.Body == body))));
    }

    private static IReadOnlyList<Guid> Those(WaitingQuestion question, Func<IReadOnlyList<TicketSeat>, bool> waits) =>
        [.. (question.People ?? []).Where(p => waits(p.Seats)).Select(p => p.Account)];
}
