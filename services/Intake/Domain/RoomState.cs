using System.Diagnostics;
using Coc.EventStore;

namespace Coc.Intake.Domain;

/// <summary>A room as of now.</summary>
internal sealed record RoomState(Guid Id, Guid Person)
{
    public long Version { get; init; }

    public int Codes { get; init; }

    public bool Claimed { get; init; }

    /// <summary>What was released, in the order it came; each as it is now.</summary>
    public IReadOnlyList<RoomItem> Items { get; init; } = [];

    public IReadOnlyList<RoomEntry> Entries { get; init; } = [];

    /// <summary>The person's own to see, and nobody's whom they are about.</summary>
    public IReadOnlyList<FollowUp> Complaints { get; init; } = [];

    public IReadOnlyList<EvidencePiece> Evidence { get; init; } = [];

    public IReadOnlyList<WrittenAppeal> Appeals { get; init; } = [];

    /// <summary>What the person last said to each mediation.</summary>
    public IReadOnlyDictionary<Guid, string> ToMediations { get; init; } = new Dictionary<Guid, string>();

    public IReadOnlyList<MediationView> Mediations => [.. Items.Where(i => i.Kind == "mediation").Select(i => new MediationView(i.Id, i.State ?? "", i.Until, ToMediations.GetValueOrDefault(i.Id)))];

    /// <summary>What the person asked about what is kept of them, as it stands (P19).</summary>
    public IReadOnlyList<OwnDataRequest> DataRequests =>
        [.. AskedForData.Select(r => Items.FirstOrDefault(i => i.Kind == Domain.DataRequests.Entry && i.Id == r.Id) is { } item ? r with { State = item.State ?? r.State, Ground = item.Content?.Category, Due = item.Until ?? r.Due, Answer = item.Content?.Text } : r)];

    public IReadOnlyList<OwnDataRequest> AskedForData { get; init; } = [];

    /// <summary>The decision that can be appealed: that on an appeal has its outcome for a state, and cannot.</summary>
    private RoomItem? Decision => Items.LastOrDefault(i => i is { Kind: "decision", State: null });

    /// <summary>What is decided now.</summary>
    public bool HasAppealed => Appeals.Any(a => Decision is not { } decided || a.At >= decided.At);

    /// <summary>The person's data was erased (P19).</summary>
    public bool Erased => Items.Any(i => i.Content is null) || Evidence.Any(e => e.Facts is null);

    /// <summary>Whose panel opened it; null from before that was told.</summary>
    public string? OpenedBy { get; init; }

    /// <summary>Who has the matter: whoever put the latest thing here.</summary>
    public string? Body => Items.Count == 0 ? OpenedBy : Items.MaxBy(i => i.ChangedAt)!.Body;

    public RoomItem? Item(string kind) => Items.LastOrDefault(i => i.Kind == kind);

    /// <summary>When the matter was last taken up again after it had been decided.</summary>
    public DateTimeOffset? ReopenedAt => Items.Where(i => i.Kind == "reopened").Max(i => (DateTimeOffset?)i.ChangedAt);

    /// <summary>Whether this was said of the matter and not taken up again since.</summary>
    public bool Stands(string kind) => Items.Any(i => i.Kind == kind && !(i.ChangedAt <= ReopenedAt));

    /// <summary>Nothing is asked of the person any more.</summary>
    public bool IsFinished => Stands("end") && AskedAnew is null;

    /// <summary>Time to answer that was given after it was over, as the panel of an appeal may: what was decided stands meanwhile.</summary>
    public RoomItem? AskedAnew => Items.Where(i => i.Kind is "decision" or "end").Max(i => (DateTimeOffset?)i.At) is { } over && Item("answerTime") is { } asked && asked.ChangedAt > over ? asked : null;

    /// <summary>Folds a stream; null when there is none.</summary>
    public static RoomState? Of(EventStream stream) =>
        stream.Events.Aggregate((RoomState?)null, (state, stored) => Evolve(state, (RoomEvent)stored.Data, stored.Stream.Id, stored.At)) is { } room ? room with { Version = stream.Version } : null;

    public static RoomState Evolve(RoomState? state, RoomEvent happened, Guid id, DateTimeOffset at) => (state, happened) switch
    {
        (null, RoomEvent.RoomOpened e) => new RoomState(id, e.Person) { OpenedBy = e.Body },
        (null, _) => throw new UnreachableException("A room's stream begins with its opening."),
        (_, RoomEvent.RoomCodeMade e) => state with { Codes = e.Number },
        (_, RoomEvent.RoomClaimed) => state with { Claimed = true },
        (_, RoomEvent.ItemReleased e) => state with { Items = With(state.Items, e) },
        (_, RoomEvent.PersonWrote e) => state with { Entries = [.. state.Entries, new(e.Entry, e.Kind, at, e.About, e.Text?.Value)] },
        (_, RoomEvent.EvidenceSent e) => state with { Evidence = [.. state.Evidence, new(e.Evidence, null, at, e.Facts.Value, id)] },
        (_, RoomEvent.PersonObjected e) => state with { Entries = [.. state.Entries, new(e.Entry, "objection", at, e.Seat, e.Text.Value)] },
        (_, RoomEvent.PersonAnsweredMediation e) => state with { ToMediations = new Dictionary<Guid, string>(state.ToMediations) { [e.Mediation] = e.Answer } },
        (_, RoomEvent.PersonAskedForData e) => state with
        {
            AskedForData = [.. state.AskedForData, OwnDataRequest.New(e.Entry, e.Kind, at, e.Text?.Value)],
            Entries = [.. state.Entries, new(e.Entry, Domain.DataRequests.Entry, at, null, e.Text?.Value)],
        },
        (_, RoomEvent.PersonAskedBack e) => state with { Entries = [.. state.Entries, new(e.Entry, Readmissions.Entry, at, e.Measure, e.Statement.Value)] },
        (_, RoomEvent.PersonAppealed e) => state with { Appeals = [.. state.Appeals, new(e.Entry, at, e.Grounds, e.Text.Value)] },
        (_, RoomEvent.PersonComplained e) => state with { Complaints = [.. state.Complaints, new(e.Report ?? e.Entry, FollowUp.Complaint, at, e.Text.Value) { Ground = e.Ground }] },
        _ => throw new UnreachableException($"{happened.GetType().Name} is not known."),
    };

    private static IReadOnlyList<RoomItem> With(IReadOnlyList<RoomItem> items, RoomEvent.ItemReleased e)
    {
        var before = items.FirstOrDefault(i => i.Id == e.Item);
        // Who has the case next may not read how a request was answered (P16); the person keeps what they were told.
        var content = e.Kind == Domain.DataRequests.Entry && e.Content.Value is { Text: null } silent ? silent with { Text = before?.Content?.Text } : e.Content.Value;
        var now = new RoomItem(e.Item, e.Kind, e.Body, before?.At ?? e.ReleasedAt, e.ReleasedAt, e.State, e.Until, content);
        return items.Any(i => i.Id == e.Item) ? [.. items.Select(i => i.Id == e.Item ? now : i)] : [.. items, now];
    }
}

/// <summary>Something the person may see.</summary>
/// <param name="Content">null when erased</param>
internal sealed record RoomItem(Guid Id, string Kind, string Body, DateTimeOffset At, DateTimeOffset ChangedAt, string? State, DateTimeOffset? Until, RoomItemContent? Content);

/// <summary>Something the person sent.</summary>
/// <param name="Text">null when erased, or when nothing was written</param>
internal sealed record RoomEntry(Guid Id, string Kind, DateTimeOffset At, Guid? About, string? Text);
