using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What goes along when the reports of one case come into another, and what keeps the two apart.</summary>
public sealed partial class JoiningTests
{
    private static readonly Guid Other = Id(801);

    [Theory]
    [InlineData("all", true)]
    [InlineData("summary", false)]
    public void What_protects_goes_along_and_what_was_collected_and_written_only_where_the_whole_was_offered(string share, bool whole)
    {
        var sender = Offered(share: share).After(
            new CaseCommand.TakeInterimMeasure(Seat(1), Monday, Id(60), Rex, "mute", ["chat:sextant"], Monday.AddDays(20), "he goes on"), new CaseCommand.AttachEvidence(Seat(1), Monday, Id(61)));
        sender = sender with { State = sender.State with { Joint = Joint() } };

        var joined = Join(sender, There());

        joined.Present.OfType<CaseEvent.InterimMeasureTaken>().ShouldHaveSingleItem().Reason.Value.ShouldBe(whole ? "he goes on" : "");
        joined.Present.OfType<CaseEvent.EvidenceCarried>().Select(e => e.Evidence).ShouldBe(whole ? [Id(61)] : []);
        joined.Present.OfType<CaseEvent.JointLinkCarried>().ShouldHaveSingleItem().Summaries.Select(s => s.Text.Value).ShouldBe(whole ? ["One word."] : []);
    }

    [Theory]
    [InlineData("yes", "yes", true)]
    [InlineData("yes", "no", false)]
    public void What_two_bodies_wrote_to_each_other_goes_along_only_where_every_reporter_may_be_known(string one, string other, bool whole)
    {
        var sender = Opened().Cleared().Linked(Other).Triaged().After(new CaseCommand.OfferTransfer(Seat(1), Monday, Transfer, "orrery", null, null, "all"));
        sender = sender with
        {
            // A rule demands it: what one of them does not agree to is their name, not the transfer.
            State = sender.State with
            {
                Joint = Joint(), Offer = sender.State.Offer! with { Audience = "foundation", Rule = "J4" }, RiskFactors = [Factors.SuspectedLawViolation],
                Consents = [new Consent(Report, "foundation", null, one), new Consent(Other, "foundation", null, other)],
            },
        };

        var joined = Join(sender, There());

        joined.Refusal.ShouldBeNull();
        joined.Present.OfType<CaseEvent.JointLinkCarried>().ShouldHaveSingleItem().Summaries.Any().ShouldBe(whole);
    }

    [Fact]
    public void What_is_known_there_is_not_said_again_and_how_often_it_changed_hands_is_counted_from_the_longer_way()
    {
        var into = There().After(new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.PhysicalInjury, true));
        var sender = Offered().After(new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.PhysicalInjury, true), new CaseCommand.RecordRiskFactor(Seat(1), Monday, "attorneyHired", true));

        foreach (var (there, here) in new[] { (3, 1), (1, 3) })
        {
            var joined = Join(sender with { State = sender.State with { Hops = there } }, into with { State = into.State with { Hops = here } });

            joined.Present.OfType<CaseEvent.CaseJoined>().ShouldHaveSingleItem().Hop.ShouldBe(4);
            joined.Former.OfType<CaseEvent.CaseHandedOver>().ShouldHaveSingleItem().Hop.ShouldBe(4, "both tell of the same step");
            joined.Present.OfType<CaseEvent.RiskFactorRecorded>().Select(e => e.Factor).ShouldBe(["attorneyHired"]);
        }
    }

    [Fact]
    public void Whoever_has_left_there_already_does_not_leave_again()
    {
        var into = There().After(new CaseCommand.EndSeat(Monday, Seat(3)));
        var without = Orrery with { Seats = [.. Orrery.Seats.Where(s => s.Seat is var seat && seat != Seat(3) && seat != Seat(4))] };

        Join(Offered(), into, receiver: without).Present.OfType<CaseEvent.SeatLeft>().Select(l => l.Seat).ShouldBe([Seat(4)]);
    }

    [Fact]
    public void What_seats_said_of_who_somebody_is_is_known_there_once()
    {
        static CaseCommand.Identify Says(string? name) => new(Seat(1), Monday, Rex, ["chat:rex"], name, null, false);

        var said = Join(Offered().After(Says("Rex Quill")), There()).Present.OfType<CaseEvent.SubjectClaimed>().ShouldHaveSingleItem();
        (said.Person, said.Name!.Value).ShouldBe((Rex, "Rex Quill"));
        said.Accounts!.Value.ShouldBe(["chat:rex"]);

        Join(Offered().After(Says(null)), There().After(Says(null))).Present.OfType<CaseEvent.SubjectClaimed>().ShouldBeEmpty("they know that");
        Join(Offered().After(Says("Rex Quill")), There().After(Says(null))).Present.OfType<CaseEvent.SubjectClaimed>().ShouldHaveSingleItem("a name is new").Name!.Value.ShouldBe("Rex Quill");
        Join(Offered(), There()).Present.OfType<CaseEvent.SubjectClaimed>().ShouldBeEmpty("nobody said anything");
    }

    [Fact]
    public void Two_that_cannot_be_one_now_are_told_why()
    {
        foreach (var (code, into) in new (string, CaseState)[]
        {
            ("caseTransferred", There().State with { Gone = new Departure(Id(64), "meridian", Id(70), Monday) }),
            ("alreadyDecided", There().State with { Stage = CaseStage.AwaitingLegal }),
            ("transferDisputed", There().State with { Contested = new Contest(Id(65), "meridian", Wednesday) }),
            ("lentSeat", WithOneToBeLent(There().State)),
        })
        {
            Join(Offered(), new GivenCase(into, Monday)).Refusal.ShouldTell(code);
        }

        var disputed = Offered();
        disputed = disputed with { State = disputed.State with { Contested = new Contest(Id(65), "meridian", Wednesday) } };
        Join(disputed, There()).Refusal.ShouldTell("transferDisputed");
        Joining.Decide(Offered().State, There().State, new CaseCommand.AcceptTransfer(Wednesday, Transfer, There().State.Id, Orrery, []), Seat(1), counter: true).Refusal.ShouldTell("counterReport");
        Join(Offered(), There(Tam), Wednesday.AddTicks(-1)).Refusal.ShouldTell("P16", "before the reporter had their time nobody learns whom it is about");
        Join(Offered().After(new CaseCommand.AddSubject(Seat(1), Monday, Tam, "gannet", ["github:tam"], null, null)).Cleared(2, 3, 4, 5), There()).Refusal.ShouldTell("otherSubjects", "one of two is somebody else");

        static CaseState WithOneToBeLent(CaseState state) => state with
        {
            Loan = new Loan("meridian", Monday, "lent"),
            Handling = state.Handling with { Seats = [.. state.Handling.Seats, new HandlingSeat(Seat(301), Id(801), Lending.Role, false, "elected", 9)] },
        };
    }

    private static JointState Joint() => new(true, "quadrant", Id(760)) { Summaries = [("sextant", "One word.", Monday)] };
}
