using System.Diagnostics;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Coc.Sanctions.Domain;

namespace Coc.Sanctions.Features.ReadingPersons;

/// <summary>Who opened who somebody is, when and why: appended before it is shown, and never changed. Kept by the id under which it was asked.</summary>
internal sealed class PersonLog(IEventStore store, DomainClock clock)
{
    public const string StreamType = "personReads";

    public Task NoteAsync(OpenPerson open, Caller caller, CancellationToken cancellationToken) => store.AppendAsync(
        new Append(
            [
                new StreamAppend(Key(open.Id), StreamType, StreamAppend.ExpectAny,
                    [new NewEvent(Ids.New(), new PersonRead.IdentityOpened(open.Id, open.Seat.Id, open.Body, open.Seat.Role, open.Because))]),
            ],
            new EventContext(clock.GetUtcNow(), Ids.New(), null, $"account:{caller.Account}", open.Seat.Id, open.Seat.Role, TraceParent: Activity.Current?.Id)),
        cancellationToken);

    /// <summary>Under every name, newest first.</summary>
    public async Task<IReadOnlyList<PersonReadView>> ReadAsync(OpenPerson open, CancellationToken cancellationToken) =>
    [
        .. (await store.ReadAsync([.. open.People.Select(p => Key(p.Key.Id))], cancellationToken)).SelectMany(s => s.Events).OrderByDescending(e => e.Sequence)
            .Select(e => (e, (PersonRead.IdentityOpened)e.Data)).Select(r => new PersonReadView(r.e.Id, r.e.At, r.Item2.Seat, r.Item2.Body, r.Item2.Role, r.Item2.Because)),
    ];

    private static StreamKey Key(Guid person) => new(Streams.Registry, Ids.V5(person, "reads"));
}

/// <param name="Because">issuer, adopter, registry</param>
internal sealed record PersonReadView(Guid Id, DateTimeOffset At, Guid Seat, string Body, string Role, string Because);
