using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using FsCheck;
using FsCheck.Fluent;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>
/// Whoever offers, refuses, contests, settles, falls silent or leaves, in whatever order: one body has the case, or two dispute it before a third, and then nobody
/// decides.
/// </summary>
public sealed class OneOwnerProperty
{
    private static readonly string[] Slugs = ["sextant", "orrery", "meridian", "astrolabe"];

    [Fact]
    public void One_body_has_the_case_or_an_arbiter_settles_who()
    {
        var step = from what in Gen.Choose(0, 16) from seat in Gen.Choose(1, 5) from whom in Gen.Choose(0, 3) from hours in Gen.Choose(0, 80) select new Step(what, seat, whom, hours);
        Prop.ForAll(Arb.From(Gen.ArrayOf(step).Resize(60)), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    private static bool Holds(Step[] steps)
    {
        var (cases, now) = (new List<CaseState> { Opened().State }, Monday);
        foreach (var step in steps)
        {
            now = now.AddHours(step.Hours / 4);
            var which = step.Whom < cases.Count ? step.Whom : cases.Count - 1; // former owners try as well
            Take(cases, which, Command(cases[which], step, now, cases.Count), now);
            IsOneOwner(cases);
        }

        return true;
    }

    private static void Take(List<CaseState> cases, int which, CaseCommand command, DateTimeOffset now)
    {
        var before = cases[which];
        var decision = CaseDecider.Decide(before, command);
        var same = CaseDecider.Decide(before, command);
        (same.Refusal, same.Events.Select(e => e.GetType())).ShouldSatisfyAllConditions(
            s => s.Refusal.ShouldBe(decision.Refusal), s => s.Item2.ShouldBe(decision.Events.Select(e => e.GetType())));
        cases[which] = before.Apply(decision.Events);
        if (!before.HasGone && cases[which].HasGone)
        {
            cases.Add(CaseState.None.Apply(command is CaseCommand.StepUp up ? SteppingUp.Begin(before, up) : Transferring.Begin(before, command)));
            cases[^1].Handling.Slug.ShouldBe(cases[which].Offer!.To);
            cases[^1].Reports.ShouldBe(before.Reports);
        }
    }

    private static void IsOneOwner(List<CaseState> cases)
    {
        var owner = cases.Where(c => !c.HasGone).ShouldHaveSingleItem();
        if (owner.Offer is { State: "disputed" } disputed)
        {
            disputed.Arbiter.ShouldNotBeNull();
            disputed.Arbiter.ShouldNotBeOneOf(owner.Body, disputed.To);
            disputed.SettleBy.ShouldNotBeNull();
        }

        if (owner.Offer is { IsOpen: true } || owner.TransferDueBy.Count > 0)
        {
            (Availability.Bar(owner, "proposals")?.Rule).ShouldBe("R15");
        }
    }

    private static CaseCommand Command(CaseState state, Step s, DateTimeOffset now, int number)
    {
        var (seat, to) = (Seat(s.Seat), Slugs[s.Whom]);
        var transfer = state.Offer?.Id ?? Id(50);
        var handing = new Handing(Id(1000 + number), BodyOf(state.Offer?.To ?? to), []);
        return s.What switch
        {
            0 or 1 => new CaseCommand.AnswerConflict(seat, now, Conflict.None, [], null),
            2 => new CaseCommand.AnswerConflict(seat, now, Conflict.Hard, [], null),
            3 => new CaseCommand.AnswerConflict(seat, now, Conflict.Soft, ["same company"], null),
            4 => new CaseCommand.EndSeat(now, seat),
            5 => new CaseCommand.GiveUpOnSeat(now, seat),
            6 => new CaseCommand.RecordRiskFactor(seat, now, Factors.SuspectedLawViolation, s.Hours % 3 > 0),
            7 => new CaseCommand.NameProject(seat, now, "astrolabe", s.Hours % 2 == 0),
            8 or 9 => new CaseCommand.OfferTransfer(seat, now, Id(2000 + number + s.Hours), to, null, null, "all", to is "sextant" or "astrolabe"),
            10 => new CaseCommand.AcceptTransfer(now, transfer, handing.NewCase, handing.Receiver, []),
            11 => new CaseCommand.RefuseTransfer(now, transfer, s.Hours % 2 == 0 ? "other" : "noPanel", null),
            12 => new CaseCommand.DisputeTransfer(seat, now, transfer),
            13 => new CaseCommand.RecallTransfer(seat, now, transfer),
            14 => new CaseCommand.SettleTransfer(now, transfer, s.Hours % 2 == 0 ? handing : null),
            15 => new CaseCommand.PassTransferTime(now, transfer, handing),
            _ => new CaseCommand.StepUp(now, Id(3000 + number), Id(1000 + number), BodyOf(to), []),
        };
    }

    private static HandlingBody BodyOf(string slug) => Body(5) with
    {
        Slug = slug, Kind = slug switch { "orrery" => "foundation", "meridian" => "parent", _ => "project" }, Foundation = slug == "meridian" ? "meridian" : "orrery", Parent = slug == "meridian" ? null : "meridian",
    };

    private sealed record Step(int What, int Seat, int Whom, int Hours);
}
