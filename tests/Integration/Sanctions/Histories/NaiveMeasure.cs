namespace Coc.Integration.Sanctions.Histories;

/// <summary>A measure as anybody would keep it on paper: where it counts, until when, and who has taken it over.</summary>
internal sealed class NaiveMeasure(Decided decided, int person, string type, DateTimeOffset until, DateTimeOffset answerBy)
{
    private static readonly TimeSpan TimeToDecideAnew = TimeSpan.FromDays(7);

    public Decided Decided => decided;

    public int Person => person;

    public int Level => type == "ban" ? 2 : 1;

    public bool Everywhere => decided.Body == "orrery";

    public DateTimeOffset Until { get; private set; } = until;

    public bool Released { get; set; }

    /// <summary>null: every space.</summary>
    public string? Space { get; private set; }

    public Dictionary<string, NaiveCopy> Copies { get; } = [];

    public HashSet<string> Declined { get; } = [];

    private bool ended;
    private DateTimeOffset? overturned;

    public bool Over(DateTimeOffset now) => ended || overturned is not null || Until <= now;

    public bool HoldsIn(string body, string? space, DateTimeOffset now) =>
        Released && ((!Over(now) && (Everywhere || decided.Body == body) && (Space is null || space is null || Space == space))
            || (Copies.TryGetValue(body, out var copy) && copy.Holds(overturned, now) && (copy.Space is null || space is null || copy.Space == space)));

    public bool Answerable(string body, DateTimeOffset now) => !Everywhere && !Over(now) && now < answerBy && !Copies.ContainsKey(body) && !Declined.Contains(body);

    public void Answer(string body, string? space, DateTimeOffset? end) => Copies[body] = new NaiveCopy(space) { Until = end is { } earlier && earlier < Until ? earlier : Until };

    public void Shorten(DateTimeOffset end)
    {
        Until = end;
        foreach (var copy in Copies.Values.Where(c => c.Until > end))
        {
            copy.Until = end;
        }
    }

    public void Narrow(string space) => Space = space;

    public void Lift()
    {
        ended = true;
        EndCopies();
    }

    /// <summary>What holds somewhere else waits for that body's word; what does not is over.</summary>
    public void Overturn(DateTimeOffset now)
    {
        if (Over(now))
        {
            return;
        }

        foreach (var copy in Copies.Values.Where(c => !Released || !c.Holds(null, now)))
        {
            copy.Ended = true;
        }

        overturned = now;
    }

    public void WasSomebodyElse()
    {
        ended = true;
        EndCopies();
    }

    public bool AsksAnew(string body, DateTimeOffset now) =>
        overturned is { } fell && now < fell + TimeToDecideAnew && Copies.TryGetValue(body, out var copy) && copy is { Ended: false, Kept: false } && now < copy.Until;

    public void Redecide(string body, bool keep) => (Copies[body].Kept, Copies[body].Ended) = (keep, !keep);

    private void EndCopies()
    {
        foreach (var copy in Copies.Values)
        {
            copy.Ended = true;
        }
    }

    internal sealed class NaiveCopy(string? space)
    {
        public string? Space => space;

        public DateTimeOffset Until { get; set; }

        public bool Ended { get; set; }

        public bool Kept { get; set; }

        public bool Holds(DateTimeOffset? overturned, DateTimeOffset now) => !Ended && now < Until && (overturned is not { } fell || Kept || now < fell + TimeToDecideAnew);
    }
}
