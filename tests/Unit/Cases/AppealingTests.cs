using System.Text.Json;
using Coc.Cases.Domain;
using Coc.Platform.Http;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Appeals (R60 to R62, P15): who may, until when, to whom, with what, and what becomes of the first decision.</summary>
public sealed partial class AppealingTests
{
    private static readonly Guid Entry = Id(60);
    private static readonly Guid There = Id(61);

    /// <summary>Decided, Rex told, and in his room.</summary>
    internal static GivenCase Told()
    {
        var given = Opened().Cleared().Triaged().After(new CaseCommand.NoticeAccused(Seat(1), Monday, Id(62), Rex, "why", null, null, null, false, null));
        given = given.After(new CaseCommand.HearFromAccused(Monday, given.State.Accused.Rooms[0].Id, Id(63), "entered", null), new CaseCommand.AddNote(Seat(1), Monday, Id(64), "NOTE"));
        given = given.Heard().Proposed().Voted("yes", 1, 2, 3).MeetingClosed();
        return given.After(
            new CaseCommand.Draft(Seat(1), Monday, Id(65), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), Monday, Id(65)),
            new CaseCommand.Draft(Seat(1), Monday, Id(66), "reporter", null, Report, "We have decided."), new CaseCommand.Approve(Seat(2), Monday.AddDays(1), Id(66)));
    }

    private static CaseCommand.ReceiveAppeal ByRex(DateTimeOffset? writtenAt = null) => new(
        Monday, Entry, "accused", Rex, null, writtenAt ?? Monday.AddDays(30), ["conflictedDeciders"], "Two of them know her.", There, Fresh(), [new CaseSubject(Rex, "gannet", Identification.Confirmed)]);

    private static CaseCommand.ReceiveAppeal ByReporter(DateTimeOffset? writtenAt = null) =>
        ByRex(writtenAt) with { By = "reporter", Person = null, Report = Report, Text = "It is far too little." };

    [Fact]
    public void The_window_of_who_had_no_code_of_their_own_yet_begins_when_they_have()
    {
        var told = Told(); // the reporter a day later
        Appealing.Until(told.State, null, Report).ShouldBe(Monday.AddDays(31));

        var claimed = told.After(new CaseCommand.HearFromReporter(Monday.AddDays(9), Report, Id(88), "entered"));
        Appealing.Until(claimed.State, null, Report).ShouldBe(Monday.AddDays(39));
        claimed.When(ByReporter(Monday.AddDays(38))).Then<CaseEvent.AppealReceived>();

        var longAgo = Told() with { State = told.State with { ReportersSaid = [new(Report, Id(88), "entered", null, Monday.AddDays(-9))] } };
        Appealing.Until(longAgo.State, null, Report).ShouldBe(Monday.AddDays(31));
    }

    [Fact]
    public void The_other_appeal_of_the_same_decision_is_known_also_when_it_changed_hands()
    {
        var tied = Appeal(ByRex()).After(new CaseCommand.LearnOfAppeal(Monday, Id(62)));

        tied.After(new CaseCommand.FollowAppeal(Monday, Id(62), Id(99))).State.SameDecision.ShouldBe([Id(99)]);
        tied.When(new CaseCommand.FollowAppeal(Monday, Id(98), Id(99))).Events.ShouldBeEmpty("it never knew of that one");

        Transferring.Carry(tied.State, CaseState.None, true, _ => false, Monday).OfType<CaseEvent.FollowsCase>().ShouldHaveSingleItem().ShouldBe(new CaseEvent.FollowsCase(Id(62), "sameDecision", Monday));
    }

    private static Coc.Contracts.Channel.HandlingBody Fresh()
    {
        var body = Body(3, kind: "foundation");
        return body with { Seats = [.. body.Seats.Select(s => s with { Seat = Id(s.Order + 300), Account = Id(s.Order + 3000) })] };
    }

    private static GivenCase Appeal(CaseCommand.ReceiveAppeal by)
    {
        var first = Told();
        first.When(by).Then<CaseEvent.AppealReceived>();
        var begun = Appealing.Begin(first.State, by);
        Occurrences.Note(begun);
        var given = new GivenCase(CaseState.None.Apply(begun), Monday);
        foreach (var seat in new[] { 301, 302, 303 })
        {
            given = given.After(new CaseCommand.AnswerConflict(Id(seat), Monday, Conflict.None, [], null));
        }

        return given.After(new CaseCommand.Triage(Id(301), Monday, "medium", "medium", null));
    }

    private static GivenCase Decide(GivenCase given, string outcome, DecisionContent? content = null)
    {
        content = (content ?? FindingNothing) with { AppealOutcome = outcome };
        given = given.After(new CaseCommand.Propose(Id(301), Monday, TheProposal, "meeting", content));
        foreach (var seat in new[] { 301, 302, 303 })
        {
            given = given.After(new CaseCommand.Vote(Id(seat), Monday, TheProposal, "yes"));
        }

        return given.After(new CaseCommand.CloseMeeting(Id(301), Monday, TheProposal, []));
    }

    [Fact]
    public void Of_the_reporters_only_who_appealed_is_asked_whether_counsel_may_be()
    {
        var given = Appeal(ByReporter()) is var opened ? opened with { State = opened.State with { Reports = [.. opened.State.Reports, new CaseReport(Id(801), Monday, null)] } } : null!;
        var asking = new CaseCommand.AskCounsel(Id(301), Monday, Id(80), null, "May we?", []) { Consents = new("counsel", new Dictionary<Guid, string>()) };

        var asked = given.After(asking);

        asked.Then<CaseEvent.ConsentAsked>().Report.ShouldBe(Report);
        asked.Then<CaseEvent.ReporterMessaged>().Report.ShouldBe(Report);
        var request = asked.State.LegalRequests.ShouldHaveSingleItem();
        Consenting.CounselMayRead(asked.State, request).ShouldBeFalse();
        var agreed = asked.After(new CaseCommand.NoteConsents(Monday, Report, new Dictionary<string, string> { ["counsel"] = "yes" }));
        Consenting.CounselMayRead(agreed.State, request).ShouldBeTrue("the others know nothing of the appeal and are not waited for");
        given.When(asking with { Consents = new("counsel", new Dictionary<Guid, string> { [Id(801)] = "no" }) }).ThenRefused("noConsent");
    }

    [Fact]
    public void The_other_side_s_appeal_leads_to_the_first_one_where_the_same_body_decides_both()
    {
        var first = Told().After(ByRex());
        var second = ByReporter() with { Appeal = Id(70), ToCase = Id(71) };

        CaseState.None.Apply(Appealing.Begin(first.State, second)).SameDecision.ShouldBe([There]);

        var earlier = Appeal(ByRex()).After(new CaseCommand.LearnOfAppeal(Monday, Id(71)));
        earlier.State.SameDecision.ShouldBe([Id(71)], "the first to appeal must not be decided as if it were the only one");
        earlier.When(new CaseCommand.LearnOfAppeal(Monday, Id(71))).Events.ShouldBeEmpty();
        earlier.State.Follows.ShouldBeNull();
        first.When(new CaseCommand.LearnOfAppeal(Monday, Id(71))).Events.ShouldBeEmpty("this is no appeal");
        JsonSerializer.Serialize(Coc.Cases.Features.ReadingCases.CaseView.Of(earlier.State, Id(301), Monday), Json.Options).ShouldContain("sameDecision");
        Appealing.Others(first.After(second with { At = Monday }).State, Id(70), "orrery").ShouldHaveSingleItem().ToCase.ShouldBe(There);

        Appealing.Begin(first.State, second with { Receiver = Fresh() with { Slug = "meridian" } }).OfType<CaseEvent.FollowsCase>().ShouldBeEmpty("another body need not know");
        JsonSerializer.Serialize(Coc.Cases.Features.ReadingCases.CaseView.Of(first.State, Seat(1), Monday), Json.Options).ShouldNotContain(There.ToString(), Case.Insensitive, "the first panel learns no more than before");
    }

    [Fact]
    public void The_accused_may_until_the_window_ends_and_not_a_moment_later()
    {
        var given = Told();
        given.When(ByRex(Monday.AddDays(30))).Then<CaseEvent.AppealReceived>().ShouldSatisfyAllConditions(a => a.By.ShouldBe("accused"), a => a.To.ShouldBe("orrery"));
        given.When(ByRex(Monday.AddDays(30).AddSeconds(1))).Events.ShouldBeEmpty();
    }

    [Fact]
    public void The_reporter_may_from_when_they_were_told_and_hears_who_decides()
    {
        var given = Told();
        Appealing.Until(given.State, null, Report).ShouldBe(Monday.AddDays(31));
        given = given.After(ByReporter(Monday.AddDays(31)));
        Appealing.Begin(Told().State, ByReporter()).OfType<CaseEvent.ReporterMessaged>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(m => m.Report.ShouldBe(Report), m => m.Text.Value!.ShouldContain("orrery"));
        given.When(ByReporter() with { Appeal = Id(67) }).Events.ShouldBeEmpty("once");
        given.When(ByRex() with { Appeal = Id(68) }).Then<CaseEvent.AppealReceived>().By.ShouldBe("accused", "each side for itself");
    }

    [Fact]
    public void Before_they_are_told_nobody_has_anything_to_appeal()
    {
        var given = Opened().Ready().Proposed().Voted("yes", 1, 2, 3).MeetingClosed();
        Appealing.Until(given.State, Rex, null).ShouldBeNull();
        Appealing.Until(given.State, null, Report).ShouldBeNull();
        given.When(ByRex()).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Of_several_cases_the_one_is_appealed_whose_decision_was_told_last()
    {
        var (room, told) = (Told().State.Accused.Rooms[0].Id, Told().State);
        var later = told with { Id = Id(91), Decision = told.Decision! with { At = Monday.AddHours(1) } };
        var untold = later with { Id = Id(92), Decision = told.Decision! with { At = Monday.AddDays(9) }, Subjects = [.. told.Subjects.Select(s => s with { ToldAt = null })], Communications = [] };
        CaseState[] cases = [told, untold, later, later with { Id = Id(93), AppealOf = Appeal(ByRex()).State.AppealOf }, later with { Id = Id(94), Gone = new(Id(95), "orrery", Id(96), Monday) }];

        Appealing.First(cases, null, room)!.Id.ShouldBe(later.Id);
        Appealing.First(cases, Report, null)!.Id.ShouldBe(later.Id);
        Appealing.First([untold], null, room).ShouldBeNull();
        Appealing.First([untold], Report, null).ShouldBeNull();
        Appealing.First(cases, null, Id(97)).ShouldBeNull("nobody's room");
    }

    [Fact]
    public void It_goes_to_the_foundation_over_a_project_and_to_others_over_the_foundation()
    {
        Appealing.Bodies(Told().State).ShouldBe(["orrery", "meridian"]);
        Appealing.Bodies(Opened(Body(kind: "foundation")).State).ShouldBe(["orrery", "meridian"]);
    }

    [Fact]
    public void Its_reports_and_rooms_lead_to_everybody_who_was_asked() => Appealing.Things(Told().State).ShouldBe([Report, Told().State.Accused.Rooms[0].Id]);

    [Fact]
    public void The_first_file_goes_there_without_notes_messages_and_advice()
    {
        var given = Appeal(ByRex());

        var texts = JsonSerializer.Serialize(given.State.Carried.Select(c => c.Text.Value), Json.Options);
        foreach (var wanted in new[] { "I was tired.", "because", "Two of them know her." })
        {
            texts.ShouldContain(wanted);
        }

        texts.ShouldNotContain("NOTE");
        texts.ShouldNotContain("We have it.");
        given.State.AppealOf!.Measures.ShouldHaveSingleItem();
        given.State.Hearings.ShouldHaveSingleItem().Response.ShouldBe("Two of them know her.");
        given.State.Accused.Rooms.ShouldHaveSingleItem().Person.ShouldBe(Rex);
    }

    [Fact]
    public void In_a_case_nobody_reported_it_opens_without_a_report()
    {
        var given = new GivenCase(CaseState.None, Monday).After(Moves.OpenByCommittee(Body(3))).After(
            new CaseCommand.AddSubject(Seat(1), Monday, Rex, "heron", ["github:heron"], null, null)).Cleared(2, 3).After(
            new CaseCommand.Triage(Seat(1), Monday, "medium", "medium", null));
        given = given.Heard().Proposed().Voted("yes", 1, 2, 3).MeetingClosed();
        given = given.After(new CaseCommand.Draft(Seat(1), Monday, Id(65), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), Monday, Id(65)));

        given.When(ByRex()).Then<CaseEvent.AppealReceived>();
        var begun = Appealing.Begin(given.State, ByRex());

        var state = CaseState.None.Apply(begun);
        state.Reports.ShouldBeEmpty();
        (state.Rule, state.Stage, state.AppealOf!.Case).ShouldBe(("P15", CaseStage.Acknowledged, given.State.Id));
        state.Panel.Count(p => p.Awaited).ShouldBe(3);
        state.Carried.Select(c => c.Text.Value).ShouldContain("It goes on in the chat.");
        begun.OfType<CaseEvent.ReporterMessaged>().ShouldBeEmpty();
        Availability.Allowed(state, Id(301), Monday).ShouldNotContain("messages");
    }

    [Fact]
    public void The_receipts_of_the_reports_do_not_follow_it()
    {
        Appealing.Begin(Told().State, ByRex()).OfType<CaseEvent.StageReached>().ShouldAllBe(s => s.Reports.Count == 0);
        Appealing.Begin(Told().State, ByRex()).OfType<CaseEvent.ReporterMessaged>().ShouldBeEmpty("who did not appeal is not told who did");
    }

    [Fact]
    public void Nothing_is_stayed()
    {
        var given = Told().After(ByRex());
        given.ThenNot<CaseEvent.SanctionFollowed>();
        given.State.Sanctions[0].State.ShouldBe("awaitingNotice");
        given.Events.OfType<CaseEvent.RoomItemReleased>().ShouldHaveSingleItem().Kind.ShouldBe("appeal");
    }

    [Fact]
    public void While_it_is_open_what_the_person_says_is_said_to_who_decides_it()
    {
        var first = Told().After(ByRex());
        var says = new CaseCommand.HearFromAccused(Monday, first.State.Accused.Rooms[0].Id, Id(69), "response", null);

        first.When(says).Events.ShouldBeEmpty();
        Appeal(ByRex()).When(says).Then<CaseEvent.AccusedAnswered>();
        first.After(new CaseCommand.SettleAppeal(Monday, Entry, "uphold", [], [])).When(says).Then<CaseEvent.AccusedAnswered>();
    }
}
