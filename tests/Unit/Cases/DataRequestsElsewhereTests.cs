using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Requests about data (P19) where more than one case has a part: handed over, given back, joint, appealed.</summary>
public sealed class DataRequestsElsewhereTests
{
    private static readonly Guid Asked = Id(70);
    private static readonly Guid Transfer = Id(50);
    private static readonly DateTimeOffset Later = Monday.AddDays(31);
    private static readonly CaseCommand.NoticeAccused Notice = new(Seat(1), Monday, Id(40), Rex, "w", null, null, null, false, null);

    private static CaseCommand.HearDataRequest Hear(string kind = "copy", Guid? party = null) => new(Monday, Asked, party ?? Report, kind, Monday);

    private static CaseCommand.DraftDataAnswer Answer(string outcome = "granted", string? ground = null, DateTimeOffset? at = null, string text = "Here it is.") => new(Seat(1), at ?? Monday, Asked, Id(71), outcome, ground, text);

    private static GivenCase Offered(GivenCase given) => given.After(new CaseCommand.OfferTransfer(Seat(1), Monday, Transfer, "orrery", "J7", null, "all")).Later(TimeSpan.FromHours(48));

    private static CaseCommand.AcceptTransfer Accepting(GivenCase offered) => new(offered.Now, Transfer, Id(702), Body(kind: "foundation"), [new CaseSubject(Rex, "wren", Identification.Claimed)]);

    private static GivenCase There(GivenCase offered)
    {
        var begun = Transferring.Begin(offered.State, Accepting(offered));
        return new GivenCase(CaseState.None.Apply(begun), offered.Now) { Events = begun };
    }

    private static GivenCase Closed() => Opened().Ready().Proposed(FindingNothing).Voted("yes", 1, 2, 3).MeetingClosed().After(
        new CaseCommand.Draft(Seat(1), Monday, Id(31), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), Monday, Id(31))).WithWord().After(new CaseCommand.NoticeResolution(Seat(1), Monday), new CaseCommand.Close(Seat(1), Monday, null));

    private static CaseEvent.AppealOpened Appealed => new(Id(60), "sextant", Id(600), "reporter", null, Report, [], [], [], Monday, [], [], Monday);

    private static CaseEvent.AccusedNoticed Noticed(CaseState state) => new(Id(40), Rex, TellingAccused.RoomOf(state, Rex), 1, null, Texts.Panel("w"), null, Seat(1), Monday);

    [Fact]
    public void A_draft_that_nobody_approved_is_not_what_another_body_answered()
    {
        var room = TellingAccused.NewRoom(Id(700), Rex);
        var offered = Offered(Opened().Ready().After(Notice, Hear(party: room), Answer(text: "a draft")));
        var there = There(offered).Cleared().After(Answer("refused", "privileged", offered.Now, "their words"), new CaseCommand.ApproveDataDraft(Seat(2), offered.Now, Asked));
        var given = offered.After(Accepting(offered));
        given.State.DataRequests.ShouldHaveSingleItem().Draft.ShouldBeNull("nobody approves it any more");

        var back = Returning.Decide(given.State, there.State, new HandBack.Return(Seat(2), offered.Now.AddDays(1), Transfer, "wrongBody", "It is theirs.", Body()));

        back.Refusal.ShouldBeNull();
        given.State.Apply(back.Former).DataRequests.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Outcome.ShouldBe("refused"), r => r.Draft.ShouldBeNull(), r => r.Sent!.Text.ShouldBe("their words"));
    }

    [Fact]
    public void What_came_along_is_told_in_the_words_of_others_whatever_is_drafted_here()
    {
        var drafted = Opened().Ready().After(Hear(), Answer(text: "a draft")).State;

        foreach (var carried in new CaseEvent[] { new CaseEvent.DataRequestAnswered(Asked, "refused", "privileged", null, Monday), new CaseEvent.DataRequestExtended(Asked, Later, "complex", null, Monday) })
        {
            drafted.Apply([carried]).DataRequests.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Sent.ShouldBeNull(), r => r.Draft.ShouldBeNull());
        }

        drafted.Apply([new CaseEvent.DataRequestAnswered(Asked, "granted", null, Seat(2), Monday)]).DataRequests[0].Sent!.Text.ShouldBe("a draft");
        drafted.Apply([new CaseEvent.CaseLinked(Id(705), Seat(1), Monday)]).DataRequests[0].Draft.ShouldBeNull("another case goes on with it");
    }

    [Fact]
    public void What_was_erased_is_not_erased_anew_by_who_has_the_case_next()
    {
        var erased = Closed().After(Hear("erasure"), Answer(at: Later), new CaseCommand.ApproveDataDraft(Seat(2), Later, Asked))
            .After(new CaseCommand.PassDataTime(Later.AddDays(14), Asked), new CaseCommand.NoteKeyDestroyed(Later.AddDays(14), Asked));
        var offered = Offered(Opened().Ready());
        var there = There(offered with { State = offered.State with { DataRequests = erased.State.DataRequests } });

        there.State.DataRequests.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            r => r.Outcome.ShouldBe("granted"), r => r.ErasedAt.ShouldBe(Later.AddDays(14)), r => r.KeyDestroyed.ShouldBeTrue(), r => r.ToBeErased.ShouldBeFalse());
        there.ThenNot<CaseEvent.OwnDataErased>();
        CaseDue.Of(there.State with { Stage = CaseStage.Closed }).ShouldNotContain(d => d.Kind == "dataErasure");
    }

    [Fact]
    public void That_it_was_late_stays_on_record_with_the_next_owner()
    {
        var late = Opened().Ready().After(Hear(), new CaseCommand.PassDataTime(Monday.AddMonths(1), Asked));

        var there = There(Offered(late));

        there.State.DataRequests.ShouldHaveSingleItem().OverdueAt.ShouldBe(Monday.AddMonths(1));
        CaseDue.Of(there.State).ShouldNotContain(d => d.Kind == "dataRequest");
    }

    [Fact]
    public void A_part_of_an_erasure_is_promised_to_nobody()
    {
        var asked = Closed().After(Hear("erasure"));

        asked.When(Answer("partly", "othersRights", Later)).ThenRefused("erasedAsAWhole");
        asked.When(Answer(at: Monday)).Refusal!.Detail.ShouldNotContain("part");
        Closed().After(Hear()).After(Answer("partly", "othersRights")).Then<CaseEvent.DataAnswerDrafted>();
        var stored = asked with { State = asked.State.Apply([new CaseEvent.DataAnswerDrafted(Asked, Id(71), "partly", "othersRights", Texts.Reporter(Report, "t"), Seat(1), Later)]) };
        stored.When(new CaseCommand.ApproveDataDraft(Seat(2), Later, Asked)).ThenRefused("erasedAsAWhole");
    }

    [Theory]
    [InlineData("uphold", false)]
    [InlineData("overturn", false)]
    [InlineData("change", true)]
    public void It_is_kept_for_what_was_decided_on_appeal(string outcome, bool kept)
    {
        var settled = Closed().State.Apply([new CaseEvent.AppealReceived(Id(60), "reporter", null, Report, [], "orrery", Id(61), Monday), new CaseEvent.AppealSettled(Id(60), outcome, Monday)]);

        (DataRequests.Kept(settled, Later) is not null).ShouldBe(kept);
    }

    [Fact]
    public void It_is_kept_for_the_case_of_the_other_competent_body()
    {
        var joint = Closed().State with { Joint = new(true, "orrery", Id(702)) { Mode = JointState.Together } };

        DataRequests.Kept(joint, Later)!.Code.ShouldBe("mustBeKept");
        DataRequests.Kept(joint with { Joint = joint.Joint with { OtherCase = null } }, Later).ShouldBeNull("there is none");
    }

    [Fact]
    public void A_room_that_only_the_partner_knows_is_answered_there_and_reports_by_who_leads()
    {
        var partner = new GivenCase(CaseState.None, Monday).After(new CaseCommand.Join(
            Monday, Id(702), new GivenCase(CaseState.None, Monday).After(Moves.OpenJointly()).State, "together", null, null, Body(5, kind: "foundation"), [new CaseSubject(Rex, "egret", Identification.Claimed)]));
        var told = partner with { State = partner.State.Apply([Noticed(partner.State)]) };

        told.When(Hear(party: TellingAccused.RoomOf(told.State, Rex))).Then<CaseEvent.DataRequested>().Person.ShouldBe(Rex);
        told.When(Hear()).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_room_made_for_an_appeal_is_answered_by_its_panel_and_one_of_the_first_case_by_the_first()
    {
        var appeal = Opened().Ready() is var given ? given with { State = given.State.Apply([Appealed]) } : null!;
        var own = appeal with { State = appeal.State.Apply([Noticed(appeal.State)]) };
        var room = TellingAccused.NewRoom(Id(600), Rex);
        var first = appeal with { State = appeal.State.Apply([new CaseEvent.RoomCarried(room, Rex, 1, null, null, [], Monday)]) };
        var toldAgain = first with { State = first.State.Apply([Noticed(first.State)]) };

        own.When(Hear(party: TellingAccused.NewRoom(appeal.State.Id, Rex))).Then<CaseEvent.DataRequested>();
        first.When(Hear(party: room)).Events.ShouldBeEmpty();
        toldAgain.When(Hear(party: room)).Events.ShouldBeEmpty("its id is that of the first case still, which answers");
        own.When(Hear()).Events.ShouldBeEmpty("the file is with the first case");
    }

    [Fact]
    public void Handed_over_an_appeal_takes_its_own_rooms_along_as_its_own()
    {
        var offered = Offered(Opened().Ready().After(Notice));

        var there = There(offered with { State = offered.State.Apply([Appealed]) });

        there.State.AppealOf.ShouldNotBeNull();
        there.When(Hear(party: TellingAccused.NewRoom(Id(700), Rex))).Then<CaseEvent.DataRequested>();
    }

    [Fact]
    public void With_what_words_it_was_answered_goes_along_whoever_answered()
    {
        var asked = Opened().Ready().After(Hear(), Answer("partly", "othersRights", text: "Not the names."), new CaseCommand.ApproveDataDraft(Seat(2), Monday, Asked));

        var there = There(Offered(asked));

        there.Then<CaseEvent.DataRequestAnswered>().Said!.Text.Owner.ShouldBe($"reporter:{Report}");
        there.State.DataRequests.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            r => r.Sent.ShouldBe(new DataDraft(Id(71), "partly", "othersRights", "Not the names.", Guid.Empty, Monday)), r => r.Draft.ShouldBeNull());
        there.Events.OfType<CaseEvent.ReporterMessaged>().ShouldNotContain(m => m.Message == Id(71), "they were told once");
    }

    [Fact]
    public void So_do_the_words_that_it_takes_longer()
    {
        var asked = Opened().Ready().After(Hear(), new CaseCommand.DraftDataExtension(Seat(1), Monday, Asked, Id(71), "many", "There is a lot."), new CaseCommand.ApproveDataDraft(Seat(2), Monday, Asked));

        There(Offered(asked)).State.DataRequests.ShouldHaveSingleItem().Sent.ShouldBe(new DataDraft(Id(71), null, "many", "There is a lot.", Guid.Empty, Monday));
    }

    [Fact]
    public void Of_an_answer_that_took_longer_the_last_words_go_along_once()
    {
        var asked = Opened().Ready().After(
            Hear(), new CaseCommand.DraftDataExtension(Seat(1), Monday, Asked, Id(71), "many", "There is a lot."), new CaseCommand.ApproveDataDraft(Seat(2), Monday, Asked),
            new CaseCommand.DraftDataAnswer(Seat(1), Monday, Asked, Id(72), "granted", null, "Here it is."), new CaseCommand.ApproveDataDraft(Seat(2), Monday, Asked));

        var there = There(Offered(asked));

        there.Then<CaseEvent.DataRequestExtended>().Said.ShouldBeNull();
        there.State.DataRequests.ShouldHaveSingleItem().Sent!.Text.ShouldBe("Here it is.");
    }

    [Theory]
    [InlineData(false, "yes", true, "all")]
    [InlineData(false, "no", false, "all")]
    [InlineData(false, null, false, "all")]
    [InlineData(false, "yes", false, "summary")]
    [InlineData(true, "no", true, "all")]
    [InlineData(true, "yes", false, "summary")]
    public void Words_to_a_reporter_go_only_where_who_reported_may_be_known(bool toRoom, string? consent, bool goes, string share)
    {
        var room = TellingAccused.NewRoom(Id(700), Rex);
        var asked = Opened().Ready().After(Notice, Hear(party: toRoom ? room : Report), Answer(text: "Ana, here it is."), new CaseCommand.ApproveDataDraft(Seat(2), Monday, Asked));
        var consents = consent is null ? new Dictionary<Guid, string>() : new Dictionary<Guid, string> { [Report] = consent };
        var offered = asked.After(
            new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.SuspectedLawViolation, true),
            new CaseCommand.OfferTransfer(Seat(1), Monday, Transfer, "orrery", "J4", null, share) { Consents = new("foundation", consents) }).Later(TimeSpan.FromHours(48));

        There(offered).State.DataRequests.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Outcome.ShouldBe("granted"), r => (r.Sent?.Text).ShouldBe(goes ? "Ana, here it is." : null));
    }

    [Fact]
    public void Given_back_the_words_of_the_other_body_come_home()
    {
        var offered = Offered(Opened().Ready().After(Hear()));
        var there = There(offered).Cleared().After(Answer("refused", "privileged", offered.Now, "their words"), new CaseCommand.ApproveDataDraft(Seat(2), offered.Now, Asked));
        var given = offered.After(Accepting(offered));

        var back = Returning.Decide(given.State, there.State, new HandBack.Return(Seat(2), offered.Now.AddDays(1), Transfer, "wrongBody", "It is theirs.", Body()));

        given.State.Apply(back.Former).DataRequests.ShouldHaveSingleItem().Sent!.Text.ShouldBe("their words");
    }
}
