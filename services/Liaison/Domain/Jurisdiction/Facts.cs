using Coc.Contracts.Cases;

namespace Coc.Liaison.Domain.Jurisdiction;

/// <summary>Everything the jurisdiction rules look at. What is not known at routing (conflicts, risk factors, counsel's answer) comes from the case later.</summary>
internal sealed record Facts(ResponderFact Foundation, ResponderFact? Parent, IReadOnlyList<ProjectFact> Projects)
{
    /// <summary>Who produces the event, when the register knows it: parent, other.</summary>
    public string? EventProducer { get; init; }

    /// <summary>The event is one of the foundation's community, or the report names one of its projects: its code applies beside the event's (J10).</summary>
    public bool FoundationCodeApplies { get; init; }

    /// <summary>The outside arbiter, when one is named.</summary>
    public ResponderFact? Arbiter { get; init; }

    /// <summary>Communities outside the foundation are affected.</summary>
    public bool OtherCommunities { get; init; }

    /// <summary>The body the reporter addressed.</summary>
    public string? AddressTo { get; init; }

    /// <summary>Codes of <see cref="RiskFactors"/>.</summary>
    public IReadOnlyList<string> RiskFactors { get; init; } = [];

    /// <summary>Counsel: exposure is likely.</summary>
    public bool ExposureLikely { get; init; }

    /// <summary>The project's answers so far.</summary>
    public ConflictFact? ProjectConflicts { get; init; }

    /// <summary>The foundation's answers so far.</summary>
    public ConflictFact? FoundationConflicts { get; init; }

    /// <summary>Who has the case; null at intake.</summary>
    public OwnerFact? Owner { get; init; }

    /// <summary>The body that transferred the case to its owner.</summary>
    public string? TransferredBy { get; init; }

    /// <summary>The rule under which it was transferred.</summary>
    public string? TransferredUnder { get; init; }

    /// <summary>Rules an arbiter overruled for this case: they do not hold as long as they rest on nothing new.</summary>
    public IReadOnlyList<OverruledRule> Overruled { get; init; } = [];

    /// <summary>Which half it is of two joint cases (J10); null: it is the whole.</summary>
    public JointHalf? Joint { get; init; }

    /// <summary>Version of the foundation's policy these rules stand in.</summary>
    public int FoundationPolicy { get; init; } = 1;

    /// <summary>The one project, when there is exactly one.</summary>
    public ProjectFact? OneProject => Projects is [var only] ? only : null;

    /// <summary>The arbiter's word against a rule; null: nobody overruled it.</summary>
    public OverruledRule? OverruledBy(string rule) => Overruled.LastOrDefault(o => o.Rule == rule);

    /// <summary>It left the project, if it ever was in one.</summary>
    public bool HandedUp => TransferredBy is not null && Owner is not { IsProject: true };

    /// <summary>The foundation could not keep it, or passed over.</summary>
    public bool HandedBeyond => HandedUp && Owner is { } owner && owner.Slug != Foundation.Slug;

    /// <summary>A body above gave it to the project within which it lies (J12).</summary>
    public bool HandedDown => Owner is { IsProject: true } owner && OneProject is { HasResponders: true } only && only.Slug == owner.Slug
        && TransferredBy is { } by && (by == Foundation.Slug || by == Parent?.Slug || by == Arbiter?.Slug);
}

/// <summary>The body that has the case.</summary>
internal sealed record OwnerFact(string Slug, bool IsProject);

/// <summary>A body and how many of its deciding seats are active, not set aside and not excluded.</summary>
internal sealed record ResponderFact(string Slug, int UsableSeats)
{
    /// <summary>Fewer count as none (P1).</summary>
    public const int Fewest = 2;

    public bool HasResponders => UsableSeats >= Fewest;
}

/// <summary>A project named in the report.</summary>
/// <param name="OwnHandling">it handles its cases itself</param>
internal sealed record ProjectFact(string Slug, bool OwnHandling, int UsableSeats)
{
    public bool HasResponders => OwnHandling && UsableSeats >= ResponderFact.Fewest;

    /// <summary>What its own text says about who decides.</summary>
    public IReadOnlyList<Policies.OwnProvision> OwnText { get; init; } = [];

    public int PolicyVersion { get; init; } = 1;
}

/// <summary>How a body's seats answered the conflict question.</summary>
/// <param name="Of">seats asked</param>
/// <param name="Clean">without any conflict</param>
internal sealed record ConflictFact(int Hard, int Of, int Clean)
{
    public int NotHard => Of - Hard;
}

/// <summary>The six legal risk factors (R44).</summary>
internal static class RiskFactors
{
    /// <summary>Laws or regulations may have been violated: J4 by itself.</summary>
    public const string SuspectedLawViolation = "suspectedLawViolation";

    public static IReadOnlyList<string> All { get; } = ["physicalInjury", "threatOfSuit", "reportToAuthorities", "attorneyHired", "possibleCauseOfAction", SuspectedLawViolation];
}
