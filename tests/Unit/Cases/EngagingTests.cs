using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>domain.md 1.1: a mediator, investigator or adviser works for the panel in one case, decides nothing, is asked about conflicts first, and sees the pieces they were given until the end.</summary>
public sealed class EngagingTests
{
    private static readonly Guid Mia = Id(400);
    private static readonly Guid Piece = Id(60);
    private static readonly DateTimeOffset Begins = Monday.AddHours(48);
    private static readonly DateTimeOffset Ends = Monday.AddDays(20);

    [Fact]
    public void Whoever_is_concerned_hears_48_hours_ahead_and_only_then_they_are_asked()
    {
        var given = Engaged();

        given.Then<CaseEvent.OutsideEngaged>().ShouldSatisfyAllConditions(e => e.NotBefore.ShouldBe(Begins), e => e.By.ShouldBe(Seat(1)), e => e.At.ShouldBe(Monday), e => e.TermsAcceptedAt.ShouldBe(Monday.AddDays(-1)));
        var message = given.Events.OfType<CaseEvent.ReporterMessaged>().ShouldHaveSingleItem();
        message.Report.ShouldBe(Report);
        message.Text.Value!.ShouldContain("Mia Nobody");
        given.Then<CaseEvent.ConsentAsked>().ShouldSatisfyAllConditions(c => c.Audience.ShouldBe("outside"), c => c.Until.ShouldBe(Begins));
        given.ThenNot<CaseEvent.ConflictRequested>();
        given.When(new CaseCommand.AddNote(Seat(1), Begins.AddMinutes(-1), Id(2), "n")).ThenNot<CaseEvent.ConflictRequested>();
        CaseDue.Of(given.State).ShouldContain(new CaseDue(Engaging.Due, Request(given), Begins));

        var asked = Asked(given);

        asked.Then<CaseEvent.ConflictRequested>().ShouldSatisfyAllConditions(r => r.Seat.ShouldBe(Mia), r => r.Request.ShouldBe(Request(given)));
        CaseDue.Of(asked.State).ShouldContain(new CaseDue(Engaging.Due, Request(given), Ends));
        Door(asked).ShouldNotBeNull().Seat.Sees.ShouldBeFalse("their conflict request and no more");
        Door(given).ShouldBeNull();
    }

    [Fact]
    public void In_an_urgent_case_they_are_asked_at_once() => Opened(urgency: "urgent").Ready().After(Engage()).Then<CaseEvent.ConflictRequested>().Seat.ShouldBe(Mia);

    [Fact]
    public void A_room_shows_it_too_by_the_seat_the_person_may_object_to()
    {
        var room = Opened().Ready().After(new CaseCommand.NoticeAccused(Seat(1), Monday, Id(30), Rex, "w", null, null, null, false, null)).After(Engage());

        var shown = room.Events.OfType<CaseEvent.RoomItemReleased>().ShouldHaveSingleItem();
        (shown.Item, shown.Kind, shown.Until).ShouldBe((Mia, "outside", Ends));
        room.After(new CaseCommand.HearFromAccused(Monday, shown.Room, Id(31), "objection", Mia)).Then<CaseEvent.SeatObjected>().Seat.ShouldBe(Mia);
        room.After(new CaseCommand.EndEngagement(Seat(2), Monday, Request(room))).Then<CaseEvent.RoomItemReleased>().State.ShouldBe("end");
    }

    [Fact]
    public void After_none_they_see_what_they_were_given_and_the_case_exists_for_nobody_from_outside()
    {
        var given = Cleared();

        Door(given).ShouldNotBeNull().ShouldSatisfyAllConditions(d => d.Seat.Sees.ShouldBeTrue(), d => d.Engagement.Include.ShouldBe([Piece.ToString()]));
        foreach (var role in new[] { "outside", "member", "alternate", "eventStaff" })
        {
            CaseWall.Exists(given.State, [new TicketSeat(Mia, "sextant", role, false)]).ShouldBeNull(role);
        }

        foreach (var other in new[] { new TicketSeat(Mia, "orrery", "outside", false), new TicketSeat(Mia, "sextant", "member", false), new TicketSeat(Id(401), "sextant", "outside", false) })
        {
            CaseWall.Engaged(given.State, Request(given), [other], given.Now).ShouldBeNull();
        }

        given.When(new CaseCommand.AddNote(Mia, given.Now, Id(2), "n")).ThenRefused("notOnPanel");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void With_a_tie_they_see_nothing_and_hard_ends_it_for_good(bool hard)
    {
        var given = Asked(Engaged()).When(new CaseCommand.AnswerConflict(Mia, Begins, hard ? Conflict.Hard : Conflict.Soft, [], null));

        (Door(given) is { Seat.Sees: true }).ShouldBeFalse();
        (Door(given) is null).ShouldBe(hard);
        Engaging.StateOf(given.State, given.State.Engagements[0], Begins).ShouldBe(hard ? "notAvailable" : "soft");
    }

    [Fact]
    public void Somebody_set_aside_is_never_asked_and_looks_like_somebody_silent()
    {
        var silent = Asked(Engaged());
        var aside = Asked(Opened().Ready().After(Engage(aside: true)));

        aside.ThenNot<CaseEvent.ConflictRequested>();
        Door(aside).ShouldBeNull();
        aside.When(new CaseCommand.AddNote(Seat(1), Begins.AddHours(1), Id(2), "n")).ThenNot<CaseEvent.ConflictRequested>();
        foreach (var (at, state) in new[] { (Monday, "announced"), (Begins.AddHours(1), "asked") })
        {
            Engaging.StateOf(aside.State, aside.State.Engagements[0], at).ShouldBe(state);
            Engaging.StateOf(silent.State, silent.State.Engagements[0], at).ShouldBe(state);
        }

        var due = silent.State.SeatOf(Mia)!.Due;
        var given = silent.Later(due - silent.Now).After(new CaseCommand.GiveUpOnSeat(due, Mia));
        Engaging.StateOf(given.State, given.State.Engagements[0], due).ShouldBe("notAvailable");
        Engaging.StateOf(aside.State, aside.State.Engagements[0], due).ShouldBe("notAvailable");
    }

    [Fact]
    public void They_have_no_vote_and_count_in_no_quorum()
    {
        var given = Cleared();

        given.Proposed().When(new CaseCommand.Vote(Mia, given.Now, TheProposal, "yes")).Refusal.ShouldNotBeNull();
        var closed = given.Proposed().Voted("yes", 1, 2, 3).MeetingClosed();
        closed.Then<CaseEvent.ProposalAdopted>().Eligible.ShouldBe(5);
        given.When(new CaseCommand.Assign(Seat(1), given.Now, Mia)).ThenRefused("notOnPanel");
    }

    [Fact]
    public void They_do_not_stand_in_for_seats_that_are_missing()
    {
        var given = Opened(Body(4, kind: "foundation")).Ready().After(Engage()).Later(TimeSpan.FromHours(48)).After(new CaseCommand.PassEngagementTime(Begins, Screening.RequestOf(Id(700), Mia)));
        given = given.After(new CaseCommand.AnswerConflict(Mia, given.Now, Conflict.None, [], null)).Answered(3, Conflict.Hard).Answered(4, Conflict.Hard);

        given.State.TransferDueBy.ShouldContain("J8", "one clean and three without a hard conflict (J8), and nobody from outside is one of them");
    }

    [Fact]
    public void At_the_end_it_is_over_at_once_and_before_by_any_seat()
    {
        var given = Cleared();

        CaseWall.Engaged(given.State, Request(given), Held, Ends).ShouldBeNull("the clock alone ends it");
        given.Later(Ends - given.Now).After(new CaseCommand.PassEngagementTime(Ends, Request(given))).ShouldSatisfyAllConditions(g => g.Then<CaseEvent.EngagementEnded>().By.ShouldBe(Guid.Empty), g => g.Then<CaseEvent.SeatLeft>().Seat.ShouldBe(Mia));
        var ended = given.After(new CaseCommand.EndEngagement(Seat(2), given.Now, Request(given)));
        Door(ended).ShouldBeNull();
        ended.When(new CaseCommand.EndEngagement(Seat(2), given.Now, Request(given))).ThenRefused("engagementOver");
        ended.When(new CaseCommand.ReportFromOutside(Mia, given.Now, Request(given), Id(3), "t")).ThenRefused("engagementOver");
        CaseDue.Of(ended.State).ShouldNotContain(d => d.Kind == Engaging.Due);
        Door(given.After(new CaseCommand.EndSeat(given.Now, Mia))).ShouldBeNull("the seat ended, or somebody excluded them");
    }

    [Fact]
    public void It_ends_where_the_case_goes_and_does_not_come_back_with_it()
    {
        var given = Cleared().After(new CaseCommand.OfferTransfer(Seat(1), Begins, Id(50), "orrery", null, null, "all"));
        Door(given).ShouldNotBeNull("until acceptance the sender goes on (P16)");
        var gone = given.Later(TimeSpan.FromHours(48));
        gone = gone.After(new CaseCommand.AcceptTransfer(gone.Now, Id(50), Id(61), Body(kind: "foundation"), []));

        Door(gone).ShouldBeNull();
        Door(gone with { State = gone.State with { Gone = null } }).ShouldBeNull("whatever becomes of the case");
    }

    [Fact]
    public void About_one_person_more_they_answer_anew() =>
        Door(Cleared().After(new CaseCommand.AddSubject(Seat(1), Begins, Tam, "wren", ["github:wren"], null, null))).ShouldNotBeNull().Seat.Sees.ShouldBeFalse();

    [Fact]
    public void What_they_write_is_the_panels()
    {
        var given = Cleared();

        given = given.After(new CaseCommand.ReportFromOutside(Mia, given.Now, Request(given), Id(3), "They agree."));

        given.Then<CaseEvent.OutsideReported>().Text.Value.ShouldBe("They agree.");
        given.State.Engagements.ShouldHaveSingleItem().Words.ShouldHaveSingleItem().Text.ShouldBe("They agree.");
        Waiting.Is(given.State, Waiting.Answer, Id(3), [new TicketSeat(Seat(2), "sextant", "member", false)]).ShouldBeTrue();
        Waiting.Is(given.State, Waiting.Answer, Id(3), Held).ShouldBeFalse();
    }

    [Fact]
    public void Who_has_a_part_in_the_case_is_not_engaged_and_nobody_while_it_may_go_elsewhere()
    {
        Opened().Ready().When(Engage(account: 502)).ThenRefused("alreadyOfTheCase");
        Engaged().When(Engage()).ThenRefused("alreadyOfTheCase");
        Opened().Ready().When(Engage() with { Until = Begins }).ThenRefused("endsBeforeItBegins");
        Opened().Ready().After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all")).When(Engage()).ThenRefused("alreadyOffered");
    }

    private static IReadOnlyList<TicketSeat> Held => [new(Mia, "sextant", "outside", false)];

    private static GivenCase Engaged() => Opened().Ready().After(Engage());

    private static GivenCase Asked(GivenCase given) => given.Later(TimeSpan.FromHours(48)).When(new CaseCommand.PassEngagementTime(Begins, Request(given)));

    private static GivenCase Cleared() => Asked(Engaged()).After(new CaseCommand.AnswerConflict(Mia, Begins, Conflict.None, [], null));

    private static (Engagement Engagement, PanelSeat Seat)? Door(GivenCase given) => CaseWall.Engaged(given.State, Request(given), Held, given.Now);

    private static Guid Request(GivenCase given) => Screening.RequestOf(given.State.Id, Mia);

    private static CaseCommand.EngageOutside Engage(int account = 480, bool aside = false) => new(
        Seat(1), Monday, new(new HandlingSeat(Mia, Id(account), "outside", false, "appointed", 0), "Mia Nobody", aside), "mediator", "Lead it.", [Piece.ToString()], Monday.AddDays(-1), Ends)
    {
        Consents = new("outside", new Dictionary<Guid, string>()),
    };
}
