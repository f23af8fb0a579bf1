namespace Coc.Cases.Domain;

/// <summary>A rule of which an arbiter said that it does not take this case from its owner.</summary>
/// <param name="By">slug of the arbiter's body</param>
/// <param name="On">what the rule rested on then: on anything beyond that it is due again. null from before that was recorded: for good</param>
internal sealed record Overruling(string Rule, string By, DateTimeOffset At, IReadOnlyList<string>? On)
{
    /// <summary>The arbiter's word against every rule that would give the case to that body now.</summary>
    public static IReadOnlyList<Overruling> Of(CaseState state, string to, string by, DateTimeOffset at) =>
        [.. TransferTriggers.TooFew(state).Concat(TransferTriggers.Of(state)).Distinct().OrderBy(d => d.Rule).Where(d => TransferTriggers.Means(state, d.To, to)).Select(d => new Overruling(d.Rule, by, at, TransferTriggers.Grounds(state, d.Rule)))];

    /// <summary>
    /// What the next owner has to know: an arbiter's word is about the case, wherever it goes, as long as it holds: what the case goes under is none any more. A word of which was not recorded what it rested on stays
    /// where it was given if the rule is about seats or an exposure there.
    /// </summary>
    public static IReadOnlyList<Overruling> Carried(CaseState sender) => [.. sender.Overruled.Where(o => o.Holds(sender) && (o.On is not null || o.Rule is "J2" or "J4"))];

    /// <summary>It still holds: the rule rests on nothing the arbiter did not know of.</summary>
    public bool Holds(CaseState state) => On is null || !TransferTriggers.Grounds(state, Rule).Except(On).Any();
}
