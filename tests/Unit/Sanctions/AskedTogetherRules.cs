using Coc.Sanctions.Features.CheckingStanding;

namespace Coc.Unit.Sanctions;

/// <summary>Who waits at the same moment shares one way to the database, and nobody suffers for another.</summary>
public sealed class AskedTogetherRules
{
    private readonly List<(IReadOnlyList<int> Questions, TaskCompletionSource Answer)> trips = [];
    private readonly AskedTogether<int, string> together;

    public AskedTogetherRules()
    {
        together = new(async questions =>
        {
            var trip = (questions, Answer: new TaskCompletionSource());
            trips.Add(trip);
            await trip.Answer.Task;
            return questions.Contains(13) ? throw new InvalidOperationException("cannot be asked") : [.. questions.Select(q => $"answer {q}")];
        });
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_asks_alone_is_asked_for_at_once()
    {
        var one = together.AskAsync(1, Token);
        trips.Count.ShouldBe(1, "it waited for somebody");
        trips[0].Answer.SetResult();
        (await one).ShouldBe("answer 1");

        var two = together.AskAsync(2, Token);
        trips[1].Answer.SetResult();
        (await two).ShouldBe("answer 2");
    }

    [Fact]
    public async Task Who_asks_while_one_is_on_its_way_goes_with_the_next_and_never_with_that_one()
    {
        var first = together.AskAsync(1, Token);
        Task<string>[] others = [.. Enumerable.Range(2, 4).Select(q => together.AskAsync(q, Token))];
        together.Waiting.ShouldBe(4);

        trips[0].Answer.SetResult();

        (await first).ShouldBe("answer 1");
        trips.Select(t => string.Join(' ', t.Questions)).ShouldBe(["1", "2 3 4 5"]);
        others.ShouldAllBe(o => !o.IsCompleted);
        trips[1].Answer.SetResult();
        (await Task.WhenAll(others)).ShouldBe(["answer 2", "answer 3", "answer 4", "answer 5"]);
    }

    [Fact]
    public async Task A_trip_holds_no_more_than_it_may()
    {
        Task<string>[] all = [.. Enumerable.Range(100, 2 + AskedTogether<int, string>.Most).Select(q => together.AskAsync(q, Token))];
        for (var i = 0; i < 3; i++)
        {
            trips[i].Answer.SetResult();
        }

        (await Task.WhenAll(all)).ShouldBe(all.Select((_, i) => $"answer {100 + i}"));
        trips.Select(t => t.Questions.Count).ShouldBe([1, AskedTogether<int, string>.Most, 1]);
    }

    [Fact]
    public async Task Who_gives_up_takes_nobody_along_and_is_not_asked_for_any_more()
    {
        using var leaving = new CancellationTokenSource();
        var first = together.AskAsync(1, leaving.Token);
        var second = together.AskAsync(2, leaving.Token);
        var third = together.AskAsync(3, Token);
        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(first);
        await Should.ThrowAsync<OperationCanceledException>(second);
        trips[0].Answer.SetResult();
        trips[1].Questions.ShouldBe([3]);
        trips[1].Answer.SetResult();
        (await third).ShouldBe("answer 3");
    }

    [Fact]
    public async Task When_all_who_wait_have_given_up_the_next_one_is_asked_for_at_once()
    {
        using var leaving = new CancellationTokenSource();
        var first = together.AskAsync(1, Token);
        var second = together.AskAsync(2, leaving.Token);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(second);
        trips[0].Answer.SetResult();
        await first;

        var third = together.AskAsync(3, Token);
        trips[1].Questions.ShouldBe([3]);
        trips[1].Answer.SetResult();
        (await third).ShouldBe("answer 3");
    }

    [Fact]
    public async Task An_outage_is_told_to_everybody_of_that_trip_and_the_next_one_goes()
    {
        var first = together.AskAsync(1, Token);
        Task<string>[] others = [together.AskAsync(2, Token), together.AskAsync(3, Token)];
        trips[0].Answer.SetResult();
        await first;
        var later = together.AskAsync(4, Token);
        trips[1].Answer.SetException(new TimeoutException());

        foreach (var other in others)
        {
            await Should.ThrowAsync<TimeoutException>(other);
        }

        trips[2].Questions.ShouldBe([4], "after an outage nobody is asked for again one by one");
        trips[2].Answer.SetResult();
        (await later).ShouldBe("answer 4");
    }

    [Fact]
    public async Task One_that_cannot_be_asked_fails_alone()
    {
        var first = together.AskAsync(1, Token);
        var good = together.AskAsync(2, Token);
        var bad = together.AskAsync(13, Token);
        var better = together.AskAsync(3, Token);
        for (var i = 0; i < 5; i++)
        {
            trips[i].Answer.SetResult();
        }

        (await Task.WhenAll(first, good, better)).ShouldBe(["answer 1", "answer 2", "answer 3"]);
        await Should.ThrowAsync<InvalidOperationException>(bad);
    }

    [Fact]
    public async Task Later_trips_are_no_part_of_the_request_that_made_the_first()
    {
        var who = new AsyncLocal<string?>();
        var seen = new List<string?>();
        var leave = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new AskedTogether<int, string>(async questions =>
        {
            await leave.Task;
            seen.Add(who.Value);
            return [.. questions.Select(_ => "")];
        });
        who.Value = "the first one";
        Task[] both = [asked.AskAsync(1, Token), asked.AskAsync(2, Token)];
        leave.SetResult();
        await Task.WhenAll(both);

        seen.ShouldBe([null, null]);
    }
}
