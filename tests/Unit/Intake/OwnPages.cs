using Coc.EventStore;
using Coc.Intake.Domain;

namespace Coc.Unit.Intake;

/// <summary>What belongs to one person's page and to no other's: apologies, questions, requests, mediations, files.</summary>
public sealed class OwnPages
{
    private static readonly Guid One = Guid.NewGuid();
    private static readonly Guid Two = Guid.NewGuid();

    private static ReportState Page(Sensitive<Affected>? person = null) => ReportState.Evolve(
        null, new ReportEvent.AffectedInvited(Guid.NewGuid(), Given.Report, Guid.NewGuid(), ["sextant"], "orrerycon", person ?? Sensitive.Of(Given.Affected(name: "Ana"), Owners.Reporter(One))), One, Given.At);

    [Fact]
    public void A_page_is_filed_as_nobodys_account_and_nobody_routes_it()
    {
        var filed = Page().Filed;

        (filed.Channel, filed.Urgency, filed.TouchesOtherCommunities, filed.AddressTo, filed.SafetyConcern, filed.Event).ShouldBe(("panel", Urgency.Normal, false, null, false, "orrerycon"));
        filed.Text.Value!.ShouldSatisfyAllConditions(t => t.Reporter.ShouldBe(new("anonymous", null, null, null, false)), t => t.Spaces.ShouldBeEmpty(), t => t.Exclude.ShouldBeEmpty(), t => t.Consent.ShouldBeNull());
        filed.Text.Owner.ShouldBe(Owners.Reporter(One));
        filed.Projects.ShouldBe(["sextant"]);
        Page(new Sensitive<Affected>(null, "", Erased: true)).Filed.Text.Value.ShouldBeNull("who is erased has no words left");
    }

    [Fact]
    public void Each_person_in_a_letter_has_a_page_of_their_own_and_a_page_is_its_persons()
    {
        var report = Given.State(Given.Filed(affected: [Given.Affected(self: true), Given.Affected(name: "Ana")]));

        AffectedPage.IdOf(report, 0).ShouldNotBe(AffectedPage.IdOf(report, 1));
        AffectedPage.IdOf(report, 1).ShouldNotBe(report.Id);
        AffectedPage.IdOf(Page(), 0).ShouldBe(One);
    }

    [Fact]
    public void Whoever_is_said_to_know_of_the_report_is_not_unaware() =>
        AffectedPage.HasUnaware(Given.State(Given.Filed(affected: [Given.Affected(name: "Ana"), Given.Affected(name: "Lou") with { KnowsOfReport = "yes" }])), []).ShouldBeFalse();

    [Fact]
    public void Of_several_apologies_each_has_its_own_room()
    {
        RoomItem open = new(One, Apologies.Entry, "sextant", Given.At, Given.At, "open", null, null), notice = new(Two, "notice", "sextant", Given.At, Given.At, "open", null, null);
        var room = new RoomState(Guid.NewGuid(), Guid.NewGuid()) { Items = [notice, open], Entries = [new(Guid.NewGuid(), "response", Given.At.AddMinutes(1), One, "t"), new(Guid.NewGuid(), Apologies.Entry, Given.At.AddMinutes(1), Two, "t")] };

        Apologies.Meant(room, One).ShouldBe(open);
        Apologies.Meant(room, Two).ShouldBeNull("a notice is no room for an apology");
        Apologies.Meant(room, Guid.NewGuid()).ShouldBeNull();
        Apologies.Meant([new(One, Given.At, null, "t")], Two).ShouldBeNull();
        Apologies.Refused(open, room).ShouldBeNull("neither another kind of entry nor one about something else is an apology here");
        Apologies.Refused(open, room with { Entries = [new(Guid.NewGuid(), Apologies.Entry, Given.At, One, "t")] })!.Code.ShouldBe("noRoomForIt", "written in the very moment it was asked for");
    }

    [Fact]
    public void A_word_to_one_question_stands_beside_no_other()
    {
        ReportEvent.CommentMoved Moved(Guid request) => new(Guid.NewGuid(), request, Guid.NewGuid(), "open", Given.At.AddDays(5), null);
        var report = Given.State(Given.Filed(), Moved(One), Moved(Two), new ReportEvent.ReporterCommented(Guid.NewGuid(), Two, Sensitive.Of("Too little.", "reporter:1"), null));

        report.Comments.Select(c => (c.Id, c.Said.Count)).ShouldBe([(One, 0), (Two, 1)]);
        Comments.Meant(report.Comments, Guid.NewGuid(), Given.At).ShouldBeNull();
    }

    [Theory]
    [InlineData("access", "copy")]
    [InlineData("copy", "copy")]
    [InlineData("erasure", "erasure")]
    [InlineData("correction", "correction")]
    public void Access_is_a_copy_by_another_name(string asked, string kind) => DataRequests.Of(asked).ShouldBe(kind);

    [Fact]
    public void Only_a_correction_has_to_say_what()
    {
        DataRequests.NeedsText("correction").ShouldBeTrue();
        foreach (var kind in DataRequests.Named.Except(["correction"]))
        {
            DataRequests.NeedsText(kind).ShouldBeFalse(kind);
        }

        DataRequests.Named.ShouldBe(["copy", "access", "correction", "erasure", "restriction"]);
        DataRequests.Refused([OwnDataRequest.New(One, "copy", Given.At, null), OwnDataRequest.New(Two, "erasure", Given.At, null)], "erasure")!.Code.ShouldBe("alreadyAsked", "whatever else was asked");
    }

    [Theory]
    [InlineData("asked", 1, "asked")]
    [InlineData("asked", 0, "ended")]
    [InlineData("takesPlace", -1, "ended")]
    [InlineData("agreement", -1, "agreement")]
    public void A_mediation_ends_with_its_time_whether_that_was_said_or_not(string state, int hours, string shown)
    {
        var mediation = new MediationView(One, state, Given.At.AddHours(hours), "yes");

        mediation.AsOf(Given.At).ShouldBe(shown == state ? mediation : mediation with { State = shown, Until = null });
        new MediationView(One, state, null, null).AsOf(Given.At).State.ShouldBe(state, "without an end it goes on");
    }

    [Fact]
    public void The_last_byte_that_is_kept_of_one_person_is_kept()
    {
        EvidencePiece Of(long size) => new(One, One, Given.At, new EvidenceFacts("f", size, "", "text/plain", null, false, null, null));

        EvidenceLimits.Of([Of(EvidenceLimits.Total - 5)], 5).ShouldBeNull();
        EvidenceLimits.Of([Of(EvidenceLimits.Total - 5)], 6)!.Code.ShouldBe("evidenceFull");
        EvidenceLimits.Of([.. Enumerable.Repeat(Of(1), 49)], 1).ShouldBeNull();
    }

    [Fact]
    public void Before_anything_lies_in_a_room_a_complaint_from_it_is_about_whoever_opened_it()
    {
        var room = RoomState.Evolve(null, new RoomEvent.RoomOpened(One, Two, "sextant"), One, Given.At);
        var complaint = new FollowUp(One, FollowUp.Complaint, Given.At, "Nobody answers me.");

        complaint.Filed(room, Two, ["sextant"]).AboutBody.ShouldBe("sextant");
        RoomState.Evolve(room, new RoomEvent.ItemReleased(One, Two, "notice", "orrery", null, null, Sensitive.Of(new RoomItemContent(null, null, null, null), RoomEvent.Owner), Given.At), One, Given.At).Body.ShouldBe("orrery", "who has it by now");
        RoomState.Evolve(null, new RoomEvent.RoomOpened(One, Two), One, Given.At).Body.ShouldBeNull();
    }

    [Fact]
    public void A_complaint_from_a_room_says_nothing_of_whose_it_is()
    {
        var room = new RoomState(Guid.NewGuid(), Guid.NewGuid()) { Items = [new(Two, "notice", "sextant", Given.At, Given.At, null, null, null)] };
        var filed = new FollowUp(One, FollowUp.Complaint, Given.At, null) { Ground = "delay" }.Filed(room, Two, ["sextant"]);

        (filed.Incident, filed.Kind, filed.Channel, filed.Urgency, filed.AboutBody, filed.FollowsRoom).ShouldBe((Two, "complaint", "room", Urgency.Normal, "sextant", room.Id));
        (filed.TouchesOtherCommunities, filed.AddressTo, filed.SafetyConcern, filed.FollowsUp, filed.Subjects.Count, filed.Affected.Count).ShouldBe((false, null, false, null, 0, 0));
        filed.Text.Value!.ShouldSatisfyAllConditions(t => t.Description.ShouldBe(""), t => t.Ground.ShouldBe("delay"), t => t.Reporter.ShouldBe(new("anonymous", null, null, null, false)));
    }
}
