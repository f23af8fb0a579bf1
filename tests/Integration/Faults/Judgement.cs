using Coc.EventFormat.Chain;
using Coc.EventStore;
using Coc.EventStore.Reading;
using Coc.FaultProcess;
using Coc.Integration.EventStore;
using Coc.Platform;

namespace Coc.Integration.Faults;

/// <summary>Holds what is there to what the writers were told. Every sentence is a list of what contradicts it.</summary>
internal sealed class Judgement(FaultWorld world, Log log)
{
    private readonly ILookup<Guid, EventRow> byId = log.Rows.ToLookup(r => r.Id);

    private IEnumerable<IGrouping<StreamKey, EventRow>> Notes => log.Streams.Where(s => s.Key.Tenant != "copies");

    /// <summary>An acknowledged attempt is there once, where it was said to be; a refused one is not there; of any other, all or nothing is there.</summary>
    public IEnumerable<string> AttemptsNotKept() =>
        from entry in world.Account.Entries
        let ids = entry.Attempt.EventIds.ToList()
        let there = ids.Count(id => byId.Contains(id))
        where there != (entry.Versions is not null ? ids.Count : entry.Refused ? 0 : there == 0 ? 0 : ids.Count)
            || ids.Any(id => byId[id].Count() > 1)
            || (entry.Versions is { } versions && !ids.SelectMany(id => byId[id]).Select(r => r.Version).SequenceEqual(versions))
        select $"{entry.Attempt.Id}: {string.Join(" and ", entry.Attempt.Parts)}, versions {string.Join(',', entry.Versions ?? [])}, refused {entry.Refused}, tried {entry.Tries} times: {there} of {ids.Count} there";

    /// <summary>Nothing is there that nobody wrote, or in another stream than its own.</summary>
    public IEnumerable<string> EventsNobodyWrote()
    {
        var written = world.Account.Entries.SelectMany(e => e.Attempt.Parts.SelectMany((p, at) => Enumerable.Range(0, p.Events).Select(i => (e.Attempt.EventId(at, i), p.Stream)))).ToHashSet();
        return Notes.SelectMany(s => s).Where(r => !written.Contains((r.Id, r.Stream))).Select(r => $"event {r.Sequence} of {r.Stream}");
    }

    /// <summary>The statements of an append committed with it and with nothing else.</summary>
    public async Task<IEnumerable<string>> StatementsApartAsync()
    {
        var attempts = world.Account.Entries.Where(e => e.Attempt.EventIds.Any(byId.Contains)).Select(e => $"attempt {e.Attempt.Id} {e.Attempt.Parts.Sum(p => p.Events)}");
        var totals = Notes.Select(s => $"total {s.Key.Id} {s.Count()}");
        var heads = log.Streams.Select(s => $"head {s.Key.Id} {s.Last().Version}");
        return Difference(
            attempts.Concat(totals).Concat(heads),
            await world.Daemon.LinesAsync(
                """
                select 'attempt', id, events from app.attempts union all select 'total', stream_id, events from app.totals
                union all select 'head', id, version from mt.mt_streams
                """));
    }

    /// <summary>The daemon's read model is what anybody gets who counts the log.</summary>
    public async Task<IEnumerable<string>> MiscountedAsync() => Difference(
        Notes.Select(s => $"{s.Key.Id} {s.Count()} {s.Last().Version} True"),
        await world.Daemon.LinesAsync("select stream_id, events, version, in_order from app.counts"));

    /// <summary>Every event that publishes was on the broker at least once, and nothing else was.</summary>
    public IEnumerable<string> NotPublished(IReadOnlyCollection<Guid> heard) =>
        Difference(Published.Select(r => $"{Ids.V5(r.Id, nameof(NoteHeard))}"), heard.Distinct().Select(id => id.ToString()));

    /// <summary>Every message took effect once, in the order of its stream.</summary>
    public IEnumerable<string> EffectsAstray(IReadOnlyDictionary<StreamKey, EventStream> copies) =>
        from stream in Notes
        let wanted = string.Join(',', stream.Where(IsPublished).Select(r => r.Version))
        let copied = string.Join(',', copies.GetValueOrDefault(FaultProcess.Notes.CopyOf(stream.Key.Id))?.Events.Select(e => ((NoteCopied)e.Data).Version) ?? [])
        where wanted != copied
        select $"{stream.Key}: {wanted} was published, {copied} was copied";

    /// <summary>With its keys every event still says what its writer wrote.</summary>
    public static IEnumerable<string> Unreadable(IEnumerable<EventStream> notes) =>
        from e in notes.SelectMany(s => s.Events)
        let text = ((Note)e.Data).Text
        where text.Value != FaultProcess.Notes.TextOf(e.Id)
        select $"event {e.Sequence} reads {text.Value}";

    public IEnumerable<EventRow> Published => Notes.SelectMany(s => s).Where(IsPublished);

    private static bool IsPublished(EventRow row) => row.Type == "note_written";

    private static IEnumerable<string> Difference(IEnumerable<string> wanted, IEnumerable<string> there)
    {
        var (left, right) = (wanted.ToHashSet(), there.ToHashSet());
        return left.Except(right).Select(l => $"missing: {l}").Concat(right.Except(left).Select(r => $"too much: {r}")).Take(20);
    }
}
