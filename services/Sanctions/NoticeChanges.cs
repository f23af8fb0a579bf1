using Coc.Sanctions.Domain;
using Coc.Sanctions.Tables;

namespace Coc.Sanctions;

/// <summary>A notice's events with the rows that follow from them.</summary>
internal static class NoticeChanges
{
    public const string LapseDue = "lapse";

    /// <param name="hashes">the person's accounts, for the flag</param>
    public static NoticeState Add(Changes changes, Loaded<NoticeState> before, IReadOnlyList<NoticeEvent> events, IReadOnlyList<byte[]> hashes, DateTimeOffset now)
    {
        if (events.Count == 0)
        {
            return before.State;
        }

        var after = events.Aggregate(before.State, NoticeState.Evolve);
        changes.Add(before.Key, Streams.NoticeType, before.Version, events, after);
        changes.Add(ReadRows.Flag(before.Key, after, hashes, now));
        changes.Add(after.AnswerBy is { } at ? ReadRows.Due(LapseDue, before.Key, at) : ReadRows.NotDue(LapseDue, before.Key.Id));
        return after;
    }
}
