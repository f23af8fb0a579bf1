using Coc.Sanctions.Domain;
using Coc.Sanctions.Features.TellingWhatWaits;
using static Coc.Unit.Sanctions.Story;

namespace Coc.Unit.Sanctions;

/// <summary>What became milder is milder for whoever copied it, and for whoever is offered it.</summary>
public sealed class FollowingAmendments
{
    private static readonly SanctionTerm Before = new(Day, Day.AddDays(45), "onRequest");
    private static readonly SanctionTerm Milder = new(Day, Day.AddDays(20), "automatic");

    [Fact]
    public void A_copy_ends_earlier_and_opens_by_itself_as_its_origin_does()
    {
        SanctionEvent[] after = [.. Copy(Before), .. Copy(Before).When(new SanctionCommand.FollowTerm(Milder)).Events];

        var term = State(after).Imposed!.Term;
        (term.Until, term.Readmission).ShouldBe((Milder.Until, "automatic"));
        after.When(new SanctionCommand.FollowTerm(Milder)).ShouldDoNothing();
        Copy(Before with { Until = null }).When(new SanctionCommand.FollowTerm(Milder with { Until = null })).ShouldBeOf(typeof(SanctionEvent.ReadmissionEased));
    }

    [Fact]
    public void It_never_becomes_harder_than_its_body_made_it()
    {
        var own = Copy(new(Day, Day.AddDays(5), "automatic"));

        own.When(new SanctionCommand.FollowTerm(Milder)).ShouldDoNothing();
        own.When(new SanctionCommand.FollowTerm(Before with { Until = null })).ShouldDoNothing();
    }

    [Fact]
    public void What_a_body_keeps_on_its_own_grounds_or_what_is_over_follows_nothing()
    {
        SanctionEvent[] kept = [.. Copy(Before), new SanctionEvent.KeptOnOwnGrounds(Seat1)];
        SanctionEvent[] over = [.. Copy(Before), new SanctionEvent.SanctionEnded("lifted", Day, [], new Progress(null, "lifted", 0))];

        kept.When(new SanctionCommand.FollowTerm(Milder)).ShouldDoNothing();
        over.When(new SanctionCommand.FollowTerm(Milder)).ShouldDoNothing();
    }

    [Fact]
    public void What_waited_to_be_asked_ends_when_the_way_back_opens_by_itself()
    {
        SanctionEvent[] pending = [.. Copy(Before), new SanctionEvent.ReadmissionFellDue(new Progress(null, SanctionState.ReadmissionPending, 0))];
        pending.When(new SanctionCommand.Expire(Day.AddDays(50), [], [])).ShouldDoNothing();

        SanctionEvent[] eased = [.. pending, new SanctionEvent.ReadmissionEased()];
        eased.When(new SanctionCommand.Expire(Day.AddDays(50), [], [])).Events.ShouldHaveSingleItem().ShouldBeOfType<SanctionEvent.SanctionEnded>().At.ShouldBe(Day.AddDays(50), "so long it held");
    }

    [Fact]
    public void An_open_offer_tells_the_dates_as_they_are_now_and_nobody_adapts_beyond_them()
    {
        NoticeEvent[] offered =
        [
            new NoticeEvent.NoticeOffered(Guid.NewGuid(), "astrolabe", Guid.NewGuid(), "sextant", Guid.NewGuid(), Guid.NewGuid(), "suspension", Before, "harassment", "safety", Day.AddDays(9), Released: true),
        ];
        NoticeEvent[] moved = [.. offered, .. offered.When(new NoticeCommand.MoveTerm(Milder)).Events];

        moved.When(new NoticeCommand.MoveTerm(Milder)).ShouldDoNothing();
        moved.Aggregate(NoticeState.None, NoticeState.Evolve).Offered!.Term.ShouldBe(Milder);
        moved.When(new NoticeCommand.GiveAnswer(Seat1, true, new NoticeAnswer(NoticeState.Adapted, ["chat:astrolabe"], Day.AddDays(30), null), null, Day)).ShouldRefuse("wider", "R55");
        NoticeEvent[] declined = [.. offered, .. offered.When(new NoticeCommand.GiveAnswer(Seat1, true, new NoticeAnswer(NoticeState.Declined, [], null, "other"), null, Day)).Events];
        declined.When(new NoticeCommand.MoveTerm(Milder)).ShouldDoNothing();
    }

    [Fact]
    public void Each_change_that_somebody_wants_is_awaited_by_itself()
    {
        var (sanction, first) = (Guid.NewGuid(), new Amendment(Day.AddDays(20), null, false, null));

        AnswerForWhom.AmendmentOf(sanction, Seat1, first).ShouldBe(AnswerForWhom.AmendmentOf(sanction, Seat1, first with { }));
        new[]
        {
            AnswerForWhom.AmendmentOf(sanction, Seat1, first), AnswerForWhom.AmendmentOf(sanction, Seat2, first), AnswerForWhom.AmendmentOf(sanction, Seat1, first with { Until = Day.AddDays(10) }),
            AnswerForWhom.AmendmentOf(sanction, Seat1, first with { Spaces = ["chat:sextant"] }), AnswerForWhom.AmendmentOf(sanction, Seat1, first with { Automatic = true }),
        }.ShouldBeUnique();
    }

    private static SanctionEvent[] Copy(SanctionTerm term) =>
    [
        new SanctionEvent.SanctionImposed(
            Guid.NewGuid(), Guid.NewGuid(), "astrolabe", "suspension", new SanctionScope(false, ["astrolabe"], []), term, "harassment", null,
            new SanctionBasis(SanctionBasis.Adopted, Guid.NewGuid(), "sextant", false, null, Guid.NewGuid(), Guid.NewGuid()), new Progress(null, SanctionState.AwaitingNotice, 0)),
        new SanctionEvent.SanctionReleased("told", Day, new Progress(null, SanctionState.Active, 0)),
    ];

    private static SanctionState State(SanctionEvent[] given) => given.Aggregate(SanctionState.None, SanctionState.Evolve);
}
