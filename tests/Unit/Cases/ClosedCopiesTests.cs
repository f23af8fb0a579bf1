using Coc.Cases;
using Coc.Cases.Domain;
using Coc.EventStore;
using Coc.Platform.Streams;
using Coc.Platform.Time;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>
/// Seven days after a hand-over the former owner's stream is closed for good. Messages go to every case of a thing: there is nothing left to write there, and that is no reason that who has the case does not hear.
/// </summary>
public sealed class ClosedCopiesTests
{
    private static readonly Guid Measure = Id(5);
    private static readonly Guid Transfer = Id(50);
    private static readonly DateTimeOffset Gone = Monday.AddHours(48);

    private static CaseCommand.FollowSanction Said => new(Gone.AddDays(8), Measure, "active", 0) { Seen = 4 };

    private static GivenCase Left(Func<GivenCase, GivenCase>? before = null)
    {
        var given = Opened().Ready().After(
            new CaseCommand.TakeInterimMeasure(Seat(2), Monday, Measure, Rex, "mute", ["chat:sextant"], Monday.AddDays(9), "threats"),
            new CaseCommand.OfferTransfer(Seat(1), Monday, Transfer, "orrery", "J7", "our view", "all"));
        given = (before ?? (g => g))(given).Later(TimeSpan.FromHours(48));
        return given.After(new CaseCommand.AcceptTransfer(Gone, Transfer, Id(702), Body(5, kind: "foundation"), []));
    }

    private static GivenCase Closed(GivenCase left) => left.After(new CaseCommand.EndRecallWindow(Gone.AddDays(7)));

    [Fact]
    public void What_is_said_of_a_measure_is_kept_as_long_as_the_case_may_come_back_and_no_longer()
    {
        Left().When(Said).Then<CaseEvent.InterimMeasureFollowed>().OpenOrders.ShouldBe(0);

        var heard = Closed(Left()).When(Said);

        heard.Events.ShouldBeEmpty();
        heard.Refusal.ShouldBeNull();
    }

    [Fact]
    public void Nor_does_it_hear_any_more_with_whom_it_was_handled_jointly()
    {
        CaseCommand.FollowPartner moved = new(Gone.AddDays(8), Id(80), "meridian", "astrolabe", Id(81));
        var left = Left(g => g with { State = g.State with { Joint = new JointState(true, "meridian", Id(80)) } });

        left.When(moved).Then<CaseEvent.JointPartnerChanged>().To.ShouldBe("astrolabe");
        Closed(left).When(moved).Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task Closed_between_the_read_and_the_append_it_is_read_once_more()
    {
        var store = new ClosedMeanwhile();
        var work = new CaseWork(store.Key, now => new EventContext(now, Id(1)), (_, _) => ValueTask.FromResult<CaseCommand>(Said));

        using var recent = new RecentStates<CaseState>(store, CaseState.None, static (state, e) => state.Apply([(CaseEvent)e.Data]));

        var outcome = await new CaseExecutor(store, new CaseFinder(store, recent, null!), new OtherSide(store, null!, null!), new DomainClock()).ExecuteAsync(work, TestContext.Current.CancellationToken);

        store.Appends.ShouldBe(1);
        (outcome.Written, outcome.Refusal, outcome.State.WindowEnded).ShouldBe((false, null, true));
    }

    /// <summary>A store whose only stream is closed by whoever is faster than the first append.</summary>
    private sealed class ClosedMeanwhile : IEventStore
    {
        private readonly List<CaseEvent> events;

        public ClosedMeanwhile()
        {
            var opened = Opened();
            events =
            [
                .. opened.Events,
                new CaseEvent.InterimMeasureTaken(Measure, Rex, "mute", ["chat:sextant"], Monday.AddDays(9), Texts.Panel("threats"), Seat(2), Monday),
                .. Transferring.Offer(opened.State, new(Seat(1), Monday, Transfer, "orrery", "J7", "our view", "all")).Events,
                new CaseEvent.CaseHandedOver(Transfer, "sextant", "orrery", Id(702), [Report], Gone),
            ];
            Key = new(opened.State.Body, opened.State.Id);
        }

        public StreamKey Key { get; }

        public int Appends { get; private set; }

        public Task<EventStream> ReadAsync(StreamKey stream, long fromVersion = 1, CancellationToken cancellationToken = default) => Task.FromResult(new EventStream(
            stream, "case", events.Count, Appends > 0, [.. events.Select((e, i) => new StoredEvent(i + 1, Id(i + 1), stream, i + 1, "", e, Monday, new EventContext(Monday, Id(1)), null))]));

        public Task<Appended> AppendAsync(Append append, CancellationToken cancellationToken = default)
        {
            Appends++;
            events.Add(new CaseEvent.RecallWindowEnded(Transfer, Gone.AddDays(7)));
            throw new StreamArchivedException(Key);
        }

        public Task<IReadOnlyList<EventStream>> ReadAsync(IReadOnlyList<StreamKey> streams, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<Folded<TState>> FoldAsync<TState>(StreamKey stream, Fold<TState> fold, CancellationToken cancellationToken = default) where TState : class => throw new NotSupportedException();

        public Task<bool> DestroyKeyAsync(StreamKey stream, string? owner, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
