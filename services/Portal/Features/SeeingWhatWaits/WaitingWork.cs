using Coc.Portal.Talking;

namespace Coc.Portal.Features.SeeingWhatWaits;

/// <summary>Gathers what waits for whoever is signed in, from the lists they may open. What does not answer is left out and named, so that one part that is down does not hide the others.</summary>
internal sealed class WaitingWork(Api api, KnownBodies bodies, AskedLately asked, TimeProvider time)
{
    private const string Most = "limit=200";
    private static readonly string[] ToAnswer = ["open", "redecide"];

    /// <param name="requests">questions about ties as they were found a while ago; null: their list is opened</param>
    public async Task<WorkList> OfAsync(Me me, Gathered? requests, CancellationToken cancellationToken)
    {
        var names = await bodies.OfAsync(api, me.Seats.Select(s => s.Body), cancellationToken);
        var look = new Look(me, names.ToDictionary(b => b.Slug, b => b.Name), time.GetUtcNow(), cancellationToken);
        var parts = await Task.WhenAll(
        [
            requests is null ? RequestsAsync(look) : Task.FromResult(requests),
            .. me.HandlesIn.Select(b => CasesAsync(look, b)),
            .. me.DecidesIn.Select(b => PartAsync(WorkKinds.Notice, () => NoticesAsync(look, b), look)),
            .. me.DecidesIn.Select(b => PartAsync(WorkKinds.Transfer, () => TransfersAsync(look, b), look)),
            .. me.BodiesOf("member", "alternate", "admin").Select(b => PartAsync(WorkKinds.Change, () => ChangesAsync(look, b), look)),
            .. me.Is("executor", "moderator", "eventStaff") ? [PartAsync(WorkKinds.Order, () => OrdersAsync(look), look)] : Array.Empty<Task<Gathered>>(),
            .. me.Is("counsel") ? [PartAsync(WorkKinds.Counsel, () => CounselAsync(look), look)] : Array.Empty<Task<Gathered>>(),
            .. me.Is("outside") ? [PartAsync(WorkKinds.Outside, () => EngagementsAsync(look), look)] : Array.Empty<Task<Gathered>>(),
        ]);
        return WorkList.Of(parts.SelectMany(p => p.Items), parts.SelectMany(p => p.Missing), parts.Any(p => p.Partial));
    }

    private async Task<Gathered> RequestsAsync(Look look)
    {
        var parts = await Task.WhenAll(look.Me.HandlesIn.Select(b => PartAsync(WorkKinds.Request, () => RequestsAsync(look, b), look)));
        var found = new Gathered([.. parts.SelectMany(p => p.Items)], [.. parts.SelectMany(p => p.Missing)]);
        asked.Keep(look.Me.Id, found);
        return found;
    }

    private async Task<IEnumerable<WorkItem>> RequestsAsync(Look look, string body)
    {
        var found = await ListAsync<WaitingRequest>(look, $"/api/bodies/{body}/conflict-requests?limit=50");
        var waiting = found.Items.Where(r => r.Answer is null).ToList();
        var names = (await bodies.OfAsync(api, waiting.SelectMany(r => r.Projects ?? []).Append(body), look.CancellationToken)).ToDictionary(b => b.Slug, b => b.Name);
        return waiting.Select(r => look.Item(
            WorkKinds.Request, r.Request, r.Event ?? string.Join(", ", (r.Projects is { Count: > 0 } projects ? projects : [r.LentTo ?? body]).Select(p => names.GetValueOrDefault(p, p))), body, r.Due, r.Notice is null ? "request" : "requestOfNotice", $"conflict-requests?body={body}#r-{r.Request}") with { Received = r.Received });
    }

    private async Task<Gathered> CasesAsync(Look look, string body)
    {
        var partial = false;
        return (await PartAsync(WorkKinds.Case, async () =>
        {
            var cases = $"/api/bodies/{body}/cases?{Most}";
            var (late, newest) = (ListAsync<WaitingCase>(look, cases + "&due=overdue"), ListAsync<WaitingCase>(look, cases));
            var overdue = (await late).Items.Select(c => c.Id).ToHashSet();
            partial = (await late).Next is not null || (await newest).Next is not null;
            // Of more cases than one page holds, one's own are looked for by themselves.
            var mine = (await newest).Next is null ? [] : (await ListAsync<WaitingCase>(look, cases + "&assignee=me")).Items;
            return (await late).Items.Concat((await newest).Items).Concat(mine).Where(c => c.Due is not null).Select(c =>
                look.Item(WorkKinds.Case, c.Id, c.CodeName, body, c.Due, CaseClock.Of(c.State, c.Due, c.AcknowledgeDue), $"cases/{c.Id}") with
                {
                    Overdue = overdue.Contains(c.Id), Urgent = c.Urgency == "urgent", State = c.State, Mine = c.Assignee is { } seat && look.Me.Holds(seat),
                });
        }, look)) with { Partial = partial };
    }

    // Before somebody has said whether they have a tie, that is what waits.
    private async Task<IEnumerable<WorkItem>> NoticesAsync(Look look, string body)
    {
        var found = await Task.WhenAll(ToAnswer.Select(s => ListAsync<WaitingNotice>(look, $"/api/bodies/{body}/notices?state={s}&{Most}")));
        return found.SelectMany(f => f.Items).Where(n => n.Type is not null).Select(n => look.Item(WorkKinds.Notice, n.Id, n.CodeName, body, n.AnswerBy, n.State == "redecide" ? "redecide" : "notice", $"notices/{n.Id}"));
    }

    private async Task<IEnumerable<WorkItem>> TransfersAsync(Look look, string body)
    {
        var found = await ListAsync<WaitingTransfer>(look, $"/api/bodies/{body}/transfers?{Most}");
        return found.Items.Where(t => t.State == "offered" && t.To == body).Select(t => look.Item(WorkKinds.Transfer, t.Id, t.CodeName, body, t.AnswerBy, "transfer", $"transfers/{t.Id}"))
            .Concat(found.Items.Where(t => t.State is "disputed" or "contested" && t.Arbiter == body).Select(t => look.Item(WorkKinds.Transfer, t.Id, t.CodeName, body, t.SettleBy, "settle", $"transfers/{t.Id}")));
    }

    // A change that one wants oneself waits for another.
    private async Task<IEnumerable<WorkItem>> ChangesAsync(Look look, string body)
    {
        var found = await ListAsync<WaitingChange>(look, $"/api/bodies/{body}/pending-changes?{Most}");
        return found.Items.Where(c => c.By?.Seat is not { } seat || !look.Me.Holds(seat)).Select(c => look.Item(WorkKinds.Change, c.Id, c.Kind, body, null, "change", $"foundation/bodies/{body}/changes"));
    }

    private async Task<IEnumerable<WorkItem>> OrdersAsync(Look look)
    {
        var (late, all) = (ListAsync<WaitingOrder>(look, $"/api/orders?assignee=me&due=overdue&{Most}"), ListAsync<WaitingOrder>(look, $"/api/orders?assignee=me&{Most}"));
        var overdue = (await late).Items.Select(o => o.Id).ToHashSet();
        return (await late).Items.Concat((await all).Items).Where(o => o.Due is not null).Select(o =>
            look.Item(WorkKinds.Order, o.Id, o.Space, "", o.Due, o.State == "done" ? "check" : "order", "orders") with { Overdue = overdue.Contains(o.Id) });
    }

    private async Task<IEnumerable<WorkItem>> CounselAsync(Look look) =>
        (await ListAsync<WaitingCounsel>(look, $"/api/legal-requests?assignee=me&{Most}")).Items.Select(c => look.Item(WorkKinds.Counsel, c.Id, c.CodeName ?? "", look.Me.BodiesOf("counsel")[0], c.Due, "counsel", $"legal/{c.Id}"));

    private async Task<IEnumerable<WorkItem>> EngagementsAsync(Look look) =>
        (await ListAsync<WaitingEngagement>(look, $"/api/engagements?{Most}")).Items.Select(e =>
            look.Item(WorkKinds.Outside, e.Id, e.CodeName ?? e.Event ?? string.Join(", ", e.Projects ?? []), "", e.Answer is null ? e.Due : e.Until, e.Answer is null ? "request" : "outside", $"engagements/{e.Id}"));

    private Task<Listed<T>> ListAsync<T>(Look look, string address) => api.GetAsync<Listed<T>>(address, look.CancellationToken);

    // What is not there for these seats is no part of their work; who is not signed in any more is told so.
    private static async Task<Gathered> PartAsync(string kind, Func<Task<IEnumerable<WorkItem>>> ask, Look look)
    {
        IReadOnlyList<WorkItem> items = [];
        var refused = await Trying.SendAsync(async () => items = [.. await ask()], look.CancellationToken);
        return refused?.Status switch
        {
            null => new(items, []),
            StatusCodes.Status401Unauthorized => throw new RefusedException(refused),
            StatusCodes.Status404NotFound => Gathered.Nothing,
            _ => new([], [kind]),
        };
    }

    private sealed record Look(Me Me, IReadOnlyDictionary<string, string> Names, DateTimeOffset Now, CancellationToken CancellationToken)
    {
        public WorkItem Item(string kind, Guid id, string name, string body, DateTimeOffset? due, string rule, string address) =>
            new(kind, id, name, Names.GetValueOrDefault(body, body), due, due < Now, rule, address);
    }
}
