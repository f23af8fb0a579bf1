namespace Coc.Intake.Domain;

/// <summary>Asking to come back from a measure (R52).</summary>
internal static class Readmissions
{
    /// <summary>Kind of the entry.</summary>
    public const string Entry = "readmission";

    /// <summary>Measures from which the person comes back by asking, or may have to ask by now.</summary>
    public static IReadOnlyList<Guid> Measures(RoomState room) =>
        [.. room.Items.Where(i => i.Kind == "measure" && (i.Content?.Measure?.Readmission == "onRequest" || i.State == "readmissionPending")).Select(i => i.Id)];

    /// <summary>Which one is meant; null: not said, and there is not exactly one, or it is none of these.</summary>
    public static Guid? Meant(RoomState room, Guid? named) => Measures(room) is var known && named is { } measure ? (known.Contains(measure) ? measure : null) : known is [var only] ? only : null;

    /// <summary>Asked, and on its way still: nobody has heard of it there.</summary>
    public static bool IsOnItsWay(RoomState room, Guid measure, IReadOnlyCollection<Guid> heardOf) => room.Entries.Any(e => e.Kind == Entry && e.About == measure && !heardOf.Contains(e.Id));
}
