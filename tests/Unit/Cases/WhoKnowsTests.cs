using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Whoever knows of the case is told how it ended; whoever never knew is not told by its end (R39, P2). And the foundation's notice of each is struck of each (P7).</summary>
public sealed partial class WhoKnowsTests
{
    private static readonly Guid Word = Id(41);

    private static GivenCase Two() => Opened(subjects: [new(Rex, "heron", Identification.Confirmed), new(Tam, "wren", Identification.Confirmed)]).Cleared().Triaged();

    private static CaseCommand.NoticeAccused Notice(Guid person, DateTimeOffset? lookAgain = null) => new(Seat(1), Monday, Id(82), person, "why", null, lookAgain, null, false, null);

    private static GivenCase Decided(GivenCase given, params Finding[] findings) =>
        given.Proposed(FindingNothing with { Findings = findings }).Voted("yes", 1, 2, 3).MeetingClosed();

    private static GivenCase AboutRex(GivenCase given) => given.Heard().Proposed().Voted("yes", 1, 2, 3).MeetingClosed();

    private static GivenCase ToldOf(GivenCase given, Guid person, int id) => given.After(
        new CaseCommand.Draft(Seat(1), given.Now, Id(id), "accused", person, null, "It is over."), new CaseCommand.Approve(Seat(2), given.Now, Id(id)));

    private static CaseCommand.Close Close => new(Seat(1), Monday, null);

    public static TheoryData<string> Ways => ["noticed", "heard", "written", "measure"];

    private static GivenCase Touched(GivenCase given, string way) => way switch
    {
        "noticed" => given.After(Notice(Tam)),
        "heard" => given.After(new CaseCommand.Hear(Seat(1), Monday, Id(83), Tam, "It was not me.", false, null, Id(84))),
        "written" => given.After(new CaseCommand.Draft(Seat(1), Monday, Id(85), "accused", Tam, null, "Please answer."), new CaseCommand.Approve(Seat(2), Monday, Id(85))),
        _ => given.After(new CaseCommand.TakeInterimMeasure(Seat(1), Monday, Id(86), Tam, "mute", [], Monday.AddDays(2), "threats")),
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Who_knows_and_is_not_named_in_the_decision_is_told_that_it_ended_before_it_closes(string way)
    {
        var given = ToldOf(AboutRex(Touched(Two(), way)), Rex, 40).WithWord();
        given.State.Stage.ShouldBe(CaseStage.Decided, "Tam is not told yet");
        given.When(Close).ThenRefused("notTold");
        Clocks.Running(given.State).ShouldContain(c => c.Clock == Clocks.Tell);

        given = ToldOf(given, Tam, 41);
        given.Then<CaseEvent.PersonTold>().ShouldSatisfyAllConditions(t => t.Person.ShouldBe(Tam), t => t.Sanctions.ShouldBeEmpty());
        given.State.Stage.ShouldBe(CaseStage.Communicated);
        Communicating.Untold(given.State).ShouldBeEmpty();
    }

    [Fact]
    public void Their_room_shows_that_it_ended_and_nothing_of_the_other()
    {
        var given = ToldOf(ToldOf(AboutRex(Two().After(Notice(Tam))), Rex, 40), Tam, 41).WithWord().CarriedOut().After(new CaseCommand.NoticeResolution(Seat(1), Monday), Close);

        given.State.Accused.RoomOf(Tam)!.Released.Select(r => r.Kind).ShouldBe(["notice", "message", "decision", "end"], ignoreOrder: true);
    }

    [Fact]
    public void Who_is_cleared_and_knows_is_told()
    {
        var given = Decided(Two().After(Notice(Rex)), new Finding(Rex, "noViolation", null)).WithWord();
        given.When(Close).ThenRefused("notTold");
        ToldOf(given, Rex, 40).After(new CaseCommand.NoticeResolution(Seat(1), Monday), Close).State.Stage.ShouldBe(CaseStage.Closed);
    }

    [Fact]
    public void Who_never_knew_and_is_cleared_is_neither_told_now_nor_waited_for()
    {
        var given = Decided(Two(), new Finding(Rex, "noViolation", null), new Finding(Tam, "notEstablished", null)).WithWord();

        given.When(new CaseCommand.Draft(Seat(1), Monday, Word, "accused", Tam, null, "It is over.")).ThenRefused("neverKnew");
        given.When(Notice(Tam)).ThenRefused("neverKnew");
        given.When(Notice(Tam, Monday.AddDays(3))).ThenRefused("neverKnew");
        Availability.Allowed(given.State, Seat(1), Monday).ShouldNotContain("accused-notice");
        given.After(new CaseCommand.NoticeResolution(Seat(1), Monday), Close).State.Stage.ShouldBe(CaseStage.Closed);
    }

    [Fact]
    public void That_somebody_could_not_be_reached_is_no_knowing()
    {
        var given = Decided(Two().After(new CaseCommand.Hear(Seat(1), Monday, Id(83), Tam, null, false, "nobody knows where they are")), new Finding(Rex, "noViolation", null));

        Communicating.Untold(given.State).ShouldBeEmpty();
    }

    [Fact]
    public void A_reason_on_record_stands_in_place_of_the_word_to_whom_nothing_was_found_about()
    {
        var given = ToldOf(AboutRex(Two().After(Notice(Tam))), Rex, 40).WithWord().CarriedOut();
        Availability.Allowed(given.State, Seat(1), Monday).ShouldContain("accused-notice");

        given = given.After(Notice(Tam, Monday.AddDays(3)));
        given.Then<CaseEvent.AccusedNoticeDeferred>().Person.ShouldBe(Tam);
        given.State.Stage.ShouldBe(CaseStage.Monitoring, "nobody else is to be told, and it was carried out");
        given.After(new CaseCommand.NoticeResolution(Seat(1), Monday), Close).State.Stage.ShouldBe(CaseStage.Closed);
        given.State.Accused.RoomOf(Tam)!.Released.ShouldNotContain(r => r.Kind == "end");
        given.When(new CaseCommand.Draft(Seat(1), Monday, Word, "accused", Tam, null, "It is over.")).Then<CaseEvent.CommunicationDrafted>();
    }

    [Fact]
    public void Against_whom_something_was_found_no_reason_spares_the_word()
    {
        var given = AboutRex(Two()).WithWord().CarriedOut().After(Notice(Rex, Monday.AddDays(3)));

        given.When(Close).ThenRefused("notTold");
        AboutRex(Two().After(Notice(Rex))).When(Notice(Rex, Monday.AddDays(3))).ThenRefused("accusedTold");
        Two().After(Notice(Rex)).When(Notice(Rex, Monday.AddDays(3))).ThenRefused("accusedTold");
    }

    [Fact]
    public void What_was_carried_out_before_the_last_of_them_was_told_is_watched_from_then_on()
    {
        var given = ToldOf(AboutRex(Two().After(Notice(Tam))), Rex, 40).CarriedOut();
        given.State.Stage.ShouldBe(CaseStage.Decided);

        ToldOf(given, Tam, 41).State.ShouldSatisfyAllConditions(s => s.Stage.ShouldBe(CaseStage.Monitoring), s => s.MonitoredSince.ShouldBe(Monday));
    }

    [Fact]
    public void The_notice_of_whom_the_decision_does_not_name_is_struck_and_no_other()
    {
        var given = Two();
        var (rex, tam) = (given.State.Notices.Single(n => n.Person == Rex).Id, given.State.Notices.Single(n => n.Person == Tam).Id);

        given = AboutRex(given);
        given.Then<CaseEvent.IncidentNoticeStruck>().Notice.ShouldBe(tam);
        given.State.Notices.Single(n => n.Id == rex).Struck.ShouldBeFalse();
    }

    [Fact]
    public void Who_knows_that_a_case_was_taken_up_again_is_told_how_that_ended()
    {
        var given = ToldOf(AboutRex(Two()), Rex, 40).After(new CaseCommand.Reopen(Seat(1), Monday, "again"));
        given = given.After(
            new CaseCommand.Propose(Seat(1), Monday, Id(721), "meeting", FindingNothing with { Findings = [new Finding(Tam, "noViolation", null)] }),
            new CaseCommand.Vote(Seat(1), Monday, Id(721), "yes"), new CaseCommand.Vote(Seat(2), Monday, Id(721), "yes"), new CaseCommand.Vote(Seat(3), Monday, Id(721), "yes"),
            new CaseCommand.CloseMeeting(Seat(1), Monday, Id(721), []));

        given.State.Notices.Single(n => n.Person == Rex).Struck.ShouldBeFalse("an earlier decision found a violation, and it stands");
        Communicating.Untold(given.State).Select(s => s.Person).ShouldBe([Rex], "knows that it was taken up again");
    }

    [Fact]
    public void Of_an_appeal_that_is_not_theirs_nobody_is_told_because_of_the_first_case_s_room()
    {
        var given = Two().After(Notice(Rex), Notice(Tam) with { Notice = Id(87) });
        var appeal = new AppealOf(Id(60), "sextant", Id(700), "accused", Rex, null, [], [], [], Monday);
        var carried = given.State with { AppealOf = appeal, Accused = given.State.Accused with { Notices = [], Rooms = [.. given.State.Accused.Rooms.Select(r => r with { MadeHere = false })] } };

        WhoKnows.Knows(carried, Rex).ShouldBeTrue("it is theirs");
        WhoKnows.Knows(carried, Tam).ShouldBeFalse();
    }
}
