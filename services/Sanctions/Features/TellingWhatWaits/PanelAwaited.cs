using Coc.Platform;
using Coc.Sanctions.Domain;

namespace Coc.Sanctions.Features.TellingWhatWaits;

/// <summary>What waits for a measure's panel now, and for which of its seats not any more.</summary>
internal static class PanelAwaited
{
    /// <summary>A person asks to come back.</summary>
    public static Guid AnswerOf(Guid request) => Ids.V5(request, "waits:answer");

    /// <summary>The day of the answer is over.</summary>
    public static Guid LateAnswerOf(Guid request) => Ids.V5(request, "waits:lateAnswer");

    /// <summary>One seat would answer so; it takes a second.</summary>
    public static Guid SecondAnswerOf(Guid request) => Ids.V5(request, "waits:secondAnswer");

    /// <summary>One seat would stop the steps that have not come; it takes a second.</summary>
    public static Guid StopOf(Guid request) => Ids.V5(request, "waits:stop");

    /// <summary>Seats that have done their part; null: it waits for nobody.</summary>
    public static IReadOnlyCollection<Guid>? DoneBy(SanctionState sanction, Guid thing)
    {
        if (sanction.Over)
        {
            return null;
        }

        return sanction.WayBack switch
        {
            { Open: { } open } when thing == AnswerOf(open.Id) || (open.Overdue && thing == LateAnswerOf(open.Id)) => [],
            { Open: { Proposed.Count: > 0 } open } when thing == SecondAnswerOf(open.Id) => [.. open.Proposed.Keys],
            { Running: { StopAsked.Count: > 0 } running } when thing == StopOf(running.Id) => running.StopAsked,
            _ => null,
        };
    }
}
