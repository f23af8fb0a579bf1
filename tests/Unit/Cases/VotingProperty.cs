using Coc.Cases.Domain;
using FsCheck.Fluent;
using static Coc.Unit.Cases.GivenCase;
using static Coc.Unit.Cases.VotingModel;

namespace Coc.Unit.Cases;

/// <summary>Whatever happens to a panel before and during a vote (answers, recusals, silence, ended terms, alternates called), each count comes to what the independent model says.</summary>
public sealed class VotingProperty
{
    private static readonly string[] Rules = ["majority", "twoThirds", "unanimous"];
    private static readonly string[] Answers = ["yes", "yes", "yes", "yes", "no", "yes", "abstain"];

    private int counts;
    private int adopted;

    [Fact]
    public void Every_count_is_that_of_the_model()
    {
        FsCheck.Check.One(Histories.Of(1500).WithEndSize(60), Prop.ForAll(
            Gen.Choose(2, 7).ToArbitrary(), Gen.Choose(0, 10_000).ToArbitrary(), Gen.Choose(0, 1_000_000).ListOf().ToArbitrary(), (members, policy, choices) =>
            {
                Play(members, policy, choices);
                return true;
            }));
        counts.ShouldBeGreaterThan(Histories.Of(1500).MaxTest / 8, "the histories must reach counts");
        adopted.ShouldBeInRange(counts / 20, counts - (counts / 20), $"and counts of both kinds, of {counts}");
    }

    private void Play(int members, int policy, IReadOnlyList<int> choices)
    {
        var (alternates, minimum) = (policy % 3, members <= 4 ? 2 : 3);
        var (rule, permanent, quorum) = (Rules[policy % 3], policy % 4 == 0 ? "unanimousOfAll" : "majorityOfAll", policy % 5 == 0 ? "2" : "majority");
        var model = new VotingModel(members, minimum, rule, permanent, quorum);
        foreach (var seat in Enumerable.Range(1, members).Concat(Enumerable.Range(101, alternates)))
        {
            model.Seats[seat] = Stands.NotAsked;
        }

        var given = Follow(Opened(Body(members, alternates, Policy(minimum, voteRule: rule, permanent: permanent, quorum: quorum))), model);
        given = Follow(given.After(new CaseCommand.AnswerConflict(Seat(1), Monday, Conflict.None, [], null)), model);
        model.Seats[1] = Stands.Unconflicted;
        given = given.Triaged().Heard();
        var number = 3000;
        foreach (var choice in choices)
        {
            if (given.State.Decision is not null || given.State.Stage == CaseStage.AwaitingLegal)
            {
                return;
            }

            given = Step(given, model, choice, number++);
        }
    }

    private GivenCase Step(GivenCase given, VotingModel model, int choice, int number)
    {
        var seats = model.Seats.Keys.Order().ToList();
        var (seat, what) = (seats[choice / 16 % seats.Count], choice % 16);
        return what switch
        {
            0 or 1 or 2 or 3 => Answer(given, model, seat, what < 3 ? Stands.Unconflicted : choice % 3 == 0 ? Stands.Hard : Stands.Soft),
            4 => Silence(given, model, seat),
            5 when choice % 3 == 0 => End(given, model, seat),
            6 or 7 => Propose(given, model, choice, number),
            8 or 9 or 10 => Vote(given, model, seat, Answers[choice / 128 % Answers.Length]),
            11 or 14 or 15 => model.Unconflicted.Aggregate(given, (g, one) => Vote(g, model, one, Answers[(choice / 128 * (one + 7) / 3 % Answers.Length)])),
            12 or 13 => Count(given, model, choice),
            _ => given,
        };
    }

    private static GivenCase Answer(GivenCase given, VotingModel model, int seat, Stands says)
    {
        if (model.Seats[seat] is Stands.NotAsked or Stands.Gone || model.Seats[seat] == says)
        {
            return given;
        }

        var answer = says switch { Stands.Unconflicted => Conflict.None, Stands.Soft => Conflict.Soft, _ => Conflict.Hard };
        var next = given.When(new CaseCommand.AnswerConflict(Seat(seat), given.Now, answer, says == Stands.Soft ? ["same company"] : [], null));
        (next.Refusal is null).ShouldBe(model.MayAnswer(seat, says), $"seat {seat}: {model.Seats[seat]} says {says}");
        if (next.Refusal is null)
        {
            model.Seats[seat] = says;
        }

        return Follow(next, model);
    }

    private static GivenCase Silence(GivenCase given, VotingModel model, int seat)
    {
        if (model.Seats[seat] != Stands.Asked || given.State.Proposals.Any(p => p.State == ProposalState.Open && p.IsWritten))
        {
            return given;
        }

        given = given.Later(TimeSpan.FromHours(49));
        model.Seats[seat] = Stands.Silent;
        return Follow(given.After(new CaseCommand.GiveUpOnSeat(given.Now, Seat(seat))), model);
    }

    private static GivenCase End(GivenCase given, VotingModel model, int seat)
    {
        if (model.Unconflicted is [var only] && only == seat)
        {
            return given; // somebody is left to propose
        }

        if (model.Seats[seat] == Stands.Hard)
        {
            model.LeftHard.Add(seat);
        }

        model.Seats[seat] = Stands.Gone;
        return Follow(given.After(new CaseCommand.EndSeat(given.Now, Seat(seat))), model);
    }

    private static GivenCase Propose(GivenCase given, VotingModel model, int choice, int number)
    {
        if (model.Unconflicted is not [var by, ..] || given.State.Proposals.Any(p => p.State == ProposalState.Open))
        {
            return given;
        }

        var content = (choice / 256 % 3) switch { 0 => FindingNothing, 1 => given.Suspending(20), _ => given.BanningForEver() };
        var next = given.When(new CaseCommand.Propose(Seat(by), given.Now, Id(number), choice / 1024 % 2 == 0 ? "meeting" : "written", content));
        (next.Refusal?.Code).ShouldBe(model.IsBarred ? "R15" : model.MayPropose(content.Remedies.Count > 0) ? null : "coDecider");
        if (next.Refusal is null)
        {
            model.Propose();
        }

        return next;
    }

    private static GivenCase Vote(GivenCase given, VotingModel model, int seat, string vote)
    {
        if (given.State.Proposals.LastOrDefault(p => p.State == ProposalState.Open) is not { } open || model.Seats[seat] != Stands.Unconflicted || (model.Votes.TryGetValue(seat, out var said) && said == vote))
        {
            return given;
        }

        var next = given.When(new CaseCommand.Vote(Seat(seat), given.Now, open.Id, vote));
        (next.Refusal?.Code).ShouldBe(model.IsBarred ? "R15" : null);
        if (next.Refusal is null)
        {
            model.Vote(seat, vote);
        }

        return next;
    }

    private GivenCase Count(GivenCase given, VotingModel model, int choice)
    {
        if (given.State.Proposals.LastOrDefault(p => p.State == ProposalState.Open) is not { } open || model.Unconflicted is not [var by, ..])
        {
            return given;
        }

        if (model.Votes.Count == 0 && choice % 5 != 0)
        {
            return given; // mostly somebody has voted before it is counted
        }

        List<int> there = open.IsWritten ? [] : [.. model.Unconflicted.Where((_, i) => (choice / 64 >> i) % 2 == 1)];
        var expected = model.Adopts(open.IsWritten, open.Content.Remedies.Any(r => r.Permanent), there);
        given = open.IsWritten ? given.Later(TimeSpan.FromHours(24)) : given;
        var next = given.When(open.IsWritten ? new CaseCommand.EndWindow(given.Now, open.Id) : new CaseCommand.CloseMeeting(Seat(by), given.Now, open.Id, [.. there.Select(Seat)]));
        if (model.IsBarred)
        {
            (open.IsWritten ? next.Events.OfType<CaseEvent.ProposalVoided>().Single().Because : next.Refusal!.Code).ShouldBe(open.IsWritten ? "transfer" : "R15");
            return next;
        }

        next.Refusal.ShouldBeNull();
        next.Events.OfType<CaseEvent.ProposalAdopted>().Any().ShouldBe(expected, $"votes {string.Join(", ", model.Votes)}; seats {string.Join(", ", model.Seats)}; there {string.Join(", ", there)}");
        next.Events.OfType<CaseEvent.ProposalFailed>().Any().ShouldBe(!expected);
        counts++;
        adopted += expected ? 1 : 0;
        return next;
    }

    // Who is asked is what happened; how that counts is for the model to say.
    private static GivenCase Follow(GivenCase given, VotingModel model)
    {
        foreach (var asked in given.Events.OfType<CaseEvent.ConflictRequested>())
        {
            model.Seats[model.Seats.Keys.Single(s => Seat(s) == asked.Seat)] = Stands.Asked;
        }

        return given;
    }
}
