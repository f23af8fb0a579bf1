using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions;

/// <summary>A seat that may decide for a body: its own, or the foundation's where that serves it.</summary>
internal sealed record ActingSeat(Body Body, TicketSeat Seat)
{
    public AskingSeat Asking => new(Seat.Id, Seat.Body, Seat.Role);
}

/// <summary>"Does this exist for this asker?" A sanction of a case exists for whom the case exists, a copy for the adopter's seats without a hard conflict.</summary>
internal sealed class Wall(BodyDirectory directory, Finder finder, SpaceRegistry spaces, Streams streams, ServiceChannel channel)
{
    private const string Reading = "/internal/visible";
    private const string Working = "/internal/visible/working";

    /// <summary>The caller as one who decides for this body; anybody else gets the 404 of a body that is not there.</summary>
    public async Task<ActingSeat> DecidingAsync(Caller caller, string slug, CancellationToken cancellationToken) =>
        await FindDecidingAsync(caller, slug, cancellationToken) ?? throw new ProblemException(Problems.NotFound);

    public async Task<ActingSeat?> FindDecidingAsync(Caller caller, string slug, CancellationToken cancellationToken) =>
        await directory.FindAsync(slug, cancellationToken) is { } body && caller.SeatIn(body.ActingBody, "member", "alternate") is { } seat ? new ActingSeat(body, seat) : null;

    /// <summary>As chair of the body that acts, or as its (or its foundation's) administration.</summary>
    public async Task<ActingSeat> ManagingAsync(Caller caller, string slug, CancellationToken cancellationToken)
    {
        var body = await directory.FindAsync(slug, cancellationToken) ?? throw new ProblemException(Problems.NotFound);
        var seat = caller.Seats.FirstOrDefault(s => (s.Chair && s.Body == body.ActingBody) || (s.Role == "admin" && (s.Body == body.Slug || s.Body == body.Foundation)));
        return seat is null ? throw new ProblemException(Problems.NotFound) : new ActingSeat(body, seat);
    }

    /// <summary>As who manages the body or decides for it: the first of two seats, or the second (P8).</summary>
    public async Task<ActingSeat> ConfirmingAsync(Caller caller, string slug, CancellationToken cancellationToken) =>
        await FindDecidingAsync(caller, slug, cancellationToken) ?? await ManagingAsync(caller, slug, cancellationToken);

    /// <summary>Those of these cases that exist for one of these seats; asked anew every time, because an answer to a conflict request takes effect at once.</summary>
    public Task<IReadOnlyDictionary<Guid, SeenIn>> CasesAsync(IReadOnlyList<AskingSeat> seats, IEnumerable<Guid> cases, CancellationToken cancellationToken) =>
        CasesAsync(seats, cases, Reading, cancellationToken);

    /// <summary>Which of these sanctions, notices and orders exist for one of these seats, and in which body's case or list.</summary>
    public Task<IReadOnlyDictionary<Guid, SeenIn>> VisibleAsync(IReadOnlyList<AskingSeat> seats, IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        VisibleAsync(seats, ids, Reading, cancellationToken);

    /// <summary>Those rows of a list that exist for an acting seat.</summary>
    public async Task<IEnumerable<T>> VisibleAsync<T>(ActingSeat acting, IReadOnlyList<T> rows, Func<T, Guid> id, CancellationToken cancellationToken)
    {
        var visible = await VisibleAsync([acting.Asking], [.. rows.Select(id)], cancellationToken);
        return rows.Where(r => visible.ContainsKey(id(r)));
    }

    /// <summary>Throws 404 unless it exists for the caller.</summary>
    public async Task<SeenIn> RequireAsync(Caller caller, Guid id, CancellationToken cancellationToken) =>
        (await VisibleAsync(Asking(caller), [id], cancellationToken)).GetValueOrDefault(id) ?? throw new ProblemException(Problems.NotFound);

    /// <summary>The seat by which the caller works on a sanction: of the panel for which it exists, and one that takes part there in what decides; null: there is no sanction for them.</summary>
    /// <param name="body">null: of whatever body</param>
    /// <exception cref="ProblemException">409: it exists for them, and what the others permitted is no more than to read (R27)</exception>
    public async Task<TicketSeat?> SeatOnAsync(Caller caller, Guid sanction, CancellationToken cancellationToken, string? body = null)
    {
        if (!await WorksOnAsync(Asking(caller), sanction, cancellationToken)) // with all seats at once: a person with two is one
        {
            return (await VisibleAsync(Asking(caller), [sanction], cancellationToken)).ContainsKey(sanction) && caller.Seats.Any(s => Caller.Decides(s.Role))
                ? throw new ProblemException(Problems.Refused("softConflict", "R27", "A seat with a soft conflict may not do this."))
                : null;
        }

        foreach (var seat in caller.Seats.Where(s => Caller.Decides(s.Role) && (body is null || s.Body == body)))
        {
            if (await WorksOnAsync([new AskingSeat(seat.Id, seat.Body, seat.Role)], sanction, cancellationToken))
            {
                return seat;
            }
        }

        return null;
    }

    /// <summary>Whether a sanction exists for one of these seats and they take part in what decides on it: an adopter's copy is worked on by whoever stated no conflict to the notice (P18).</summary>
    public async Task<bool> WorksOnAsync(IReadOnlyList<AskingSeat> seats, Guid sanction, CancellationToken cancellationToken) =>
        (await WorkedOnAsync(seats, [sanction], cancellationToken)).Count > 0;

    /// <summary>Those of these sanctions of which that is so; asked about something else it takes as long.</summary>
    public async Task<IReadOnlyDictionary<Guid, SeenIn>> WorkedOnAsync(IReadOnlyList<AskingSeat> seats, IReadOnlyList<Guid> sanctions, CancellationToken cancellationToken)
    {
        var seen = await VisibleAsync(seats, sanctions, Working, cancellationToken);
        var copies = (await finder.SanctionsAsync([.. seen.Keys], cancellationToken)).Where(s => s.Notice is not null).ToDictionary(s => s.Notice!.Value, s => s.Key.Id);
        var notices = await streams.NoticesAsync([.. (await finder.NoticesAsync([.. copies.Keys], cancellationToken)).Select(n => n.Key)], cancellationToken);
        var barred = notices.Where(n => seats.Any(s => n.State.ConflictOf(s.Seat) is not (null or "none"))).Select(n => copies[n.Key.Id]).ToHashSet();
        return seen.Where(s => !barred.Contains(s.Key)).ToDictionary();
    }

    public static IReadOnlyList<AskingSeat> Asking(Caller caller) => [.. caller.Seats.Select(s => new AskingSeat(s.Id, s.Body, s.Role))];

    private async Task<IReadOnlyDictionary<Guid, SeenIn>> CasesAsync(IReadOnlyList<AskingSeat> seats, IEnumerable<Guid> cases, string door, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. cases.Distinct()];
        if (seats.Count == 0 || ids.Length == 0)
        {
            return new Dictionary<Guid, SeenIn>();
        }

        var answer = await channel.PostAsync<VisibleAnswer>("cases", door, new VisibleQuestion(seats, ids), $"seat:{seats[0].Seat}", cancellationToken);
        var told = (answer?.In ?? []).DistinctBy(s => s.Id).ToDictionary(s => s.Id);
        return (answer?.Ids ?? []).Distinct().ToDictionary(id => id, id => told.GetValueOrDefault(id) ?? new SeenIn(id, seats[0].Body));
    }

    private async Task<IReadOnlyDictionary<Guid, SeenIn>> VisibleAsync(IReadOnlyList<AskingSeat> seats, IReadOnlyList<Guid> ids, string door, CancellationToken cancellationToken)
    {
        var orders = await finder.OrdersAsync(ids, cancellationToken);
        var notices = await finder.NoticesAsync(ids, cancellationToken);
        var sanctions = await finder.SanctionsAsync([.. ids, .. orders.Select(o => o.Sanction.Id)], cancellationToken);
        var copied = await finder.NoticesAsync([.. sanctions.Select(s => s.Notice).OfType<Guid>()], cancellationToken);
        var view = await ViewAsync(seats, ids, sanctions, notices, orders, door, cancellationToken);

        // Before a decision it is of who has the case that holds it, whoever took it (decision 62).
        SeenIn? In(SanctionRow s) => s.Basis == Domain.SanctionBasis.Interim && view.Cases.TryGetValue(s.Key.Id, out var held) ? held
            : view.Decides(s.Key.Tenant) && (s.Basis != "adopted" ? view.Cases.ContainsKey(s.Case) : copied.All(n => n.Key.Id != s.Notice || view.Unconflicted(n))) ? new(s.Key.Id, s.Key.Tenant)
            : null;

        var visible = sanctions.DistinctBy(s => s.Key.Id).Select(In).OfType<SeenIn>().ToDictionary(s => s.Id);
        foreach (var notice in notices.Where(n => (view.Decides(n.Key.Tenant) && view.Unconflicted(n)) || (view.Decides(n.Issuer) && view.Cases.ContainsKey(n.Case))))
        {
            visible[notice.Key.Id] = new(notice.Key.Id, notice.Key.Tenant);
        }

        var interim = sanctions.Where(s => s.Basis == Domain.SanctionBasis.Interim).Select(s => s.Key.Id).ToHashSet();
        foreach (var order in orders)
        {
            // A sanction of another body orders something in this body's space: its seats see the order, not the sanction. Where the foundation acts
            // for the body and decided itself, its own wall holds. Before anything is decided nobody here has answered for themselves: then only who carries it out sees it.
            var foreign = !interim.Contains(order.Sanction.Id) && view.ActingFor(order.Key.Tenant) != view.ActingFor(order.Sanction.Tenant) && view.Decides(order.Key.Tenant);
            if (visible.TryGetValue(order.Sanction.Id, out var sanction))
            {
                visible[order.Key.Id] = sanction with { Id = order.Key.Id };
            }
            else if (foreign || view.Executes(order))
            {
                visible[order.Key.Id] = new(order.Key.Id, order.Key.Tenant);
            }
        }

        return ids.Distinct().Where(visible.ContainsKey).ToDictionary(id => id, id => visible[id]);
    }

    private async Task<WallView> ViewAsync(
        IReadOnlyList<AskingSeat> seats, IReadOnlyList<Guid> ids, List<SanctionRow> sanctions, List<NoticeRow> notices, List<OrderRow> orders, string door, CancellationToken cancellationToken)
    {
        var acting = new Dictionary<string, string>();
        foreach (var slug in sanctions.Select(s => s.Key.Tenant).Concat(notices.SelectMany(n => new[] { n.Key.Tenant, n.Issuer })).Concat(orders.SelectMany(o => new[] { o.Key.Tenant, o.Sanction.Tenant })).Distinct())
        {
            acting[slug] = (await directory.FindAsync(slug, cancellationToken))?.ActingBody ?? slug;
        }

        AskingSeat[] deciding = [.. seats.Where(s => Caller.Decides(s.Role))];
        var asked = sanctions.Where(s => s.Basis != "adopted" && deciding.Any(d => d.Body == acting[s.Key.Tenant])).Select(s => s.Case)
            .Concat(sanctions.Where(s => s.Basis == Domain.SanctionBasis.Interim).Select(s => s.Key.Id))
            .Concat(notices.Where(n => deciding.Any(d => d.Body == acting[n.Issuer])).Select(n => n.Case))
            .Concat(ids); // whatever they are, or are not: how long it takes must not tell that there is something
        var cases = await CasesAsync(deciding, asked, door, cancellationToken);
        var executing = seats.Where(s => s.Role is "executor" or "moderator").Select(s => s.Seat).ToList();
        var owned = executing.Count == 0 ? [] : await spaces.OfAsync([.. orders.Select(o => o.Key.Tenant).Distinct()], cancellationToken);
        return new WallView(acting, deciding, cases, owned.Where(s => s.Executors.Any(executing.Contains)).Select(s => s.Owned).ToHashSet(),
            seats.Where(s => s.Role == "eventStaff").Select(s => s.Body).ToHashSet());
    }
}

/// <summary>What one asker's seats come to, for one question.</summary>
internal sealed record WallView(Dictionary<string, string> Acting, IReadOnlyList<AskingSeat> Deciding, IReadOnlyDictionary<Guid, SeenIn> Cases, IReadOnlySet<Domain.OwnedSpace> Spaces,
    IReadOnlySet<string> Events)
{
    public string ActingFor(string body) => Acting.GetValueOrDefault(body, body);

    public bool Decides(string body) => Deciding.Any(s => s.Body == ActingFor(body));

    public bool Unconflicted(NoticeRow notice) => Deciding.Any(s => s.Body == ActingFor(notice.Key.Tenant) && !notice.Hard.Contains(s.Seat));

    // At its events a body's event staff does what is to be done, whether or not the place is in the registry of spaces.
    public bool Executes(OrderRow order) =>
        Spaces.Contains(new Domain.OwnedSpace(order.Key.Tenant, order.Space)) || (Domain.OrderPlan.IsEvent(order.Space) && Events.Contains(order.Key.Tenant));
}
