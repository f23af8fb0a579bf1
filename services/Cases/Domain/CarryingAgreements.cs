namespace Coc.Cases.Domain;

/// <summary>What was agreed travels with the decision that holds it (P12, R54): whoever has the case next goes on with its steps, their times and what waits to be looked at.</summary>
internal static class CarryingAgreements
{
    /// <summary>Those that are not known there as they stand. Each word under the key of whose agreement it is.</summary>
    public static IReadOnlyList<AgreedBefore> Of(CaseState from, CaseState to) =>
    [
        .. from.Agreements.Where(a => !to.Agreements.Any(known => known.Id == a.Id && IsSame(known, a)))
            .Select(a => new AgreedBefore(
                a.Id, a.Person,
                [.. a.Steps.Select(s => new StepBefore(s.Id, Texts.OptionalAccused(a.Person, s.Who), Texts.OptionalAccused(a.Person, s.What), s.Due, s.Checks, s.Sees, s.State, s.By))],
                a.At, a.Ended, a.ReviewSince,
                [.. from.Apologies.Where(p => p.Agreement == a.Id).Select(p => p.PassedOnAt is { } at ? new ApologyBefore(p.Id, p.Thread, p.By, p.At, p.PassedOnBy, at) : null).OfType<ApologyBefore>()])),
    ];

    public static CaseState Taken(CaseState state, IReadOnlyList<AgreedBefore> carried) => state with
    {
        Agreements = [.. state.Agreements.Where(a => carried.All(c => c.Agreement != a.Id)).Concat(carried.Select(Agreement)).OrderBy(a => a.At)],
        Apologies = [.. state.Apologies, .. carried.SelectMany(Apologies).Where(a => state.Apologies.All(known => known.Id != a.Id))],
    };

    private static bool IsSame(Agreement one, Agreement other) =>
        (one.Ended, one.ReviewSince) == (other.Ended, other.ReviewSince) && one.Steps.Select(s => (s.Id, s.State, s.Due, s.By)).SequenceEqual(other.Steps.Select(s => (s.Id, s.State, s.Due, s.By)));

    private static Agreement Agreement(AgreedBefore before) =>
        new(before.Agreement, before.Person, [.. before.Steps.Select(s => new AgreementStep(s.Step, s.Who?.Value, s.What?.Value, s.Due, s.Checks, s.Sees) { State = s.State, By = s.By })], before.MadeAt)
        {
            Ended = before.Ended,
            ReviewSince = before.ReviewSince,
        };

    private static IEnumerable<Apology> Apologies(AgreedBefore before) =>
        before.PassedOn.Select(p => new Apology(p.Apology, before.Agreement, before.Person, p.Thread, p.By, p.At) { PassedOnAt = p.PassedOnAt, PassedOnBy = p.PassedOnBy });
}
