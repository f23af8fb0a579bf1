using Coc.Contracts;
using Coc.EventStore;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Publishing;
using static Coc.Unit.Liaison.GivenBody;

namespace Coc.Unit.Liaison;

/// <summary>P8: changes of policy, seats and rota are announced, wanted and made; what a holder is called is not.</summary>
public sealed class AnnouncementsTests
{
    private static readonly BodyEvent[] Begun =
    [
        new BodyEvent.BodyAdded(new("sextant", "Sextant", "project", "own", "orrery", "meridian")),
        new BodyEvent.SeatFilled("sextant", Id("ira"), Id("account ira"), Terms("ira", "member", "", true, "elected"), Now),
        new BodyEvent.SeatFilled("sextant", Id("juno"), Id("account juno"), Terms("juno", "member", "", false, "elected"), Now),
    ];

    [Fact]
    public void What_is_wanted_is_announced_before_it_holds_and_once_more_when_it_does()
    {
        var wanted = Of((1, "ira", new BodyEvent.PolicyProposed(Id("change"), As("ira", chair: true), Now, Now.AddDays(5), new())));
        wanted[^1].ShouldSatisfyAllConditions(a => a.Kind.ShouldBe("policy"), a => a.State.ShouldBe("proposed"), a => a.By!.Seat.ShouldBe(Id("ira")), a => a.EffectiveFrom.ShouldBe(Now.AddDays(5)));
        ChangeWaiting.Told(wanted, Id("change")).ShouldBe(wanted[^1]);

        var made = Of(
            (1, "ira", new BodyEvent.PolicyProposed(Id("change"), As("ira", chair: true), Now, Now.AddDays(5), new())),
            (2, "juno", new BodyEvent.ChangeConfirmed(Id("change"), As("juno"))), (2, "juno", new BodyEvent.PolicySet("sextant", 2, Now.AddDays(5), new())));
        made.Count.ShouldBe(wanted.Count, "it is one change");
        made[^1].ShouldSatisfyAllConditions(a => a.State.ShouldBe("done"), a => a.ConfirmedBy!.Seat.ShouldBe(Id("juno")));
        ChangeWaiting.Told(made, Id("change")).ShouldBeNull("it waits for nobody any more");
        ChangeWaiting.Told(made, ChangeWaiting.MadeOf(Id("change"))).ShouldBe(made[^1]);
        ChangeWaiting.Told(made, Occurrence(4)).ShouldBeNull("the event of a change that waited tells nothing of its own");

        var rejected = Of((1, "ira", new BodyEvent.PolicyProposed(Id("change"), As("ira", chair: true), Now, Now.AddDays(5), new())), (2, "juno", new BodyEvent.ChangeRejected(Id("change"), As("juno"))));
        rejected[^1].State.ShouldBe("rejected");
        ChangeWaiting.Told(rejected, Id("change")).ShouldBeNull();
    }

    [Theory]
    [InlineData("system", false)]
    [InlineData("account:6f9d2b40-0000-4000-8000-000000000001", true)]
    public void Of_what_a_file_or_a_term_did_no_message_says_that_something_waits(string actor, bool says)
    {
        var stored = new StoredEvent(3, Occurrence(3), new StreamKey("*directory*", Id("sextant")), 3, "seat_filled", Begun[2], Now, new EventContext(Now, Id("work"), null, actor), "00");

        var messages = LiaisonPublishing.Table().Translate(stored, new Dictionary<Type, long> { [typeof(BodyEvent.DutySet)] = 2, [typeof(BodyEvent.SeatFilled)] = 1 }).ToDictionary(m => m.Contract, m => (IIntegrationMessage)m.Message);

        messages.ContainsKey(nameof(SomethingWaits)).ShouldBe(says);
        messages[nameof(Coc.Contracts.Liaison.SeatFilled)].Origin.Previous.ShouldBe(new Dictionary<string, long> { ["SeatFilled"] = 1, ["StepRecorded"] = 2 }, ignoreOrder: true);
    }

    [Fact]
    public void What_took_no_second_seat_is_announced_too()
    {
        var left = Of((1, "juno", new BodyEvent.SeatEnded("sextant", Id("juno"), Id("account juno"), "member", Now)));
        left[^1].ShouldSatisfyAllConditions(a => a.Kind.ShouldBe("seatEnd"), a => a.Seat.ShouldBe(Id("juno")), a => a.By!.Seat.ShouldBe(Id("juno")), a => a.ConfirmedBy.ShouldBeNull());
        ChangeWaiting.Told(left, Occurrence(3)).ShouldBe(left[^1]);

        Of((1, null, new BodyEvent.DutySet("sextant", [Id("ira"), Id("juno")])))[^1].ShouldSatisfyAllConditions(a => a.Kind.ShouldBe("duty"), a => a.By.ShouldBeNull());
        Of((1, "juno", new BodyEvent.DutyAbsenceSaid("sextant", Id("juno"), null)))[^1].Kind.ShouldBe("dutyAbsence");
    }

    [Theory]
    [InlineData("robin", true, 1, false)]
    [InlineData("juno", false, 1, true)]
    [InlineData("robin", false, 2, true)]
    public void What_somebody_is_called_changes_no_seat(string name, bool sameRole, int order, bool announced)
    {
        var terms = Terms("juno", sameRole ? "member" : "alternate", "", false, "elected") with { Name = Coc.EventStore.Sensitive.Of(name, "seat"), Order = order };

        (Of((1, "juno", new BodyEvent.SeatAmended("sextant", Id("juno"), Id("account juno"), terms))).Count > Of().Count).ShouldBe(announced);
    }

    [Fact]
    public void Who_stands_above_whom_and_what_never_was_somebodys_is_announced_to_nobody()
    {
        Of((1, "ira", new BodyEvent.OversightProposed(Id("o"), As("ira"), Now, new(Id("entry"), "funds", "meridian", null, null, null))), (1, "ira", new BodyEvent.StrikingProposed(Id("s"), As("ira"), Now, Id("ira"), new(null, null, null))))
            .Count.ShouldBe(Of().Count);
    }

    private static Guid Occurrence(int at) => Id($"occurrence {at}");

    private static IReadOnlyList<Announcement> Of(params (int Work, string? By, BodyEvent Event)[] more) => Announcements.Of(
        Begun.Select(e => (Work: 0, By: (string?)null, Event: e)).Concat(more).Select((o, i) => new BodyOccurrence(Occurrence(i), Id($"work {o.Work}"), Now, o.By is { } by ? As(by) : null, o.Event)));
}
