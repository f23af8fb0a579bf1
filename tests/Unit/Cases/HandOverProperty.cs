using System.Text.Json.Nodes;
using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform.Messaging;
using FsCheck;
using FsCheck.Fluent;

namespace Coc.Unit.Cases;

/// <summary>
/// Offers, acceptances, links of duplicates, refusals, recalls, disputes, settlements, step-ups, give-backs and changes of membership in any order: at every moment one body is competent for a report, or an arbiter is
/// asked whose it is; whoever gave it away reads the notice and nothing else. Whatever anybody writes on the way, and every name and account anybody gives, is a canary: no notice of an incident or a transfer, no record of
/// who gave a case away, and nothing else that is published holds one.
/// </summary>
public sealed partial class HandOverProperty(ITestOutputHelper output)
{
    private static readonly int Schedules = Environment.GetEnvironmentVariable("COC_NIGHTLY") == "1" ? 2000 : 200;

    private static readonly string[] NoticeLevel = ["id", "codeName", "state", "to", "at"];

    private static readonly string[] Steps =
    [
        "AcceptTransfer", "SettleTransfer", "PassTransferTime", "StepUp", "Return", "Recall", "Contest", "Settle", "PassTime", "Join", "EndRecallWindow", "Link", "Unlink",
    ];

    /// <summary>What others hear of: a schedule that publishes none of it proves nothing of it.</summary>
    private static readonly string[] Told = ["IncidentNoticed", "TransferOffered", "CaseTransferred", "TransferDisputed", "TransferEnded", "StepRecorded", "SomethingWaits", "MessageToReporter", "ReleasedToRoom", "ConsentAsked", "JurisdictionFactsChanged"];

    private static readonly TimeSpan[] Times = [TimeSpan.FromHours(1), TimeSpan.FromHours(13), TimeSpan.FromHours(49), TimeSpan.FromDays(4), TimeSpan.FromDays(7)];

    private static Arbitrary<Move[]> Moves { get; } = Arb.From(
        from length in Gen.Choose(40, 160)
        from moves in (from what in Gen.Choose(0, 40) from which in Gen.Choose(0, 11) from who in Gen.Choose(0, 59) select new Move(what, which, who)).ArrayOf(length)
        select moves,
        Shorter);

    [Fact]
    public void One_body_is_competent_or_an_arbiter_is_asked()
    {
        var done = new Dictionary<string, int>();
        var rounds = 0;

        // Chance decides what a schedule does: some are drawn until everything was done.
        do
        {
            Check(done);
        }
        while (++rounds < 10 && Steps.Concat(Told).Concat(Written).Any(s => !done.ContainsKey(s)));

        output.WriteLine(string.Join(", ", done.OrderBy(d => d.Key).Select(d => $"{d.Key} {d.Value}")));
        foreach (var step in Steps.Concat(Told).Concat(Written))
        {
            done.ShouldContainKey(step, "a schedule that never does it proves nothing of it");
        }
    }

    private static void Check(Dictionary<string, int> done, PublishingTable? table = null) =>
        Prop.ForAll(Moves, moves =>
        {
            var lands = new Lands(table);
            foreach (var move in moves)
            {
                Make(lands, move);
                Judge(lands);
            }

            foreach (var contract in lands.Contracts)
            {
                done[contract] = done.GetValueOrDefault(contract) + 1;
            }

            foreach (var (what, times) in lands.Done)
            {
                done[what] = done.GetValueOrDefault(what) + times;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Schedules).WithQuietOnSuccess(true));

    private static void Make(Lands lands, Move move)
    {
        var state = lands[move.Which];
        var (seat, now) = (Lands.Seat(state.Body, move.Who), lands.Now);
        var project = move.Who % 2 == 0 ? "sextant" : "astrolabe";
        switch (move.What)
        {
            case 0 or 1 or 2 or 3 or 4 or 5:
                foreach (var member in state.Panel.Select(p => p.Seat).ToList())
                {
                    lands.Do(lands.Find(state.Id)!, new CaseCommand.AnswerConflict(member, now, Conflict.None, [], null));
                }

                break;
            case 6:
                lands.Do(state, new CaseCommand.AnswerConflict(seat, now, move.Who % 3 == 0 ? Conflict.Hard : Conflict.Soft, [], Lands.Canary));
                break;
            case 7 when move.Who % 5 == 0:
                lands.End(seat);
                break;
            case 8:
                lands.Do(state, new CaseCommand.RecordRiskFactor(seat, now, Factors.SuspectedLawViolation, move.Who % 2 == 0));
                break;
            case 9:
                lands.Do(state, new CaseCommand.NameProject(seat, now, project, move.Who % 3 != 0));
                break;
            case 10 or 11 or 12 or 13 or 14:
                Offer(lands, state, seat, move.Who);
                break;
            case 15 or 16 or 17 or 18 when state.Offer is { } offer:
                lands.Do(state, new CaseCommand.AcceptTransfer(now, offer.Id, lands.New(), lands.Body(offer.To), Lands.Subjects(state, offer.To)));
                break;
            case 19 or 20 when state.Offer is { } offer && lands.Cases.LastOrDefault(c => c.Body == offer.To && c.Id != state.Id) is { } into:
                var accepting = new CaseCommand.AcceptTransfer(now, offer.Id, into.Id, lands.Body(offer.To), Lands.Subjects(state, offer.To));
                lands.Do(state, into, "Join", Joining.Decide(state, into, accepting, Lands.Seat(offer.To, move.Who)));
                break;
            case 21 when state.Offer is { } offer:
                lands.Do(state, move.Who % 3 == 0 ? new CaseCommand.RecallTransfer(seat, now, offer.Id) : new CaseCommand.RefuseTransfer(now, offer.Id, "noPanel", Lands.Canary));
                break;
            case 22 when state.Offer is { } offer:
                lands.Do(state, new CaseCommand.DisputeTransfer(seat, now, offer.Id));
                break;
            case 23 when state is { HasGone: false, Offer: { } offer }:
                lands.Do(state, new CaseCommand.SettleTransfer(now, offer.Id, move.Who % 2 == 0 ? Handing(lands, state, offer) : null));
                break;
            case 24 when state is { HasGone: false, Offer: { } offer }:
                lands.Do(state, new CaseCommand.PassTransferTime(now, offer.Id, Handing(lands, state, offer)));
                break;
            case 25 when SteppingUp.Above(state) is [var above, ..]:
                lands.Do(state, new CaseCommand.StepUp(now, lands.New(), lands.New(), lands.Body(above), Lands.Subjects(state, above)));
                break;
            case 26 or 27 or 28 or 29 or 30:
                Back(lands, state, move);
                break;
            case 31:
                lands.Do(state, new CaseCommand.EndRecallWindow(now));
                break;
            case 32:
                Work(lands, state, seat, move.Who);
                break;
            case 33 or 37 or 38 or 39 or 40:
                Write(lands, state, Asking(state, move.Who, anybody: false), move.Who);
                break;
            case 34 or 35 when lands.Cases.LastOrDefault(c => c.Body == state.Body && c.Id != state.Id) is { Reports.Count: > 0 } other:
                lands.Do(other, state, "Link", Linking.Link(other, state, new CaseCommand.LinkReport(seat, now, other.Reports[0].Report, other, [])));
                break;
            case 36 when state is { HasGone: false, LinkedHere: [var linked, ..] }:
                lands.Do(lands.Find(linked.Case)!, state, "Unlink", Linking.Unlink(lands.Find(linked.Case)!, state, new CaseCommand.UnlinkReport(seat, now, linked.Reports.First()), []));
                break;
            default:
                lands.Pass(Times[move.Who % Times.Length]);
                break;
        }
    }

    private static Handing Handing(Lands lands, CaseState state, TransferOffer offer) => new(lands.New(), lands.Body(offer.To), Lands.Subjects(state, offer.To));

    private static void Offer(Lands lands, CaseState state, Guid seat, int who)
    {
        var to = who % 3 == 0 && !state.IsProject ? who % 2 == 0 ? "sextant" : "astrolabe" : state.Handling.Foundation == state.Body ? "meridian" : "orrery";
        lands.Do(state, new CaseCommand.OfferTransfer(seat, lands.Now, lands.New(), to, null, Lands.Canary, who % 2 == 0 ? "all" : "summary", to is "sextant" or "astrolabe"));
    }

    private static void Back(Lands lands, CaseState former, Move move)
    {
        if (former.Offer is not { } offer || lands.Find(former.Gone?.ToCase) is not { } present)
        {
            return;
        }

        // What fits mostly, anything now and then: else too few schedules give a case back at all.
        var (now, anybody) = (lands.Now, move.What == 30);
        var (there, here) = (Asking(present, move.Who, anybody), Asking(former, move.Who, anybody));
        var which = anybody ? move.Who % 6 : former.Contested is null ? move.Who % 3 : 3 + (move.Who % 3);
        HandBack asked = which switch
        {
            0 => new HandBack.Return(there, now, offer.Id, "wrongBody", Lands.Canary, lands.Body(former.Body)),
            1 => new HandBack.Recall(here, now, offer.Id, lands.Body(former.Body)),
            2 => new HandBack.Contest(move.Which % 2 == 0 ? here : there, now, offer.Id),
            3 => new HandBack.Settle(now, offer.Id, lands.Body(former.Body)),
            4 => new HandBack.Settle(now, offer.Id, null),
            _ => new HandBack.PassTime(now, offer.Id),
        };
        lands.Do(former, present, asked.ToString(), Returning.Decide(former, present, asked with { FoundOut = Lands.Subjects(present, former.Body) }));
    }

    private static Guid Asking(CaseState state, int who, bool anybody) =>
        anybody ? Lands.Seat(state.Body, who) : state.Panel.FirstOrDefault(p => p.Clean)?.Seat ?? Lands.Seat(state.Body, who);

    private static void Work(Lands lands, CaseState state, Guid seat, int who)
    {
        var now = lands.Now;
        if (who % 8 == 4)
        {
            // Two have to say who it is before the foundation hears of it.
            foreach (var clean in state.Panel.Where(p => p.Clean).Select(p => p.Seat).Take(2))
            {
                lands.Do(lands.Find(state.Id)!, new CaseCommand.Identify(clean, now, Lands.Rex, [Lands.Canary], Lands.Canary, Lands.Canary, true));
            }

            return;
        }

        var proposal = state.Proposals.LastOrDefault(p => p.State == ProposalState.Open)?.Id ?? Guid.Empty;
        lands.Do(state, (who % 8) switch
        {
            0 => new CaseCommand.Acknowledge(seat, now, Lands.Canary),
            1 => new CaseCommand.Triage(seat, now, "high", "high", Lands.Canary, "harassment"),
            2 => new CaseCommand.AddNote(seat, now, lands.New(), Lands.Canary),
            3 => new CaseCommand.Hear(seat, now, lands.New(), Lands.Rex, Lands.Canary, false, null),
            5 => new CaseCommand.TakeInterimMeasure(seat, now, lands.New(), Lands.Rex, "mute", [], now.AddHours(60), Lands.Canary),
            6 when proposal != Guid.Empty => new CaseCommand.Vote(seat, now, proposal, "yes"),
            7 when proposal != Guid.Empty => new CaseCommand.CloseMeeting(seat, now, proposal, []),
            _ => new CaseCommand.Propose(seat, now, lands.New(), "meeting", new GivenCase(state, now).Suspending(10, Lands.Rex) with { Rationale = new(Sensitive.Of(Lands.Canary, "panel"), Sensitive.Of(Lands.Canary, "panel"), Sensitive.Of(Lands.Canary, "panel")) }),
        });
    }

    private static void Judge(Lands lands)
    {
        foreach (var (report, received) in lands.Reports)
        {
            var owner = lands.Cases.Where(c => !c.HasGone && c.ReportIds.Contains(report)).ShouldHaveSingleItem("exactly one case has the report");
            owner.Reports.Single(r => r.Report == report).ReceivedAt.ShouldBe(received);
            lands.Cases.Count(c => c.Decision is not null && c.ReportIds.Contains(report)).ShouldBeLessThan(2, "decided once");
            JudgeOwner(lands, owner);
        }

        foreach (var former in lands.Cases.Where(c => c.HasGone && lands.Changed.Contains(c.Id)))
        {
            var shown = Lands.Shown(former);
            shown.ShouldNotContain(Lands.Canary);
            JsonNode.Parse(shown)!.AsObject().Select(m => m.Key).ShouldBe(NoticeLevel, ignoreOrder: true);
            former.Panel.ShouldAllBe(p => CaseDecider.Decide(former, new CaseCommand.AddNote(p.Seat, lands.Now, Guid.Empty, "late")).Refusal != null);
        }

        foreach (var former in lands.Cases.Where(c => c.HasGone))
        {
            Follow(lands, former);
        }

        lands.Changed.Clear();
        lands.Published.ShouldAllBe(m => !m.Contains(Lands.Canary));
        lands.Published.Clear();
    }

    private static void JudgeOwner(Lands lands, CaseState owner)
    {
        foreach (var other in lands.Cases.Select(c => c.Handling).Where(h => h.Slug != owner.Body))
        {
            CaseWall.Exists(owner, [.. other.Seats.Select(s => new TicketSeat(s.Seat, other.Slug, s.Role, s.Chair))]).ShouldBeNull("nobody of another body reads it");
        }

        if (owner.Offer is { State: "disputed" } offer)
        {
            offer.Arbiter.ShouldNotBeNull().ShouldNotBeOneOf(owner.Body, offer.To);
            Availability.Bar(owner, "proposals").ShouldNotBeNull();
        }

        if (owner.Contested is { } contest)
        {
            var former = lands.Cases.Where(c => c.Gone?.Transfer == contest.Transfer).ShouldHaveSingleItem();
            former.Contested.ShouldBe(contest);
            contest.Arbiter.ShouldNotBeOneOf(owner.Body, former.Body);
            Availability.Bar(owner, "proposals").ShouldNotBeNull();
            former.WindowEnded.ShouldBeFalse("what an arbiter may still give back is kept");
        }
    }

    // Wherever it went, it arrived: no chain ends nowhere or in a circle.
    private static void Follow(Lands lands, CaseState former)
    {
        var (at, steps) = (former, 0);
        while (at.HasGone)
        {
            at = lands.Find(at.Gone?.ToCase ?? at.Linked!.Value.Into).ShouldNotBeNull();
            (++steps).ShouldBeLessThan(lands.Cases.Count + 1);
        }

        at.ReportIds.ShouldContain(former.Reports.Concat(former.Duplicates).First().Report);
    }

    // A schedule that fails is shrunk to a short one: without its halves, quarters and so on, at last without single moves.
    private static IEnumerable<Move[]> Shorter(Move[] moves)
    {
        for (var part = moves.Length / 2; part > 0; part /= 2)
        {
            for (var from = 0; from + part <= moves.Length; from += part)
            {
                yield return [.. moves.Take(from), .. moves.Skip(from + part)];
            }
        }
    }

    internal sealed record Move(int What, int Which, int Who);
}
