namespace Coc.Cases.Domain;

/// <summary>Which seats here hold who reported, as Intake says (R3); nothing of it is in the case.</summary>
/// <param name="Seats">by report</param>
/// <param name="Minors">reports that name somebody under age</param>
internal sealed record Holders(IReadOnlyDictionary<Guid, Guid> Seats, IReadOnlySet<Guid> Minors)
{
    public static Holders None { get; } = new(new Dictionary<Guid, Guid>(), new HashSet<Guid>());

    public Guid? Of(Guid report) => Seats.TryGetValue(report, out var seat) ? seat : null;

    public bool IsMinor(Guid report) => Minors.Contains(report);
}
