using Coc.EventStore;
using Coc.Intake.Domain;

namespace Coc.Unit.Intake;

/// <summary>What is said of one of several things is said of that one: mediations, apologies, requests, codes, consents, exclusions.</summary>
public sealed class EachOfSeveral
{
    private static readonly Guid One = Guid.NewGuid();
    private static readonly Guid Two = Guid.NewGuid();

    private static Sensitive<string> Text(string text) => Sensitive.Of(text, Owners.Reporter(Given.Report));

    [Fact]
    public void Mediations()
    {
        ReportEvent Moved(Guid id, string state) => new ReportEvent.MediationMoved(Guid.NewGuid(), id, state, Given.At.AddDays(3));
        var report = Given.State(
            Given.Filed(), Moved(One, "asked"), Moved(Two, "asked"), new ReportEvent.ReporterAnsweredMediation(Guid.NewGuid(), One, "yes"), new ReportEvent.ReporterAnsweredMediation(Guid.NewGuid(), Two, "no"), Moved(One, "takesPlace"));

        report.Mediations.Select(m => (m.Id, m.State, m.Answer)).ShouldBe([(Two, "asked", "no"), (One, "takesPlace", "yes")]);
    }

    [Fact]
    public void Apologies()
    {
        var report = Given.State(
            Given.Filed(), new ReportEvent.ApologyBrought(Guid.NewGuid(), One, Text("I am sorry.")), new ReportEvent.ApologyBrought(Guid.NewGuid(), Two, Text("So am I.")), new ReportEvent.ApologyAnswered(Guid.NewGuid(), Two, "read"));

        report.Apologies.Select(a => (a.Id, a.Text)).ShouldBe([(One, null), (Two, "So am I.")]);
    }

    [Fact]
    public void Requests_about_what_is_kept()
    {
        var report = Given.State(
            Given.Filed(), new ReportEvent.ReporterAskedForData(One, "copy", null), new ReportEvent.ReporterAskedForData(Two, "correction", Text("It was Tuesday.")),
            new ReportEvent.DataRequestMoved(Guid.NewGuid(), Two, "granted", null, Given.At.AddDays(1)));

        report.DataRequests.Select(r => (r.Id, r.State, r.Text)).ShouldBe([(One, "open", null), (Two, "granted", "It was Tuesday.")]);
        report.Thread.Select(e => (e.From, e.Kind, e.Text, e.Answer)).ShouldBe([("reporter", "dataRequest", null, "copy"), ("reporter", "dataRequest", "It was Tuesday.", "correction")]);
    }

    [Fact]
    public void Codes_that_were_made_anew()
    {
        ReportEvent Renewed(int number) => new ReportEvent.CodeRenewed(Guid.NewGuid(), number, Given.At.AddDays(7));
        var report = Given.State(Given.Filed(), Renewed(1), Renewed(2), new ReportEvent.RenewedCodeTaken(2));

        report.Renewals.Select(r => (r.Number, r.Taken)).ShouldBe([(1, false), (2, true)]);
    }

    [Fact]
    public void Consents_are_asked_once_for_each_audience_and_the_last_question_counts()
    {
        ReportEvent.ConsentAsked Asked(string audience, int days) => new(Guid.NewGuid(), audience, "meridian", Given.At.AddDays(days));
        var (first, other, again) = (Asked("parent", 1), Asked("counsel", 1), Asked("parent", 2));

        Given.State(Given.Filed(), first, other, again).ConsentsAsked.ShouldBe([other, again]);
    }

    [Fact]
    public void Exclusions_made_later_come_to_those_in_the_report()
    {
        var report = Given.State(
            Given.Filed(exclude: [new(null, "Kai", null, null)]), new ReportEvent.ReporterExcluded(One, [Sensitive.Of(new Exclusion(null, "Lou", null, null), "reporter:1")]),
            new ReportEvent.ReporterExcluded(Two, [new Sensitive<Exclusion>(null, "reporter:1", Erased: true)]));

        report.Exclusions.Select(e => e.Name).ShouldBe(["Kai", "Lou"]);
        report.LastExclusion.ShouldBe(Two);
    }

    [Fact]
    public void What_the_reporter_writes_stands_in_the_thread_as_theirs_and_only_a_word_of_how_they_fare_counts_as_one()
    {
        var report = Given.State(
            Given.Filed(), new ReportEvent.CommitteeWrote(Guid.NewGuid(), Given.At.AddHours(-1), Text("How are you?"), IsOutcome: false), new ReportEvent.ReporterWrote(One, "message", null, Text("Fine.")),
            new ReportEvent.ReporterWroteInAppeal(Two, Two, Text("Still.")));

        report.Thread.Select(e => (e.From, e.Kind, e.Text, e.At)).ShouldBe([("committee", "message", "How are you?", Given.At.AddHours(-1)), ("reporter", "message", "Fine.", Given.At), ("reporter", "message", "Still.", Given.At)]);
        report.CheckedInAt.ShouldBeNull();
        ReportState.Evolve(report, new ReportEvent.ReporterWrote(Guid.NewGuid(), "checkIn", "fine", null), Given.Report, Given.At.AddDays(1)).CheckedInAt.ShouldBe(Given.At.AddDays(1));
        ReportState.Evolve(report, new ReportEvent.RetaliationTold(Guid.NewGuid(), null, One), Given.Report, Given.At.AddDays(2)).CheckedInAt.ShouldBe(Given.At.AddDays(2));
    }

    [Fact]
    public void In_a_room_each_request_and_each_word_is_its_own()
    {
        static Sensitive<RoomItemContent> Words(string? text) => Sensitive.Of(new RoomItemContent(text, null, null, null), RoomEvent.Owner);
        RoomEvent[] happened =
        [
            new RoomEvent.PersonAskedForData(One, "copy", null), new RoomEvent.PersonAskedForData(Two, "correction", Sensitive.Of("It was Tuesday.", RoomEvent.Owner)),
            new RoomEvent.ItemReleased(Guid.NewGuid(), One, "notice", "sextant", "granted", null, Words("Not about that."), Given.At),
            new RoomEvent.ItemReleased(Guid.NewGuid(), Two, "dataRequest", "sextant", null, null, Words("It is corrected."), Given.At),
        ];
        var room = happened.Aggregate(RoomState.Evolve(null, new RoomEvent.RoomOpened(One, One), One, Given.At), (state, e) => RoomState.Evolve(state, e, One, Given.At));

        room.DataRequests.Select(r => (r.Id, r.State, r.Due, r.Answer)).ShouldBe([(One, "open", Given.At.AddMonths(1), null), (Two, "open", Given.At.AddMonths(1), "It is corrected.")]);
        room.Entries.Select(e => (e.Kind, e.Text)).ShouldBe([("dataRequest", null), ("dataRequest", "It was Tuesday.")]);
        room.Erased.ShouldBeFalse();
        (room with { Items = [.. room.Items, room.Items[0] with { Content = null }] }).Erased.ShouldBeTrue("one of several is enough");
        (room with { Evidence = [new(One, null, Given.At, null, One)] }).Erased.ShouldBeTrue();
        (room with { Items = [] }).Body.ShouldBeNull();
    }

    [Fact]
    public void What_retaliation_brings_along_a_complaint_does_not()
    {
        var filed = Given.Filed();
        var told = filed.Text.Value! with { Language = "de", AccessNeeds = "Large print.", Spaces = ["chat:sextant"], OtherCommunities = ["elsewhere"] };
        var report = Given.State(filed with { Text = Sensitive.Of(told, "reporter:1"), TouchesOtherCommunities = true, Event = "orrerycon" });

        var retaliation = new FollowUp(One, FollowUp.Retaliation, Given.At, "They made me leave.").Filed(report, Two);
        var complaint = new FollowUp(Two, FollowUp.Complaint, Given.At, null).Filed(report, Two);

        (retaliation.Text.Value!.Language, retaliation.Text.Value.AccessNeeds, retaliation.Event, retaliation.TouchesOtherCommunities, retaliation.SafetyConcern, retaliation.Channel).ShouldBe(("de", "Large print.", "orrerycon", true, false, "receipt"));
        retaliation.Text.Value.Spaces.ShouldBe(["chat:sextant"]);
        retaliation.Text.Value.OtherCommunities.ShouldBe(["elsewhere"]);
        (complaint.Text.Value!.Language, complaint.Text.Value.AccessNeeds, complaint.Text.Value.Spaces.Count, complaint.Text.Value.OtherCommunities.Count).ShouldBe(("de", "Large print.", 0, 0));
    }

    [Fact]
    public void Of_erased_words_nothing_comes_along_and_who_told_them_is_nobody()
    {
        var report = Given.State(Given.Filed() with { Text = new Sensitive<FiledText>(null, "reporter:1", Erased: true) });

        foreach (var kind in new[] { FollowUp.Retaliation, FollowUp.Complaint, FollowUp.Part })
        {
            var text = new FollowUp(One, kind, Given.At, kind == FollowUp.Part ? null : "t").Filed(report, Two).Text.Value!;
            text.ShouldSatisfyAllConditions(t => t.Spaces.ShouldBeEmpty(), t => t.OtherCommunities.ShouldBeEmpty(), t => t.Language.ShouldBeNull(), t => t.Reporter.ShouldBe(new("anonymous", null, null, null, false)));
            text.Description.ShouldBe(kind == FollowUp.Part ? "" : "t");
        }
    }

    [Fact]
    public void Each_owner_of_words_has_a_name_of_its_own() =>
        new[] { Owners.Reporter(One), Owners.Reporter(Two), Owners.Exclusions(One), Owners.Exclusions(Two), Owners.Accused(0), Owners.Accused(1), Owners.Affected(0), Owners.Affected(1) }
            .ShouldBe([$"reporter:{One}", $"reporter:{Two}", $"exclusions:{One}", $"exclusions:{Two}", "accused:0", "accused:1", "affected:0", "affected:1"]);
}
