using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>What follows by rule from what was just decided: the next seats asked, a transfer due or not, the duty to the foundation.</summary>
internal static class Consequences
{
    // Each follows from those before it; real ones come to rest after a few.
    private const int MostRounds = 100;

    public static Decision Complete(CaseState before, IReadOnlyList<CaseEvent> decided, DateTimeOffset at)
    {
        var events = new List<CaseEvent>(decided);
        var state = before.Apply(decided);
        for (var round = 0; Next(state, at) is { Count: > 0 } more; round++)
        {
            if (round == MostRounds)
            {
                throw new InvalidOperationException($"What follows does not come to an end: {string.Join(", ", more.Select(e => e.GetType().Name).Distinct())}.");
            }

            events.AddRange(more);
            state = state.Apply(more);
        }

        return events;
    }

    private static List<CaseEvent> Next(CaseState state, DateTimeOffset at)
    {
        if (state.IsOver)
        {
            return [.. DataRequests.Following(state, at), .. Releasing.Due(state, at)];
        }

        var due = TransferTriggers.Of(state);
        return
        [
            .. Screening.AskNext(state, at),
            .. due.DistinctBy(d => d.Rule).Where(d => !state.TransferDueBy.Contains(d.Rule)).Select(d => new CaseEvent.TransferBecameDue(d.Rule, d.To, at)),
            .. state.TransferDueBy.Where(r => due.All(d => d.Rule != r)).Select(r => new CaseEvent.TransferNoLongerDue(r, at)),
            .. Struck(state, at),
            .. Notices(state, at),
            .. Facts(state, at),
            .. SeatObjections.Settled(state, at),
            .. Appealing.Due(state, at),
            .. Reopening.Due(state, at),
            .. Mediating.Following(state, at),
            .. Commenting.Following(state, at),
            .. DataRequests.Following(state, at),
            .. Releasing.Due(state, at),
            .. Clocks.Following(state, at),
        ];
    }

    private static IEnumerable<CaseEvent> Facts(CaseState state, DateTimeOffset at)
    {
        var facts = JurisdictionFacts.Of(state);
        return facts.Same(state.Facts) ? [] : [new CaseEvent.JurisdictionFactsChanged(facts, at)];
    }

    // Of each person for themselves, also of one the decision does not name (P7). What an appeal overturned is struck by itself.
    private static IEnumerable<CaseEvent> Struck(CaseState state, DateTimeOffset at) => state.Decision is null ? [] :
        state.Notices.Where(n => !n.Struck && !WhoKnows.IsViolator(state, n.Person)).Select(n => new CaseEvent.IncidentNoticeStruck(n.Id, at));

    // Category code only; after triage and confirmed identity; once per person, once more when the category became another one, and anew when a violation is found after all (R23, P7).
    private static IEnumerable<CaseEvent> Notices(CaseState state, DateTimeOffset at) =>
        state.IsProject && state.Risk is not null && state.Handling.Foundation != state.Body
            ? state.Subjects
                .Where(s => s is { Identification: Identification.Confirmed, Mistaken: false } && (state.Decision is null || WhoKnows.IsViolator(state, s.Person)) && IsNews(state, s.Person))
                .Select(s => new CaseEvent.IncidentNoticed(
                    NoticeOf(state, s.Person), s.Person, state.Handling.Foundation, Category(state, s.Person), [.. state.ThreadIds], at))
            : [];

    // What was struck stays so, until another decision than the one it was struck under finds a violation itself (P7).
    private static bool IsNews(CaseState state, Guid person) => state.Notices.LastOrDefault(n => n.Person == person) switch
    {
        null => true,
        { Struck: true } last => state.Decision is { } decision && decision.Id != last.StruckUnder && decision.Findings.Any(f => f.IsViolation && f.Person == person),
        var last => last.Category != Category(state, person),
    };

    // One that was struck is not taken out again: whoever opened it was told that it is void.
    private static Guid NoticeOf(CaseState state, Guid person) =>
        Ids.V5(state.Id, state.Notices.Count(n => n.Struck && n.Person == person) is > 0 and var struck ? $"notice:{person}:{struck}" : $"notice:{person}");

    // What was adopted counts before what triage thought; a mere proposal is nobody else's business.
    private static string Category(CaseState state, Guid person) =>
        state.Proposals.Where(p => p.State is ProposalState.Adopted or ProposalState.AwaitingLegal).SelectMany(p => p.Content.Findings).LastOrDefault(f => f.IsViolation && f.Person == person)?.Category
        ?? state.Category ?? "unclassified";
}
