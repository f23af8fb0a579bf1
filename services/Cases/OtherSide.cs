using Coc.Cases.Domain;
using Coc.Cases.Features.SettingSeatsAside;
using Coc.Cases.Features.Transferring;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform.Security;

namespace Coc.Cases;

/// <summary>
/// What a joint case brings to the other body's (decision 22), and an appeal to the first case (decision 30): written in the same transaction, in the other tenant, under its keys. Nothing of it goes over the
/// bus, and the two never read each other.
/// </summary>
internal sealed class OtherSide(IEventStore store, ServiceChannel channel, Receivers receivers)
{
    public async Task<IReadOnlyList<(StreamKey Key, CaseState Before, IReadOnlyList<CaseEvent> Events)>> OfAsync(
        CaseState after, IReadOnlyList<CaseEvent> happened, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (after.AppealOf is { } appeal && happened.OfType<CaseEvent.AppealDecided>().FirstOrDefault() is { } decided)
        {
            var (first, was) = await OwnerAsync(new(appeal.Body, appeal.Case), cancellationToken);
            return CaseDecider.Decide(was, new CaseCommand.SettleAppeal(now, appeal.Id, decided.Outcome, after.Decision!.Findings, after.Decision.Measures)).Events is { Count: > 0 } settled ? [(first, was, settled)] : [];
        }

        if (happened.OfType<CaseEvent.AppealReceived>().FirstOrDefault() is { } appealed)
        {
            return await OtherAppealsAsync(after, appealed, now, cancellationToken);
        }

        if (after.SameDecision.Count > 0 && happened.OfType<CaseEvent.CaseHandedOver>().FirstOrDefault() is { } moved)
        {
            return await OtherAppealsFollowAsync(after, moved, now, cancellationToken);
        }

        if (after.Joint is not { OtherCase: { } id } joint || !happened.Any(e => e is CaseEvent.JointHandlingChosen or CaseEvent.SummarySent or CaseEvent.CaseHandedOver or CaseEvent.CaseReturned or CaseEvent.MinorNoted or CaseEvent.UrgencyRaised))
        {
            return [];
        }

        var key = new StreamKey(joint.Other, id);
        var before = CaseFinder.Fold(await store.ReadAsync(key, cancellationToken: cancellationToken));
        var events = new List<CaseEvent>();
        foreach (var e in happened)
        {
            CaseCommand? command = e switch
            {
                CaseEvent.JointHandlingChosen c => await JoinAsync(after, before, c, now, cancellationToken),
                CaseEvent.SummarySent s => new CaseCommand.ReceiveSummary(now, after.Body, s.Text.Value ?? ""),
                CaseEvent.MinorNoted or CaseEvent.UrgencyRaised when joint.Leads => new CaseCommand.LearnFromLead(now, after),
                CaseEvent.CaseHandedOver h => new CaseCommand.FollowPartner(now, after.Id, h.From, h.To, h.ToCase),
                CaseEvent.CaseReturned r => new CaseCommand.FollowPartner(now, after.Id, r.From, r.To, r.ToCase),
                _ => null,
            };
            if (command is not null)
            {
                events.AddRange(CaseDecider.Decide(before.Apply(events), command).Events);
            }
        }

        return events.Count == 0 ? [] : [(key, before, events)];
    }

    // Taken up again it may have changed hands: who has it now has what was decided with it.
    private async Task<(StreamKey Key, CaseState State)> OwnerAsync(StreamKey key, CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = CaseFinder.Fold(await store.ReadAsync(key, cancellationToken: cancellationToken));
            if (state.Gone is not { } gone)
            {
                return (key, state);
            }

            key = new(gone.To, gone.ToCase);
        }
    }

    private async Task<IReadOnlyList<(StreamKey Key, CaseState Before, IReadOnlyList<CaseEvent> Events)>> OtherAppealsAsync(
        CaseState first, CaseEvent.AppealReceived appealed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var learning = new List<(StreamKey, CaseState, IReadOnlyList<CaseEvent>)>();
        foreach (var key in Appealing.Others(first, appealed.Appeal, appealed.To).Select(a => new StreamKey(a.To, a.ToCase)))
        {
            var was = CaseFinder.Fold(await store.ReadAsync(key, cancellationToken: cancellationToken));
            if (CaseDecider.Decide(was, new CaseCommand.LearnOfAppeal(now, appealed.ToCase)).Events is { Count: > 0 } learnt)
            {
                learning.Add((key, was, learnt));
            }
        }

        return learning;
    }

    // Those in this body; of one that moved itself before, its body knows.
    private async Task<IReadOnlyList<(StreamKey Key, CaseState Before, IReadOnlyList<CaseEvent> Events)>> OtherAppealsFollowAsync(
        CaseState gone, CaseEvent.CaseHandedOver moved, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var following = new List<(StreamKey, CaseState, IReadOnlyList<CaseEvent>)>();
        foreach (var key in gone.SameDecision.Select(c => new StreamKey(gone.Body, c)))
        {
            var was = CaseFinder.Fold(await store.ReadAsync(key, cancellationToken: cancellationToken));
            if (CaseDecider.Decide(was, new CaseCommand.FollowAppeal(now, gone.Id, moved.ToCase)).Events is { Count: > 0 } followed)
            {
                following.Add((key, was, followed));
            }
        }

        return following;
    }

    private async Task<CaseCommand> JoinAsync(CaseState lead, CaseState before, CaseEvent.JointHandlingChosen chosen, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var acting = $"system:{lead.Id}";
        var handling = before.Exists ? before.Handling : await HandlingAsync(lead, chosen.With, acting, cancellationToken);
        var subjects = before.Exists ? [] : await AnsweringTransfers.CodeNamesOf(lead, chosen.With, channel, acting, cancellationToken);
        return new CaseCommand.Join(now, chosen.OtherCase, lead, chosen.Mode, chosen.Ground, chosen.SummaryDue, handling, subjects);
    }

    // The seats of the receipt date (P8); of what nobody reported, those of now.
    private async Task<HandlingBody> HandlingAsync(CaseState lead, string body, string acting, CancellationToken cancellationToken) =>
        await receivers.FindAsync(lead, body, acting, cancellationToken, lead.ReportIds.Any() ? lead.ReceivedAt : null)
        ?? throw new InvalidOperationException($"Liaison does not know the body {body}.");
}
