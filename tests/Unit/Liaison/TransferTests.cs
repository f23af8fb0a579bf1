using Coc.Liaison.Domain;
using Coc.Liaison.Domain.Transfers;
using static Coc.Unit.Liaison.GivenBody;

namespace Coc.Unit.Liaison;

public sealed class TransferTests
{
    private static readonly DateTimeOffset NotBefore = Now.AddHours(48);
    private static readonly HashSet<Guid> Everybody = [.. new[] { "ada", "bo", "eun", "ira", "max", "pia" }.Select(n => Id("account " + n))];

    [Fact]
    public void Nobody_accepts_before_the_reporter_could_exclude()
    {
        var refusal = TransferDecider.Decide(Vote("eun", "accept", NotBefore.AddTicks(-1)), Offered()).Refusal;

        (refusal?.Code, refusal?.Rule).ShouldBe(("P16", "P16"));
        TransferDecider.Decide(Vote("eun", "accept", NotBefore), Offered()).Refusal.ShouldBeNull();
        TransferDecider.Decide(Vote("eun", "refuse", Now), Offered()).Refusal.ShouldBeNull();
    }

    [Fact]
    public void The_chair_alone_or_two_members()
    {
        var first = Vote("ada", "accept", NotBefore);
        TransferDecider.IsComplete(Vote("eun", "accept", NotBefore, chair: true), Offered()).ShouldBeTrue();
        TransferDecider.IsComplete(first, Offered()).ShouldBeFalse();

        var voted = TransferDecider.Decide(first, Offered()).Events.Aggregate(Offered(), TransferState.Evolve);

        TransferDecider.IsComplete(first, voted).ShouldBeFalse();
        TransferDecider.Decide(first, voted).Events.ShouldBeEmpty();
        TransferDecider.IsComplete(Vote("bo", "accept", NotBefore), voted).ShouldBeTrue();
        TransferDecider.IsComplete(Vote("bo", "refuse", NotBefore), voted).ShouldBeFalse();
    }

    [Theory]
    [InlineData("accept")]
    [InlineData("refuse")]
    [InlineData("recall")]
    [InlineData("return")]
    [InlineData("settle")]
    public void What_somebody_voted_who_left_or_was_set_aside_since_counts_no_more(string answer)
    {
        var state = Offered() with { State = answer switch { "return" => "accepted", "settle" => "disputed", _ => "offered" } };
        var voted = new[] { "ada", "cleo" }.Aggregate(state, (s, name) => TransferDecider.Decide(Vote(name, answer, NotBefore), s).Events.Aggregate(s, TransferState.Evolve));
        var second = Vote("bo", answer, NotBefore);
        bool Complete(TransferCommand.Vote vote, params string[] left) => TransferDecider.IsComplete(vote with { Voters = left.Select(n => Id("account " + n)).ToHashSet() }, voted);

        Complete(second).ShouldBeFalse();
        Complete(second, "dev").ShouldBeFalse();
        Complete(second, "ada").ShouldBeTrue();
        Complete(Vote("ada", answer, NotBefore), "ada").ShouldBeFalse("one person is one");
        Complete(Vote("eun", answer, NotBefore, chair: true)).ShouldBeTrue();
    }

    [Fact]
    public void What_ended_takes_no_answer()
    {
        var ended = TransferState.Evolve(Offered(), new TransferEvent.TransferRefused(Id("t"), Id("c"), "noPanel"));

        TransferDecider.Decide(Vote("eun", "accept", NotBefore), ended).Refusal!.Code.ShouldBe("transferClosed");
        TransferDecider.Decide(Vote("eun", "accept", NotBefore), TransferState.Nothing).Refusal!.Hidden.ShouldBeTrue();
    }

    [Fact]
    public void Accepted_it_may_be_given_back_taken_back_or_disputed_and_once_contested_only_given_back_or_settled()
    {
        var accepted = TransferState.Evolve(Offered(), new TransferEvent.TransferAccepted(Id("t"), Id("c"), Id("n")));
        var contested = TransferState.Evolve(accepted, new TransferEvent.TransferDisputed(Id("t"), Id("c"), TransferState.AfterAcceptance, null, "meridian", NotBefore));
        (accepted.State, contested.State).ShouldBe(("accepted", "contested"));

        string? Refused(string answer, TransferState state) => TransferDecider.Decide(Vote("eun", answer, NotBefore), state).Refusal?.Code;
        string[] all = ["accept", "refuse", "recall", "return", "settle"];
        all.Where(a => Refused(a, accepted) is null).ShouldBe(["recall", "return"]);
        all.Where(a => Refused(a, contested) is null).ShouldBe(["return", "settle"]);
        Refused("accept", contested).ShouldBe("transferClosed");
        Refused("return", Offered()).ShouldBe("transferClosed");
    }

    [Fact]
    public void A_vote_of_before_the_hand_over_does_not_count_after_it()
    {
        var voted = TransferDecider.Decide(Vote("ada", "recall", Now), Offered()).Events.Aggregate(Offered(), TransferState.Evolve);
        var accepted = TransferState.Evolve(voted, new TransferEvent.TransferAccepted(Id("t"), Id("c"), Id("n")));

        TransferDecider.IsComplete(Vote("bo", "recall", Now), voted).ShouldBeTrue();
        TransferDecider.IsComplete(Vote("bo", "recall", NotBefore), accepted).ShouldBeFalse();
    }

    [Fact]
    public void Two_members_mean_the_same_case_or_have_not_agreed()
    {
        var into = Vote("ada", "accept", NotBefore) with { Into = Id("one") };
        var voted = TransferDecider.Decide(into, Offered()).Events.Aggregate(Offered(), TransferState.Evolve);

        TransferDecider.IsComplete(Vote("bo", "accept", NotBefore), voted).ShouldBeFalse();
        TransferDecider.IsComplete(Vote("bo", "accept", NotBefore) with { Into = Id("one") }, voted).ShouldBeTrue();
    }

    [Fact]
    public void An_offer_heard_of_after_its_end_is_still_over() =>
        new TransferEvent[] { new TransferEvent.TransferSettled(Id("t"), Id("c"), "accepted"), Offered().Offer! }.Aggregate(TransferState.Nothing, TransferState.Evolve).State.ShouldBe("accepted");

    [Fact]
    public void Disputed_only_the_arbiter_settles_it_or_the_receiver_accepts()
    {
        var disputed = TransferState.Evolve(Offered(), new TransferEvent.TransferDisputed(Id("t"), Id("c"), "refused", "noPanel", "meridian", NotBefore.AddDays(1)));
        var settling = Vote("max", "settle", NotBefore) with { Owner = "orrery" };

        TransferDecider.Decide(Vote("ira", "recall", NotBefore), disputed).Refusal!.Code.ShouldBe("transferClosed");
        TransferDecider.Decide(Vote("eun", "refuse", NotBefore), disputed).Refusal!.Code.ShouldBe("transferClosed");
        TransferDecider.Decide(Vote("eun", "accept", NotBefore), disputed).Refusal.ShouldBeNull();
        TransferDecider.Decide(settling, Offered()).Refusal!.Code.ShouldBe("transferClosed");
        TransferDecider.Decide(settling with { Now = NotBefore.AddTicks(-1) }, disputed).Refusal!.Code.ShouldBe("P16");
        TransferDecider.Decide(settling with { Now = Now, Owner = "sextant" }, disputed).Refusal.ShouldBeNull();

        var voted = TransferDecider.Decide(settling, disputed).Events.Aggregate(disputed, TransferState.Evolve);
        TransferDecider.IsComplete(Vote("pia", "settle", NotBefore) with { Owner = "sextant" }, voted).ShouldBeFalse();
        TransferDecider.IsComplete(Vote("pia", "settle", NotBefore) with { Owner = "orrery" }, voted).ShouldBeTrue();
    }

    private static TransferCommand.Vote Vote(string name, string answer, DateTimeOffset now, bool chair = false) => new(new Asker(Id("account " + name), Id(name), "member", chair), answer, now, Everybody);

    private static TransferState Offered() => TransferState.Evolve(
        TransferState.Nothing, new TransferEvent.TransferListed(Id("t"), Id("c"), [Id("r")], "sextant", "orrery", "J4", "Amber Kite", Now, NotBefore, Now.AddDays(3)));
}
