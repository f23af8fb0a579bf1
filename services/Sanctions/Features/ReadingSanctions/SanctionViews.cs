using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.ReadingSanctions;

/// <param name="Rung">limitedActivities, suspension, permanentBan (R46)</param>
internal sealed record SanctionView(
    Guid Id, PersonView? Person, string Type, string Rung, ScopeView Scope, DateTimeOffset From, DateTimeOffset? Until, string Readmission, string State, string Issuer, OriginView Origin,
    string Basis, bool Binding, DateTimeOffset? Told, IReadOnlyList<NoticeView> Notices, IReadOnlyList<OrderView> Orders, IReadOnlyList<Guid>? ReleaseAskedBy,
    IReadOnlyList<AmendmentView>? Amendments, DateTimeOffset? ReviewDue, IReadOnlyList<ComingBack.ConditionView>? Conditions = null, IReadOnlyList<ComingBack.ReadmissionView>? ReadmissionRequests = null,
    DateTimeOffset? LiftFrom = null);

/// <summary>What a seat wants changed; a second one that wants the same makes it so.</summary>
internal sealed record AmendmentView(Guid AskedBy, DateTimeOffset? Until, IReadOnlyList<string>? Spaces, string? Readmission, string? Because);

internal sealed record PersonView(Guid Id, string CodeName);

/// <param name="Bodies">a list of slugs, or the word all</param>
internal sealed record ScopeView(object Bodies, IReadOnlyList<string> Spaces);

internal sealed record OriginView(Guid Case, string Body);

internal sealed record NoticeView(Guid Id, string Body, string State, CorrectionCount? Correction = null);

/// <summary>What was told was wrong: how far that has come to who had opened the notice (P18). Who sits in another body is that body's.</summary>
/// <param name="Cause">overturned, mistaken, wrongAccounts</param>
/// <param name="Opened">seats that had opened it</param>
/// <param name="Unacknowledged">of those, who have not said that they know</param>
internal sealed record CorrectionCount(string Cause, DateTimeOffset At, int Opened, int Unacknowledged)
{
    public static CorrectionCount? Of(NoticeState notice) =>
        notice.Correction is { } sent ? new(sent.Cause, sent.At, sent.Seats.Except(notice.Hard).Count(), notice.ToAcknowledge.Count) : null;
}

/// <param name="Due">when it is late</param>
/// <param name="Proof">what was shown for it; with <paramref name="Reason"/>, why it failed, was refused or waived, the panel's to read (R49, R50)</param>
internal sealed record OrderView(Guid Id, string Body, string Space, string State, DateTimeOffset? Due = null, string? Proof = null, string? Reason = null);

/// <summary>Sanctions as their readers see them: the person by the code name of the body by which they read, which need not be the one that decided.</summary>
internal sealed class SanctionViews(Streams streams, Finder finder, CodeNames codeNames)
{
    public async Task<IReadOnlyList<SanctionView>> OfAsync(IReadOnlyList<StreamKey> keys, string body, CancellationToken cancellationToken) =>
        await OfAsync(await streams.SanctionsAsync(keys, cancellationToken), body, cancellationToken);

    public async Task<SanctionView> OfAsync(Loaded<SanctionState> sanction, SeenIn seen, CancellationToken cancellationToken) => seen.ByKindAndPlace
        ? View(sanction.State, null, await OrdersAsync([sanction], cancellationToken)) // nobody there knows who it is about, and a name is made for nobody
        : await ToldAsync(sanction, (await OfAsync([sanction], seen.Body, cancellationToken))[0], cancellationToken);

    // What people wrote about an order stands beside it, where the whole sanction is read; and beside a notice who knows that it was wrong.
    private async Task<SanctionView> ToldAsync(Loaded<SanctionState> sanction, SanctionView view, CancellationToken cancellationToken)
    {
        var orders = (await streams.OrdersAsync([.. sanction.State.Orders.Select(o => new StreamKey(o.Body, o.Order))], cancellationToken)).ToDictionary(o => o.Key.Id, o => o.State);
        var notices = (await streams.NoticesAsync([.. sanction.State.Notices.Select(n => new StreamKey(n.Body, n.Notice))], cancellationToken)).ToDictionary(n => n.Key.Id, n => n.State);
        return view with
        {
            Notices = [.. view.Notices.Select(n => n with { Correction = CorrectionCount.Of(notices[n.Id]) })],
            Orders = [.. view.Orders.Select(o => orders[o.Id] is { Issued: not null } order ? o with { State = order.State, Due = OrderTimes.DueOf(order), Proof = order.Proof?.Value, Reason = order.Reason?.Value } : o)],
        };
    }

    public async Task<IReadOnlyList<SanctionView>> OfAsync(IReadOnlyList<Loaded<SanctionState>> sanctions, string body, CancellationToken cancellationToken)
    {
        var orders = await OrdersAsync(sanctions, cancellationToken);
        var names = await codeNames.OfAsync(body, [.. sanctions.Select(s => s.State.Imposed!.Person)], cancellationToken);
        return [.. sanctions.Zip(names, (s, name) => View(s.State, name, orders))];
    }

    private async Task<Dictionary<Guid, string>> OrdersAsync(IReadOnlyList<Loaded<SanctionState>> sanctions, CancellationToken cancellationToken) =>
        (await finder.OrdersOfSanctionsAsync([.. sanctions.Select(s => s.Key.Id)], cancellationToken)).ToDictionary(o => o.Key.Id, o => o.State);

    private static SanctionView View(SanctionState state, string? codeName, Dictionary<Guid, string> orders)
    {
        var imposed = state.Imposed!;
        return new(
            imposed.Sanction, codeName is null ? null : new PersonView(imposed.Person, codeName), imposed.Type, Ladder.RungOf(imposed.Type, imposed.Term.Until),
            new ScopeView(imposed.Scope.All ? "all" : imposed.Scope.Bodies, imposed.Scope.Spaces), imposed.Term.From, imposed.Term.Until, imposed.Term.Readmission, state.State,
            imposed.Issuer, new OriginView(imposed.Basis.Case, imposed.Basis.Body), imposed.Basis.Kind, imposed.Basis.Binding, state.Told,
            [.. state.Notices.Select(n => new NoticeView(n.Notice, n.Body, n.State))],
            // What this very command changes is not in the list yet; an order it issues is open.
            [.. state.Orders.Select(o => new OrderView(o.Order, o.Body, o.Space, orders.GetValueOrDefault(o.Order, "open")))],
            state.State == SanctionState.AwaitingNotice && state.ReleaseSeats.Count > 0 ? state.ReleaseSeats : null,
            state.Amendments.IsEmpty || state.Over ? null : [.. state.Amendments.Select(a => new AmendmentView(a.Key, a.Value.Until, a.Value.Spaces, a.Value.Automatic ? "automatic" : null, a.Value.Because))],
            state.ReviewDue, LiftFrom: state.Over ? null : state.LiftFrom);
    }
}
