using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.Platform;

namespace Coc.Cases.Features.TellingAccused;

/// <summary>A released item with its words: only texts that were written for this person, and the dates and codes of what bears on them.</summary>
internal static class RoomItems
{
    public static ReleasedItem Of(CaseState state, AccusedRoom room, Release release) =>
        Of(state, room, release, new(release.Item, release.Kind, state.Body, null, release.State, release.Until, null, null, null));

    private static ReleasedItem Of(CaseState state, AccusedRoom room, Release release, ReleasedItem item) => release.Kind switch
    {
        "notice" => item with { Text = state.Accused.Notices.First(n => n.Id == release.Item).Summary },
        "message" => item with { Text = state.Communications.First(c => c.Id == release.Item).Text },
        "interim" when state.Interim.First(m => m.Id == release.Item) is var m => item with { Measure = new(m.Kind, [state.Body], m.Spaces, m.At, m.Until, false, null, null) },
        "hearing" => item with { Text = state.Hearings.First(h => h.Id == release.Item).Response },
        "decision" when DecisionOf(state, d => d.Id == release.Item) is var d => Finding(d, room, item with { Text = ForAccused(state, d, room) }),
        DataRequests.Item when state.DataRequests.First(r => r.Id == release.Item) is var r => item with { Text = r.Sent?.Text, Category = r.Ground },
        Apologising.Item => item with { Text = state.Apologies.First(a => a.Id == release.Item).Why },
        Releasing.Warning => item with { Category = state.Decisions.SelectMany(d => QuietWarnings.For(state, d, room.Person)).First(q => q.Id == release.Item).Type },
        Releasing.Outside when state.Engagements.First(e => e.Seat == release.Item) is var e => item with
        {
            Text = $"{Engaging.Called(e.As)} from outside, {e.Name}, works for those who decide, from {e.NotBefore:yyyy-MM-dd HH:mm} UTC until {e.Until:yyyy-MM-dd HH:mm} UTC. They decide nothing. If there is a reason why they should not see it, you can object to them like to anybody who decides.",
        },
        Releasing.Step when Agreeing.Find(state, release.Item) is { Step: var s } => item with { Text = $"{s.Who}: {s.What}" },
        "measure" => item with { Measure = Measure(state, release.Item) },
        _ => item,
    };

    // It may be fetched when the case was taken up again already.
    private static RecordedDecision DecisionOf(CaseState state, Func<RecordedDecision, bool> which) => state.Decisions.First(which);

    private static ReleasedItem Finding(RecordedDecision decision, AccusedRoom room, ReleasedItem item) => decision.Findings.FirstOrDefault(f => f.Person == room.Person) is { } finding
        ? item with { Finding = finding.Outcome, Category = finding.IsViolation ? finding.Category : null }
        : item;

    // One text for several people would tell each of the others (P3): then everybody has the message to them alone. So has who is told of a decision that is about somebody else.
    private static string? ForAccused(CaseState state, RecordedDecision decision, AccusedRoom room) =>
        decision.Findings.Select(f => f.Person).Distinct().ToList() is [var only] && (only == room.Person || (only is null && state.Subjects.Count(s => !s.Mistaken) == 1))
            ? state.ProposalOf(decision.Proposal)!.Content.Rationale.ForAccused?.Value
            : null;

    private static ReleasedMeasure Measure(CaseState state, Guid sanction)
    {
        var decision = DecisionOf(state, d => d.Measures.Any(m => m.Sanction == sanction));
        var measure = decision.Measures.First(m => m.Sanction == sanction);
        var remedy = state.ProposalOf(decision.Proposal)!.Content.Remedies.Where((_, index) => Ids.V5(decision.Id, $"{index}") == sanction).FirstOrDefault();
        return new(measure.Type, measure.Scope.Bodies, measure.Scope.Spaces, measure.From, measure.Until, remedy?.Permanent ?? false, measure.Readmission, TypedConditions.ForPerson(remedy));
    }
}
