using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using FsCheck.Fluent;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What a case offers in <c>allowed</c> is exactly what its rules take from that seat: after any history, for every command, somebody's well-formed try does something if and only if it is offered.</summary>
public sealed class AllowedProperty
{
    [Theory]
    [InlineData("opened")]
    [InlineData("cleared")]
    [InlineData("ready")]
    [InlineData("proposed")]
    [InlineData("written")]
    [InlineData("awaitingLegal")]
    [InlineData("decided")]
    [InlineData("agreed")]
    [InlineData("closed")]
    [InlineData("appealed")]
    [InlineData("offered")]
    public void Whatever_happens_from_there_allowed_is_what_the_rules_take(string stage) => Check(() => At(stage, Body(5, alternates: 2)));

    [Theory]
    [InlineData("opened")]
    [InlineData("cleared")]
    [InlineData("ready")]
    public void Also_in_a_small_project_that_asks_in_order(string stage) => Check(() => At(stage, Body(3, alternates: 1, policy: Policy(minimum: 2, ask: "inOrder"))));

    [Theory]
    [InlineData("cleared")]
    [InlineData("ready")]
    public void Also_in_a_body_of_two(string stage) => Check(() => At(stage, Body(2, policy: Policy(minimum: 2))));

    [Fact]
    public void Also_where_it_is_urgent() => Check(() => Opened(Body(3, policy: Policy(minimum: 2, ask: "inOrder")), urgency: "urgent"));

    [Fact]
    public void Also_at_the_foundation_about_two_persons() => Check(() => Opened(
        Body(4, kind: "foundation"), [new CaseSubject(Rex, "heron", Identification.Claimed), new CaseSubject(Tam, "wren", Identification.Unknown)], ["gnomon", "quadrant"]).Cleared());

    [Fact]
    public void Also_in_a_case_nobody_reported() => Check(() => new GivenCase(CaseState.None, Monday).After(Moves.OpenByCommittee(Body(4, kind: "foundation"))));

    [Fact]
    public void Also_where_two_bodies_are_competent() => Check(() => new GivenCase(CaseState.None, Monday).After(Moves.OpenJointly()).Cleared());

    private static GivenCase At(string stage, HandlingBody body) => stage switch
    {
        "opened" => Opened(body),
        "cleared" => Opened(body).Cleared(),
        "ready" => Opened(body).Ready(),
        "proposed" => Opened(body).Ready().Proposed().Voted("yes", 1, 2),
        "written" => Opened(body).Ready().Proposed(route: "written").Voted("yes", 1, 2, 3),
        "awaitingLegal" => Opened(body).Ready().Proposed(Opened().Suspending(90)).Voted("yes", 1, 2, 3).MeetingClosed(),
        "decided" => Opened(body).Ready().Proposed().Voted("yes", 1, 2, 3).MeetingClosed(),
        "agreed" => Opened(body).Ready().Proposed(Moves.Agreeing(Monday)).Voted("yes", 1, 2, 3).MeetingClosed(),
        "appealed" => At("decided", body).After(
            new CaseCommand.Draft(Seat(1), Monday, Id(31), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), Monday, Id(31)), new CaseCommand.NoticeResolution(Seat(1), Monday),
            new CaseCommand.ReceiveAppeal(Monday, Id(60), "accused", Rex, null, Monday, [], "t", Id(61), Body(3, kind: "foundation"), [])),
        "offered" => Opened(body).Ready().After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all")),
        _ => At("decided", body).After(
            new CaseCommand.Draft(Seat(1), Monday, Id(31), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), Monday, Id(31))).WithWord().CarriedOut().After(
            new CaseCommand.NoticeResolution(Seat(1), Monday), new CaseCommand.Close(Seat(1), Monday, null)),
    };

    private static void Check(Func<GivenCase> begin) => FsCheck.Check.One(Histories.Of(40), Prop.ForAll(
        Gen.Choose(0, (Moves.All.Count * 7) - 1).ListOf().ToArbitrary(),
        choices =>
        {
            var given = begin();
            Agrees(given);
            var number = 1000;
            foreach (var choice in choices.Take(25))
            {
                var seats = given.State.Panel.Select(p => p.Seat).ToList();
                given = given.Later(TimeSpan.FromHours(3)).When(Moves.All[choice % Moves.All.Count](given, seats[choice % seats.Count], Id(number++)));
                Agrees(given);
            }

            return true;
        }));

    private static void Agrees(GivenCase given)
    {
        foreach (var seat in given.State.Panel.Where(p => p.Sees).Select(p => p.Seat))
        {
            Agrees(given, seat, null, false);
            Agrees(given, seat, Seat(1), given.State.Version % 2 == 0);
        }
    }

    // Nothing may be held, or by a seat that is on the panel, or is not: what is offered says so.
    private static void Agrees(GivenCase given, Guid seat, Guid? holder, bool minor)
    {
        var held = holder is { } one ? given.State.ReportIds.ToDictionary(r => r, _ => one) : [];
        var offered = Availability.Allowed(given.State, seat, given.Now, new(new(held, minor ? held.Keys.ToHashSet() : []), Moves.TurnsAt(given)));
        var taken = Moves.Tries(given, seat, holder, minor).Where(t => CaseDecider.Decide(given.State, t.Command) is { Refusal: null, Events.Count: > 0 }).Select(t => t.Name).Distinct().ToList();
        offered.Except(taken).ShouldBeEmpty($"offered and not taken, at {given.State.Stage}");
        taken.Except(offered).ShouldBeEmpty($"taken and not offered, at {given.State.Stage}");
    }
}
