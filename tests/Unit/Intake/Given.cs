using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Intake.Domain;

namespace Coc.Unit.Intake;

/// <summary>Reports and seats to begin with.</summary>
internal static class Given
{
    public static readonly Guid Report = new("0198a000-0000-7000-8000-000000000001");
    public static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static ReportEvent.ReportFiled Filed(
        Reporter? reporter = null, IReadOnlyList<Subject>? subjects = null, IReadOnlyList<Affected>? affected = null, IReadOnlyList<Exclusion>? exclude = null) => new(
        Guid.NewGuid(), "report", "web", "normal", ["sextant"], null, false, null, false,
        Sensitive.Of(new FiledText("d", null, null, null, null, null, [], [], null, null, reporter ?? new Reporter("anonymous", null, null, null, false), exclude ?? [], null), "reporter:1"),
        [.. (subjects ?? []).Select((s, i) => Sensitive.Of(s, Owners.Accused(i)))],
        [.. (affected ?? []).Select((a, i) => Sensitive.Of(a, Owners.Affected(i)))]);

    public static Affected Affected(bool self = false, string? name = null, string[]? accounts = null, string? contact = null, string? minor = null) =>
        new(self, name, accounts ?? [], contact, "yes", minor, null);

    public static ReportState State(params ReportEvent[] events) =>
        events.Aggregate((ReportState?)null, (state, e) => ReportState.Evolve(state, e, Report, At))!;

    public static CandidateSeat Seat(string name = "Kai Sorensen", string? employer = "Halcyon Works", params string[] accounts) =>
        new(Guid.NewGuid(), Guid.NewGuid(), name, employer, accounts);
}
