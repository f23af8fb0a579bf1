namespace Coc.Intake.Features.Filing;

/// <summary>Body of <c>POST /api/reports</c> (api.md); everything may be missing but the description.</summary>
internal sealed record FileReport
{
    public IReadOnlyList<string?>? Projects { get; init; }
    public string? Event { get; init; }
    public IReadOnlyList<string?>? Spaces { get; init; }
    public IReadOnlyList<string?>? OtherCommunities { get; init; }
    public string? About { get; init; }
    public OccurredPart? Occurred { get; init; }
    public IReadOnlyList<SubjectPart?>? Subjects { get; init; }
    public IReadOnlyList<AffectedPart?>? Affected { get; init; }
    public string? Description { get; init; }
    public string? CodeSection { get; init; }
    public string? WhatWouldHelp { get; init; }
    public string? Language { get; init; }
    public string? AccessNeeds { get; init; }
    public bool? SafetyConcern { get; init; }
    public ReporterPart? Reporter { get; init; }
    public IReadOnlyList<ExclusionPart?>? Exclude { get; init; }
    public string? AddressTo { get; init; }
    public ConsentPart? Consent { get; init; }
    public string? Kind { get; init; }
    public string? RelatesTo { get; init; }
}

internal sealed record OccurredPart(DateTimeOffset? From, DateTimeOffset? To, bool? Ongoing);

internal sealed record SubjectPart(IReadOnlyList<string?>? Accounts, string? Name, string? Description);

internal sealed record AffectedPart(
    bool? Self, string? Name, IReadOnlyList<string?>? Accounts, string? Contact, string? KnowsOfReport, string? Minor, string? MayBeContacted, string? MayBeNamed = null);

internal sealed record ReporterPart(string? Kind, string? Name, string? Contact, string? Holder, bool? MayWrite);

internal sealed record ExclusionPart(Guid? Seat, string? Name, string? Account, string? Employer);

internal sealed record ConsentPart(string? Foundation, string? Parent, string? Counsel, string? EventStaff, string? Project = null);

/// <summary>The only answer that ever holds the receipt.</summary>
/// <param name="Renewable">whether a lost code can be renewed: a named reporter's, to the mail address left here (P21)</param>
/// <param name="Notice">to be shown beside the code</param>
internal sealed record FiledAnswer(Guid Report, string Receipt, bool Renewable, string Notice)
{
    private const string Lost = "Keep this code. Nobody else has it, and we cannot make it again. If you lose it, you can only report anew.";
    private const string LostNamed = "Keep this code. Nobody else has it. If you lose it, two of those who read can have a new one made, half of it sent to the address you gave and half of it told to you; it shows what is new, and not what was written before.";

    public static FiledAnswer Of(Guid report, string receipt, bool renewable) => new(report, receipt, renewable, renewable ? LostNamed : Lost);
}
