using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>R66: two persons of a case are one, or one is two; with who said so and why, and never under a vote.</summary>
public sealed partial class MergingTests
{
    private static readonly Guid Lark = Id(902);

    private static GivenCase Two() => Opened(subjects: [new CaseSubject(Rex, "heron", Identification.Claimed), new CaseSubject(Tam, "wren", Identification.Claimed)]).Cleared().Triaged();

    private static CaseCommand.MergeSubjects Merge(int seat, Guid? person = null, Guid? into = null, params Guid[] setAside) => new(Seat(seat), Monday, person ?? Tam, into ?? Rex, "The same address.") { SetAside = setAside };

    private static GivenCase Merged(GivenCase? given = null) => (given ?? Two()).After(Merge(1), Merge(2));

    private static CaseCommand.SplitSubject Split(params Guid[] things) => new(Seat(1), Monday, Rex, Lark, "lark", ["chat:lark"], null, null, things, "Another person has that name.");

    private static CaseCommand.TakeInterimMeasure Mute(Guid person) => new(Seat(1), Monday, Id(40), person, "mute", [], Monday.AddDays(5), "threats");

    [Fact]
    public void It_takes_two_seats_whichever_of_the_two_they_name_first()
    {
        var said = Two().After(Merge(1));
        said.Events.ShouldHaveSingleItem().ShouldBeOfType<CaseEvent.SubjectsSaidSame>().Reason.Owner.ShouldBe("panel");
        said.State.Subjects.Count.ShouldBe(2);
        said.When(Merge(1)).Events.ShouldBeEmpty();
        said.When(Merge(1, Rex, Tam)).Events.ShouldBeEmpty("once is once");

        said.After(Merge(2, Rex, Tam)).Then<CaseEvent.SubjectsMerged>().ShouldSatisfyAllConditions(m => m.Person.ShouldBe(Rex), m => m.Into.ShouldBe(Tam), m => m.By.ShouldBe(Seat(2)));
        Merged().State.ShouldSatisfyAllConditions(
            s => s.Subjects.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Person.ShouldBe(Rex), r => r.Formerly.ShouldBe([Tam])),
            s => s.PersonChanges.ShouldHaveSingleItem().ShouldBe(new PersonChange("merged", Tam, Rex, "The same address.", Seat(2), Monday)));
    }

    [Fact]
    public void What_the_case_has_of_the_one_is_the_others()
    {
        var room = TellingAccused.NewRoom(Id(700), Tam);
        var given = Two().Heard(Tam).After(
            new CaseCommand.Identify(Seat(1), Monday, Tam, ["chat:tam"], null, null, true), new CaseCommand.Identify(Seat(2), Monday, Tam, ["chat:tam"], null, null, true),
            new CaseCommand.NoticeAccused(Seat(1), Monday, Id(41), Rex, "w", null, null, null, false, null), new CaseCommand.NoticeAccused(Seat(1), Monday, Id(42), Tam, "w", null, null, null, false, null),
            new CaseCommand.HearFromAccused(Monday, room, Id(43), "entered", null), new CaseCommand.HearDataRequest(Monday, Id(44), room, "copy", Monday));

        var merged = Merged(given);

        merged.State.ShouldSatisfyAllConditions(
            s => s.Subjects.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Accounts.ShouldBe(["chat:tam"]), r => r.Identification.ShouldBe(Identification.Confirmed)),
            s => s.Hearings.ShouldHaveSingleItem().Person.ShouldBe(Rex), s => s.Accused.Rooms.Select(r => r.Person).ShouldBe([Rex, Rex]), s => s.Accused.RoomOf(Rex)!.Id.ShouldBe(room, "that is where they came in"),
            s => s.DataRequests.ShouldHaveSingleItem().Person.ShouldBe(Rex),
            s => DataRequests.OwnersOf(s, s.DataRequests[0]).ShouldBe([$"accused:{Rex}", $"identity:{Rex}", $"accused:{Tam}", $"identity:{Tam}"], "under either name there are keys"));
    }

    [Fact]
    public void What_protects_goes_on_under_the_right_name()
    {
        var merged = Merged(Two().After(Mute(Tam)));

        merged.Events.OfType<CaseEvent.InterimMeasureReviewed>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Measure.ShouldBe(Id(40)), r => r.Verdict.ShouldBe("reversed"));
        merged.Then<CaseEvent.InterimMeasureOrdered>().ShouldSatisfyAllConditions(o => o.Person.ShouldBe(Rex), o => o.Until.ShouldBe(Monday.AddDays(5)), o => o.Kind.ShouldBe("mute"));
        merged.State.Interim.Count(m => m.Verdict != "reversed").ShouldBe(1);
        merged.Events.ToList().FindIndex(e => e is CaseEvent.SubjectsMerged).ShouldBeLessThan(merged.Events.ToList().FindIndex(e => e is CaseEvent.InterimMeasureOrdered), "the accounts lead there before the order goes out");
        Merged(Two().After(Mute(Rex))).ThenNot<CaseEvent.InterimMeasureReviewed>();
    }

    [Fact]
    public void Who_answered_answers_again_and_whom_it_must_not_reach_leaves()
    {
        var merged = Two().After(Merge(1), Merge(2, setAside: [Seat(5)]));

        merged.Events.OfType<CaseEvent.ConflictAskedAgain>().Select(a => a.Seat).ShouldBe([Seat(3), Seat(4)], ignoreOrder: true);
        merged.Then<CaseEvent.SeatLeft>().Seat.ShouldBe(Seat(5));
        var split = Merged().Cleared().After(Split());
        split.Events.OfType<CaseEvent.ConflictAskedAgain>().Select(a => a.Seat).ShouldBe([Seat(2), Seat(3), Seat(4), Seat(5)], ignoreOrder: true);
    }

    [Fact]
    public void Nothing_that_is_voted_about_changes_under_the_vote()
    {
        var given = Two().Heard().Proposed();
        given.When(Merge(2)).ThenRefused("voteOpen");
        given.When(Split()).ThenRefused("voteOpen");
        Availability.Allowed(given.State, Seat(2), Monday).ShouldNotContain("subjects/merge");
        var third = given.After(new CaseCommand.AddSubject(Seat(1), Monday, Lark, "lark", ["chat:lark"], null, null));
        third.When(Merge(1, Lark, Tam)).Refusal.ShouldBeNull("the proposal is about neither");

        var decided = Two().Heard().Heard(Tam).Proposed(FindingNothing with { Findings = [new Finding(Rex, "noViolation", null), new Finding(Tam, "noViolation", null)] }).Voted("yes", 1, 2, 3).MeetingClosed();
        decided.When(Merge(2)).ThenRefused("alreadyDecided");
        decided.After(new CaseCommand.Reopen(Seat(1), Monday, "They are one.")).After(Merge(1), Merge(2)).State.Earlier.ShouldHaveSingleItem().Findings.Select(f => f.Person).ShouldBe([Rex, Rex]);
    }

    [Fact]
    public void A_case_that_is_offered_stays_as_it_was_offered() =>
        Two().After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all")).When(Merge(1)).ThenRefused("alreadyOffered");

    [Fact]
    public void The_foundations_notice_under_the_other_name_is_struck()
    {
        var noticed = Two().After(new CaseCommand.Identify(Seat(1), Monday, Tam, [], null, null, true), new CaseCommand.Identify(Seat(2), Monday, Tam, [], null, null, true));
        var notice = noticed.Then<CaseEvent.IncidentNoticed>().Notice;

        var merged = Merged(noticed);

        merged.Then<CaseEvent.IncidentNoticeStruck>().Notice.ShouldBe(notice);
        merged.Then<CaseEvent.IncidentNoticed>().Person.ShouldBe(Rex);
    }

    [Fact]
    public void Parted_each_has_what_is_theirs()
    {
        var given = Opened().Cleared().Triaged().After(
            new CaseCommand.Identify(Seat(1), Monday, Rex, ["chat:rex", "chat:lark"], null, null, true), new CaseCommand.Identify(Seat(2), Monday, Rex, ["chat:rex", "chat:lark"], null, null, true), Mute(Rex)).Heard();

        var split = given.After(Split(Id(40)));

        split.Then<CaseEvent.SubjectSplit>().Accounts!.Owner.ShouldBe($"identity:{Lark}");
        split.State.ShouldSatisfyAllConditions(
            s => s.SubjectOf(Rex)!.Accounts.ShouldBe(["chat:rex"]), s => s.SubjectOf(Rex)!.Claims.SelectMany(c => c.Accounts).ShouldNotContain("chat:lark"),
            s => s.SubjectOf(Lark)!.ShouldSatisfyAllConditions(l => l.SplitFrom.ShouldBe(Rex), l => l.Identification.ShouldBe(Identification.Claimed), l => l.Claims.SelectMany(c => c.Accounts).ShouldBe(["chat:lark"])),
            s => s.Hearings.ShouldHaveSingleItem().Person.ShouldBe(Rex, "nothing was said of it"), s => s.Interim.Where(m => m.Verdict != "reversed").ShouldHaveSingleItem().Person.ShouldBe(Lark));
        split.When(Split()).ThenRefused("knownHere");
        split.State.PersonChanges.ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.What.ShouldBe("split"), c => c.Reason.ShouldBe("Another person has that name."));
        split.Cleared().After(new CaseCommand.Identify(Seat(2), Monday, Lark, ["chat:lark"], null, null, true)).Then<CaseEvent.SubjectConfirmed>().Person.ShouldBe(Lark);
    }

    [Fact]
    public void What_a_duplicate_brought_goes_back_no_more_once_its_person_is_another()
    {
        var duplicate = Duplicate(Opened(subjects: [new CaseSubject(Tam, "wren", Identification.Claimed)]).Cleared().State, Id(801), Monday);
        var linked = Opened().Cleared().After(new CaseCommand.LinkReport(Seat(1), Monday, Id(801), duplicate, [])).Cleared();
        linked.When(new CaseCommand.UnlinkReport(Seat(1), Monday, Id(801))).Refusal.ShouldBeNull();

        Merged(linked).When(new CaseCommand.UnlinkReport(Seat(1), Monday, Id(801))).ThenRefused("workDone");
    }

    [Fact]
    public void Forgotten_is_who_it_was_under_either_name()
    {
        var closed = Merged().Cleared().Heard().Proposed(FindingNothing).Voted("yes", 1, 2, 3).MeetingClosed().After(
            new CaseCommand.Draft(Seat(1), Monday, Id(31), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), Monday, Id(31))).WithWord().After(new CaseCommand.NoticeResolution(Seat(1), Monday), new CaseCommand.Close(Seat(1), Monday, null));

        closed.After(new CaseCommand.EraseIdentity(Monday.AddDays(400), Rex)).Events.OfType<CaseEvent.IdentityErased>().Select(e => e.Person).ShouldBe([Rex, Tam]);
    }
}
