using System.Text.Json;
using Coc.Cases.Domain;
using Coc.Cases.Features.TellingAccused;
using Coc.EventStore;
using Coc.Platform.Http;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What a room is given, out of a case in which every word nobody meant for it is a canary.</summary>
public sealed partial class ReleasingTests
{
    private const string Canary = "CANARY";

    private static GivenCase Full(Identification tam = Identification.Claimed)
    {
        var given = Opened(subjects: [new(Rex, "heron", Identification.Claimed), new(Tam, "gannet", tam)]).Cleared().After(
            new CaseCommand.Acknowledge(Seat(1), Monday, Canary),
            new CaseCommand.Triage(Seat(1), Monday, "medium", "medium", Canary),
            new CaseCommand.WriteToReporter(Seat(1), Monday, Id(80), Report, Canary),
            new CaseCommand.AddNote(Seat(1), Monday, Id(81), Canary),
            new CaseCommand.NoticeAccused(Seat(1), Monday, Id(82), Rex, Canary, "what Rex is told", null, Monday.AddDays(7), true, (Canary, Canary)),
            new CaseCommand.NoticeAccused(Seat(1), Monday, Id(83), Tam, Canary, Canary, null, null, true, null),
            new CaseCommand.TakeInterimMeasure(Seat(1), Monday, Id(84), Rex, "mute", ["chat:sextant"], Monday.AddDays(5), Canary),
            new CaseCommand.TakeInterimMeasure(Seat(1), Monday, Id(85), Tam, "removeAccount", ["chat:canary"], Monday.AddDays(5), Canary),
            new CaseCommand.Hear(Seat(1), Monday, Id(86), Rex, "what Rex said", true, null),
            new CaseCommand.Hear(Seat(1), Monday, Id(87), Tam, Canary, true, null),
            new CaseCommand.Draft(Seat(1), Monday, Id(88), "accused", Rex, null, "a message to Rex"),
            new CaseCommand.Draft(Seat(1), Monday, Id(89), "accused", Tam, null, Canary),
            new CaseCommand.Draft(Seat(1), Monday, Id(90), "reporter", null, Report, Canary),
            new CaseCommand.Draft(Seat(1), Monday, Id(91), "accused", Rex, null, Canary),
            new CaseCommand.Approve(Seat(2), Monday, Id(88)),
            new CaseCommand.Approve(Seat(2), Monday, Id(89)),
            new CaseCommand.Approve(Seat(2), Monday, Id(90)));
        return given.After(new CaseCommand.HearFromAccused(Monday, given.State.Accused.RoomOf(Rex)!.Id, Id(92), "entered", null)).Later(TimeSpan.FromDays(4));
    }

    private static GivenCase Decided(GivenCase given, params Finding[] findings)
    {
        var content = given.Suspending(30) with
        {
            Findings = findings,
            Remedies =
            [
                given.Suspending(30).Remedies[0] with
                {
                    Conditions = Sensitive.Of($$"""[{"type":"statement","text":"read the code"},{"type":"noContact","with":"{{Canary}}","text":"{{Canary}}"},"{{Canary}}",{"who":"{{Canary}}"}]""", "panel"),
                },
            ],
            Rationale = new(Sensitive.Of(Canary, "panel"), Sensitive.Of("what Rex is to understand", "panel"), Sensitive.Of(Canary, "panel")),
        };
        return given.Proposed(content).Voted("yes", 1, 2, 3).MeetingClosed();
    }

    private static GivenCase Told(GivenCase given) => given.After(
        new CaseCommand.Draft(Seat(1), given.Now, Id(93), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), given.Now, Id(93)));

    private static string Shown(CaseState state, Guid person)
    {
        var room = state.Accused.RoomOf(person)!;
        return JsonSerializer.Serialize(room.Released.Select(r => RoomItems.Of(state, room, r)), Json.Options);
    }

    [Fact]
    public void Nothing_is_given_out_that_was_not_written_for_this_person()
    {
        var given = Told(Decided(Full(), new Finding(Rex, Finding.Violation, "harassment")));

        var shown = Shown(given.State, Rex);
        shown.ShouldNotContain(Canary, Case.Insensitive);
        shown.ShouldNotContain(Tam.ToString());
        shown.ShouldNotContain(Report.ToString());
        foreach (var seat in Enumerable.Range(1, 5))
        {
            shown.ShouldNotContain(Seat(seat).ToString());
        }

        foreach (var meant in new[] { "what Rex is told", "what Rex said", "a message to Rex", "We have decided.", "what Rex is to understand", "read the code", "suspension", "mute" })
        {
            shown.ShouldContain(meant);
        }
    }

    [Fact]
    public void Of_a_no_contact_condition_only_that_there_is_one()
    {
        var given = Told(Decided(Full(), new Finding(Rex, Finding.Violation, "harassment")));
        var room = given.State.Accused.RoomOf(Rex)!;

        RoomItems.Of(given.State, room, room.Released.Single(r => r.Kind == "measure")).Measure!.Conditions.ShouldBe("""[{"type":"statement","text":"read the code"},{"type":"noContact"}]""");
    }

    [Fact]
    public void A_quiet_warning_is_seen_by_the_person_and_says_when_it_is_taken_back()
    {
        var given = Opened().Cleared().Triaged().After(new CaseCommand.NoticeAccused(Seat(1), Monday, Id(82), Rex, "w", null, null, null, false, null));
        given = given.After(new CaseCommand.HearFromAccused(Monday, given.State.Accused.RoomOf(Rex)!.Id, Id(92), "entered", null)).Heard();
        Remedy Quiet(string type) => given.Suspending(30).Remedies[0] with { Type = type, Until = null };
        given = given.Proposed(given.Suspending(30) with { Remedies = [Quiet("warning"), Quiet("advice")] }).Voted("yes", 1, 2, 3).MeetingClosed();
        given.ThenNot<CaseEvent.RoomItemReleased>();

        var told = Told(given);
        var room = told.State.Accused.RoomOf(Rex)!;
        room.Released.Where(r => r.Kind == "warning").Select(r => (RoomItems.Of(told.State, room, r).Category, r.State, r.Until)).ShouldBe([("warning", "stands", Monday.AddMonths(12)), ("advice", "stands", Monday.AddMonths(12))]);

        var appealed = told.After(new CaseCommand.ReceiveAppeal(Monday, Id(60), "accused", Rex, null, Monday, [], "t", Id(61), Body(3, kind: "foundation"), [])).After(new CaseCommand.SettleAppeal(Monday, Id(60), "overturn", [], []));
        appealed.Events.OfType<CaseEvent.RoomItemReleased>().Where(r => r.Kind == "warning").Select(r => r.State).ShouldBe(["withdrawn", "withdrawn"]);
    }

    [Fact]
    public void Of_what_was_agreed_everybody_sees_what_was_agreed_that_they_see()
    {
        var given = Opened().Cleared().After(new CaseCommand.MakeAffectedCode(Seat(1), Monday, Id(77), Report, false, "yes", false)).Triaged().After(new CaseCommand.NoticeAccused(Seat(1), Monday, Id(82), Rex, "w", null, null, null, false, null));
        given = given.After(new CaseCommand.HearFromAccused(Monday, given.State.Accused.RoomOf(Rex)!.Id, Id(92), "entered", null)).Heard();
        var steps = new[] { ("panel only", "panel"), ("of the room", "accused"), ("of the reporter", "reporter"), ("of whom it happened to", "affected") }
            .Select(s => new ProposedStep("Rex", s.Item1, Monday.AddDays(10), null, [s.Item2])).ToList();
        given = given.Proposed(Moves.Agreeing(Monday) with { Remedies = [Moves.Agreeing(Monday).Remedies[0] with { Steps = Sensitive.Of(Agreeing.Write(steps), "panel") }] }).Voted("yes", 1, 2, 3).MeetingClosed();

        var told = Told(given);
        var room = told.State.Accused.RoomOf(Rex)!;
        RoomItems.Of(told.State, room, room.Released.Single(r => r.Kind == "step")).ShouldSatisfyAllConditions(i => i.Text.ShouldBe("Rex: of the room"), i => i.State.ShouldBe("open"), i => i.Until.ShouldBe(Monday.AddDays(10)));
        told.After(new CaseCommand.CheckStep(Seat(1), Monday, room.Released.Single(r => r.Kind == "step").Item, "done", null)).Then<CaseEvent.RoomItemReleased>().State.ShouldBe("done");

        var agreed = told.WithWord().State.Messages.Where(m => m.Text!.StartsWith("This was agreed", StringComparison.Ordinal)).ToDictionary(m => m.Report, m => m.Text);
        agreed[Report].ShouldBe("This was agreed: Rex: of the reporter (until 2026-03-12).");
        agreed[Id(77)].ShouldBe("This was agreed: Rex: of whom it happened to (until 2026-03-12).");

        var self = told.After(new CaseCommand.Draft(Seat(1), told.Now, Id(34), "reporter", null, Report, "We have decided."), new CaseCommand.Approve(Seat(2), told.Now, Id(34)) { Self = true });
        self.State.Messages.Single(m => m.Text!.StartsWith("This was agreed", StringComparison.Ordinal)).Text!.ShouldSatisfyAllConditions(t => t.ShouldContain("of the reporter"), t => t.ShouldContain("of whom it happened to"));
    }

    [Fact]
    public void Before_the_decision_is_told_the_room_knows_nothing_of_it()
    {
        var given = Decided(Full(), new Finding(Rex, Finding.Violation, "harassment"));

        Shown(given.State, Rex).ShouldNotContain("suspension");
        given.State.Accused.RoomOf(Rex)!.Released.Select(r => r.Kind).ShouldNotContain("decision");
    }

    [Fact]
    public void A_text_about_several_people_is_shown_to_none_of_them()
    {
        var given = Told(Decided(Full(), new Finding(Rex, Finding.Violation, "harassment"), new Finding(Tam, "noViolation", "canaryKind")));

        Shown(given.State, Rex).ShouldNotContain("what Rex is to understand");
        Shown(given.State, Rex).ShouldContain("We have decided.");
        Shown(given.State, Rex).ShouldNotContain("canaryKind");
    }

    [Fact]
    public void A_text_about_one_person_is_not_shown_to_another_who_hears_of_the_decision()
    {
        var given = Decided(Full(), new Finding(Rex, Finding.Violation, "harassment")).After(
            new CaseCommand.Draft(Seat(1), Monday.AddDays(8), Id(94), "accused", Tam, null, "We do not decide about you."), new CaseCommand.Approve(Seat(2), Monday.AddDays(8), Id(94)));

        Shown(given.State, Tam).ShouldContain("We do not decide about you.");
        Shown(given.State, Tam).ShouldNotContain("what Rex is to understand");
    }

    [Fact]
    public void A_measure_that_changes_is_shown_as_it_is_and_the_end_of_the_case_ends_the_room()
    {
        var given = Told(Decided(Full(), new Finding(Rex, Finding.Violation, "harassment")));
        var sanction = given.State.Sanctions[0].Id;
        given = given.After(new CaseCommand.FollowSanction(given.Now, sanction, "active", 0));
        given.Then<CaseEvent.RoomItemReleased>().ShouldSatisfyAllConditions(r => r.Item.ShouldBe(sanction), r => r.State.ShouldBe("active"));
        given.When(new CaseCommand.FollowSanction(given.Now, sanction, "active", 0)).Events.ShouldBeEmpty();

        given = given.After(new CaseCommand.Draft(Seat(1), given.Now, Id(94), "accused", Tam, null, "We do not decide about you."), new CaseCommand.Approve(Seat(2), given.Now, Id(94)));
        given = given.State.InterimOrders.Keys.Aggregate(given, (g, measure) => g.After(new CaseCommand.FollowSanction(g.Now, measure, "active", 0) { Seen = 3 }));
        given = given.WithWord().After(new CaseCommand.NoticeResolution(Seat(1), given.Now), new CaseCommand.Close(Seat(1), given.Now, Canary));
        given.Events.OfType<CaseEvent.RoomItemReleased>().Select(r => r.Kind).ShouldBe(["end", "end"], "of both rooms");
        given.When(new CaseCommand.FollowSanction(given.Now, sanction, "ended", 0)).Then<CaseEvent.RoomItemReleased>().State.ShouldBe("ended");
    }

    [Fact]
    public void A_reviewed_temporary_measure_is_shown_as_it_was_reviewed()
    {
        var given = Full().After(new CaseCommand.ReviewInterimMeasure(Seat(2), Full().Now, Id(84), "reverse", null));

        given.Then<CaseEvent.RoomItemReleased>().ShouldSatisfyAllConditions(r => r.Item.ShouldBe(Id(84)), r => r.State.ShouldBe("reversed"));
    }
}
