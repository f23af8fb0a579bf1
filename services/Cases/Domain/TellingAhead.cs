using System.Globalization;
using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>
/// Before a measure ends, is lifted, or its person comes back, whoever wished so is told seven days ahead; at once where it ends sooner (P14). Our words, so that nobody has to think of it, and nothing in them of
/// who it is about or why.
/// </summary>
internal static class TellingAhead
{
    private static readonly string[] Ends = ["ended", "lifted", "overturned"];

    // Told of that very end, which came when it was to come.
    private static readonly TimeSpan Lately = TimeSpan.FromDays(1);

    public static bool Wishes(CaseState state, Guid thread) =>
        state.ReportersSaid.Where(w => w.Report == thread && w.Kind == ReporterWord.ToldAhead).OrderBy(w => w.At).LastOrDefault() is { Answer: "yes" };

    public static bool IsWished(CaseState state) => !state.HasGone && state.ThreadIds.Any(t => Wishes(state, t));

    /// <summary>Once each, of each instant.</summary>
    public static Decision Tell(CaseState state, CaseCommand.TellAhead c) => state.HasGone || !Holds(state, c.Sanction)
        ? Decision.Nothing
        : new List<CaseEvent>(
        [
            .. state.Announced.TryGetValue(c.Sanction, out var known) && known == c.Ends ? Array.Empty<CaseEvent>() : [new CaseEvent.EndAnnounced(c.Sanction, c.Ends, c.At)],
            .. Coming(state, c.Sanction, c.Ends, c.At),
        ]);

    /// <summary>Somebody wrote back; who wishes only now to be told hears at once what was announced before and is still to come.</summary>
    public static List<CaseEvent> Late(CaseState before, CaseEvent.ReporterWroteBack wrote)
    {
        var state = before.Apply([wrote]);
        return [wrote, .. from announced in state.Announced
                          where announced.Value > wrote.At && Holds(state, announced.Key)
                          orderby announced.Value
                          from told in Coming(state, announced.Key, announced.Value, wrote.At)
                          select told];
    }

    /// <summary>It is over now: who was not told so before hears it at once.</summary>
    public static IEnumerable<CaseEvent> Over(CaseState before, CaseCommand.FollowSanction c) =>
        !Ends.Contains(c.State) || Ends.Contains(before.Sanctions.FirstOrDefault(s => s.Id == c.Sanction)?.State) ? []
        : Told(before, c.Sanction, c.At, c.At, told => told <= c.At && told > c.At - Lately, "You wished to be told: something that was put in place because of what happened does not hold any more.");

    private static bool Holds(CaseState state, Guid sanction) => state.Sanctions.FirstOrDefault(s => s.Id == sanction) is { } measure && !Ends.Contains(measure.State);

    private static IEnumerable<CaseEvent> Coming(CaseState state, Guid sanction, DateTimeOffset ends, DateTimeOffset at) => Told(
        state, sanction, ends, at, told => told == ends,
        $"You wished to be told: on {ends.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)} something that was put in place because of what happened ends, or becomes milder.");

    private static IEnumerable<CaseEvent> Told(CaseState state, Guid sanction, DateTimeOffset ends, DateTimeOffset at, Func<DateTimeOffset, bool> enough, string words) =>
        from thread in state.ThreadIds
        where Wishes(state, thread) && !state.ToldAhead.Any(t => t.Thread == thread && t.Sanction == sanction && enough(t.Ends))
        from happened in new CaseEvent[]
        {
            new CaseEvent.EndToldAhead(thread, sanction, ends, at),
            new CaseEvent.ReporterMessaged(Ids.V5(sanction, $"ends:{thread}:{ends.UtcTicks}"), thread, Texts.Reporter(thread, $"{words} If anything makes you feel unsafe, write to us here."), null, at),
        }
        select happened;
}
