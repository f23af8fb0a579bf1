using Coc.Platform.Http;

namespace Coc.Sanctions.Features.CheckingStanding;

/// <summary>
/// Questions that wait at the same moment share one round trip. Nobody waits for others to come: the first one goes at once, and while it is on its way the next trip gathers. Nothing is kept: a trip answers
/// those who asked before it left and nobody else (decision 72).
/// </summary>
/// <param name="ask">one answer for each question, in their order</param>
internal sealed class AskedTogether<TQuestion, TAnswer>(Func<IReadOnlyList<TQuestion>, Task<IReadOnlyList<TAnswer>>> ask)
{
    /// <summary>In one trip.</summary>
    public const int Most = 100;

    private readonly Lock gate = new();
    private readonly Queue<Waiter> waiting = [];
    private bool onItsWay;

    /// <summary>How many the next trip has so far.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return waiting.Count;
            }
        }
    }

    /// <summary>The answer. Who no longer waits for it takes nobody else's away.</summary>
    public Task<TAnswer> AskAsync(TQuestion question, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(question, new(), cancellationToken); // goes on where the trip ends: waking a thread for each took longer than what is left to do
        bool first;
        lock (gate)
        {
            waiting.Enqueue(waiter);
            (first, onItsWay) = (!onItsWay, true);
        }

        if (first)
        {
            using var alone = ExecutionContext.SuppressFlow(); // later trips are no part of what the first one was asked for
            _ = TravelAsync();
        }

        return waiter.Answer.Task.WaitAsync(cancellationToken);
    }

    private async Task TravelAsync()
    {
        while (Next() is { } trip)
        {
            await TravelAsync(trip);
        }
    }

    private List<Waiter>? Next()
    {
        lock (gate)
        {
            var trip = new List<Waiter>(Math.Min(waiting.Count, Most));
            while (trip.Count < Most && waiting.TryDequeue(out var waiter))
            {
                if (!waiter.Gone.IsCancellationRequested)
                {
                    trip.Add(waiter);
                }
            }

            onItsWay = trip.Count > 0;
            return onItsWay ? trip : null;
        }
    }

    private async Task TravelAsync(List<Waiter> trip)
    {
        try
        {
            var answers = await ask(trip.ConvertAll(w => w.Question));
            for (var i = 0; i < trip.Count; i++)
            {
                trip[i].Answer.SetResult(answers[i]);
            }
        }
        catch (Exception e) when (trip.Count == 1 || ProblemWriter.IsOutage(e))
        {
            trip.ForEach(w => w.Answer.TrySetException(e)); // an outage is everybody's, and asking one by one would only make them wait longer for it
        }
        catch (Exception)
        {
            foreach (var waiter in trip.Where(w => !w.Answer.Task.IsCompleted)) // one of them cannot be asked: the others must not suffer for it
            {
                await TravelAsync([waiter]);
            }
        }
    }

    private readonly record struct Waiter(TQuestion Question, TaskCompletionSource<TAnswer> Answer, CancellationToken Gone);
}
