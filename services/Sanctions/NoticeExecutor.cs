using Coc.EventStore;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions;

/// <summary>Commands on notices. An adoption makes a sanction of the adopter's own and is written into the origin's stream, so that no copy escapes its end.</summary>
internal sealed class NoticeExecutor(Streams streams, PersonRegistry persons, SanctionExecutor sanctions)
{
    public Task<Loaded<NoticeState>> AnswerConflictAsync(Changes changes, StreamKey key, Guid seat, string answer, DateTimeOffset now, CancellationToken cancellationToken) =>
        DecideAsync(changes, key, new NoticeCommand.AnswerConflict(seat, answer), now, cancellationToken);

    public Task<Loaded<NoticeState>> ReadCategoryAsync(Changes changes, StreamKey key, Guid seat, DateTimeOffset now, CancellationToken cancellationToken) =>
        DecideAsync(changes, key, new NoticeCommand.ReadCategory(seat), now, cancellationToken);

    public Task<Loaded<NoticeState>> AcknowledgeAsync(Changes changes, StreamKey key, Guid seat, DateTimeOffset now, CancellationToken cancellationToken) =>
        DecideAsync(changes, key, new NoticeCommand.AcknowledgeCorrection(seat), now, cancellationToken);

    public Task<Loaded<NoticeState>> AnswerAsync(Changes changes, StreamKey key, NoticeCommand.GiveAnswer command, CancellationToken cancellationToken) =>
        DecideAsync(changes, key, command, command.At, cancellationToken);

    public Task<Loaded<NoticeState>> RedecideAsync(Changes changes, StreamKey key, NoticeCommand.Redecide command, CancellationToken cancellationToken) =>
        DecideAsync(changes, key, command, command.At, cancellationToken);

    public Task<Loaded<NoticeState>> LapseAsync(Changes changes, StreamKey key, DateTimeOffset now, CancellationToken cancellationToken) =>
        DecideAsync(changes, key, new NoticeCommand.Lapse(now), now, cancellationToken);

    private async Task<Loaded<NoticeState>> DecideAsync(Changes changes, StreamKey key, NoticeCommand command, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var notice = await streams.NoticeAsync(key, cancellationToken);
        var events = CommandRunner.Accepted(NoticeDecider.Decide(command, notice.State));
        if (events.Count > 0)
        {
            await FollowAsync(changes, notice, events[^1], now, cancellationToken);
        }

        return await AddAsync(changes, notice, events, now, cancellationToken);
    }

    private Task FollowAsync(Changes changes, Loaded<NoticeState> notice, NoticeEvent answer, DateTimeOffset now, CancellationToken cancellationToken) => answer switch
    {
        NoticeEvent.CopyKept e => sanctions.KeepAsync(changes, new StreamKey(notice.Key.Tenant, e.Copy), e.Seat, now, cancellationToken),
        NoticeEvent.CopyGivenUp e => sanctions.EndAsync(changes, new StreamKey(notice.Key.Tenant, e.Copy), "origin", now, cancellationToken),
        _ => RecordAsync(changes, notice, answer, now, cancellationToken),
    };

    // The origin's stream keeps every answer: whoever ends the origin finds all copies there, or loses the race against the adoption and looks again.
    private async Task RecordAsync(Changes changes, Loaded<NoticeState> notice, NoticeEvent answer, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var offered = notice.State.Offered!;
        (string Outcome, Guid? Copy, IReadOnlyList<string> Spaces, DateTimeOffset? Until)? answered = answer switch
        {
            NoticeEvent.NoticeAdopted e => (NoticeState.Adopted, e.Copy, [], offered.Term.Until),
            NoticeEvent.NoticeAdapted e => (NoticeState.Adapted, e.Copy, e.Spaces, e.Until),
            NoticeEvent.NoticeDeclined => (NoticeState.Declined, null, [], null),
            NoticeEvent.NoticeLapsed => (NoticeState.Lapsed, null, [], null),
            _ => null,
        };
        if (answered is not { } given)
        {
            return;
        }

        var origin = await streams.SanctionAsync(new StreamKey(offered.Issuer, offered.Sanction), cancellationToken);
        await sanctions.DecideAsync(
            changes, origin, new SanctionCommand.RecordAnswer(offered.Notice, given.Outcome, given.Copy), new Dictionary<Guid, string>(), now, cancellationToken);
        if (given.Copy is { } copy)
        {
            var impose = new SanctionCommand.Impose(
                copy, offered.Person, offered.Receiver, offered.Type, new SanctionScope(false, [offered.Receiver], given.Spaces), offered.Term with { Until = Earlier(given.Until, origin.State.Imposed!.Term.Until) },
                offered.Category, null, new SanctionBasis("adopted", offered.Case, offered.Issuer, false, null, offered.Sanction, offered.Notice));
            // A copy inherits whether the person was told.
            var permission = origin.State.ReleasedAt is null ? null : origin.State.Told is null ? "origin" : "told";
            var nothing = new Loaded<SanctionState>(new StreamKey(offered.Receiver, copy), 0, SanctionState.None, notice.Incident);
            await sanctions.ImposeAsync(changes, nothing, impose, [], permission, now, cancellationToken);
        }
    }

    // It may have been made shorter since it was offered.
    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;

    private async Task<Loaded<NoticeState>> AddAsync(
        Changes changes, Loaded<NoticeState> notice, IReadOnlyList<NoticeEvent> events, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hashes = await persons.HashesAsync(notice.State.Offered!.Person, cancellationToken);
        return notice with { State = NoticeChanges.Add(changes, notice, events, hashes, now) };
    }
}
