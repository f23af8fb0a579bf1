namespace Coc.Cases.Domain;

/// <summary>Whoever does not know of the report is thought of before an accused person is told anything (P4): what it would mean for their safety, and their wish, on record.</summary>
/// <param name="Unaware">somebody it happened to is not known to know of it</param>
/// <param name="Considered">what is recorded now</param>
internal sealed record AffectedThought(bool Unaware, (string Safety, string Wish)? Considered)
{
    public static AffectedThought None { get; } = new(false, null);

    /// <summary>Everybody it happened to, but who reported, in the reports of which somebody does not know.</summary>
    public IReadOnlyList<AffectedByIt> Who { get; init; } = [];

    public Refusal? Missing(CaseState state) => Unaware && Considered is null && !IsCovered(state)
        ? new Refusal("P4", "P4", "Somebody this happened to does not know of the report: record what telling would mean for their safety, and their wish, first.")
        : null;

    public IEnumerable<CaseEvent> Recorded(Guid seat, DateTimeOffset at) =>
        Considered is { } said ? [new CaseEvent.AffectedConsidered(Texts.Panel(said.Safety), Texts.Panel(said.Wish), seat, at, [.. Who.Select(w => w.Person)])] : [];

    // Who came in since was not thought of, whatever was written of the others.
    private bool IsCovered(CaseState state) => state.Accused.Considered.Count > 0 && Who.All(w => state.Accused.Considered.Any(c => c.Covers.Contains(w.Person) || c.Covers.Contains(w.Report)));
}

/// <param name="Person">the report itself where Intake names nobody</param>
internal sealed record AffectedByIt(Guid Report, Guid Person);
